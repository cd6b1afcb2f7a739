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

// A dot is one character and three bytes: the second row tells whether they are counted right.
test("values are those of decode, masked, and only those that the message has", () => {
  const expected = Object.fromEntries(elements.filter((number) => value(number) !== undefined).map((number) => [number, value(number)]));
  const other = Uint8Array.from(message).buffer;
  const rows = field39.pick([message, other], wanted);
  assert.deepEqual(rows.map(Object.fromEntries), [expected, expected]);
  assert.equal(JSON.stringify(rows[1]), JSON.stringify(expected));
  assert.ok(expected[39] && expected[2].includes("•"));
  const [open] = field39.pick([message], { ...wanted, unmask: true });
  assert.match(open.get(2), /^\d+$/);
  assert.deepEqual(field39.pick([], wanted), []);
});

test("elements are found by number in whatever order they were asked for, once", () => {
  const [row] = field39.pick([message], { ...wanted, elements: [39, 11, 39, 4] });
  assert.deepEqual([...row], [4, 11, 39].map((number) => [number, value(number)]));
  assert.equal(row.get(41), undefined, "not asked for");
  assert.equal(row.get(128), undefined);
  assert.equal(row.get("toString"), undefined);
});

test("what is cut says where, what is too long says by how much, and the others are read all the same", () => {
  const rows = field39.pick([message.subarray(0, skip + 12), message, Buffer.concat([message, Buffer.from([1, 2])]), new Uint8Array()], wanted);
  assert.equal(rows[0].broke, 2);
  assert.equal(rows[0].get(2), undefined);
  assert.equal(rows[1].get(39), value(39));
  assert.equal(rows[1].broke ?? rows[1].rest, undefined);
  assert.equal(rows[2].rest, 2);
  assert.equal(rows[2].get(39), value(39));
  assert.equal(rows[3].broke, 1);
});

const ascii = { dialect: "iso8583-1987/ascii-hex", elements: [39, 47, 48] };
const written = (text) => new TextEncoder().encode(text);

test("quotes, control characters and empty values arrive as they are", () => {
  const rows = field39.pick([written('02000000000000020000004a"\\\n'), written("02000000000002020000510003"), written("0200000000000203000051000003abc")], ascii);
  assert.deepEqual(rows.map(Object.fromEntries), [{ 47: 'a"\\\n' }, { 39: "51", 47: "" }, { 39: "51", 47: "", 48: "abc" }]);
  assert.equal(rows[1].rest, 1);
});

test("what is no message in bytes is refused by its place, and what is no element is nobody's", () => {
  assert.throws(() => field39.pick([message, "0210"], wanted), { name: "TypeError", message: /messages\[1\]/ });
  assert.deepEqual([...field39.pick([message], { ...wanted, elements: [256 + 39, -1, 0] })[0]], []);
  assert.equal(field39.pick([message], wanted)[0].get(39), value(39), "the core goes on");
});

test("a dialect that is none is refused by name", () => {
  for (const dialect of ["iso8583-1987", "no/such", undefined]) {
    assert.throws(
      () => field39.pick([message], { dialect, elements: [39] }),
      (error) => error instanceof Field39Error && error.code === "bad-dialect" && error.found === String(dialect),
    );
  }
});
