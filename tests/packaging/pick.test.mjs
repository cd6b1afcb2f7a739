// Values of a few elements out of many messages: the same as decode gives, in one call.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Field39Error, load } from "../../npm/dist/index.js";

const field39 = await load();
const hex = (await readFile(new URL("../browser/fixtures/unionpay-pos-0210-field-39-51.hex", import.meta.url), "utf8")).replace(/\s/g, "");
const message = Buffer.from(hex, "hex");
const [decoded] = field39.decode(message).messages;
const skip = decoded.fields.find(({ path }) => path === "mti").span.start;
const elements = [2, 4, 11, 39, 41, 64];
const wanted = { dialect: decoded.dialect, skip, elements };
const value = (number) => decoded.fields.find(({ path }) => path === String(number))?.value;

test("values are those of decode, masked, and only those that the message has", () => {
  const expected = Object.fromEntries(elements.filter((number) => value(number) !== undefined).map((number) => [number, value(number)]));
  const other = Uint8Array.from(message).buffer;
  assert.deepEqual(field39.pick([message, other], wanted), [expected, expected]);
  assert.ok(expected[39] && expected[2].includes("•"));
  const [open] = field39.pick([message], { ...wanted, unmask: true });
  assert.match(open[2], /^\d+$/);
  assert.deepEqual(field39.pick([], wanted), []);
});

test("what is cut says where, what is too long says by how much, and the others are read all the same", () => {
  const rows = field39.pick([message.subarray(0, skip + 12), message, Buffer.concat([message, Buffer.from([1, 2])]), new Uint8Array()], wanted);
  assert.equal(rows[0].broke, 2);
  assert.equal(rows[1][39], value(39));
  assert.equal(rows[1].broke ?? rows[1].rest, undefined);
  assert.equal(rows[2].rest, 2);
  assert.equal(rows[3].broke, 1);
});

test("quotes and control characters in values arrive as they are", () => {
  const text = '0200' + '0000000000020000' + '004' + 'a"\\\n';
  const [row] = field39.pick([new TextEncoder().encode(text)], { dialect: "iso8583-1987/ascii-hex", elements: [47] });
  assert.deepEqual(row, { 47: 'a"\\\n' });
});

test("a dialect that is none is refused by name", () => {
  for (const dialect of ["iso8583-1987", "no/such", undefined]) {
    assert.throws(
      () => field39.pick([message], { dialect, elements: [39] }),
      (error) => error instanceof Field39Error && error.code === "bad-dialect" && error.found === String(dialect),
    );
  }
});
