// The headless package in Node, as a stranger would import it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { load, Field39Error } from "../../npm/dist/index.js";
import zh from "../../npm/dist/lang/zh-Hans.js";

const DUMP = await readFile(new URL("../browser/fixtures/unionpay-pos-0210-field-39-51.hex", import.meta.url), "utf8");
const field39 = await load({ lang: [zh] });
const chinese = { locale: "zh-Hans", defaultSystem: "unionpay-pos" };

test("load is idempotent", async () => {
  assert.equal(await load(), field39);
});

test("R0 is not in UnionPay's table, and Visa's R0 stands elsewhere", () => {
  const [answer] = field39.explain("R0", chinese).answers;
  assert.equal(answer.verdict, "unlisted");
  assert.equal(answer.system, "unionpay-pos");
  assert.ok(answer.elsewhere.some((other) => other.system === "visa" && other.code === "R0"));
  assert.match(answer.meaning, /没有 R0/);
  assert.match(answer.misread, /成功/);
});

test("Z3 is never paid, 98 is not known, 00 is paid", () => {
  for (const answer of field39.lookup("Z3")) assert.notEqual(answer.verdict, "paid");
  assert.equal(field39.explain("98", chinese).answers[0].verdict, "unknown");
  assert.equal(field39.explain("00").answers[0].verdict, "paid");
});

test("an answer is whole", () => {
  const [answer] = field39.explain("insufficient funds").answers;
  assert.equal(answer.code, "51");
  assert.ok(answer.steps.length > 0 && answer.steps.every((step) => step.actor && step.text));
  assert.ok(answer.sources.length > 0 && answer.sources.every((source) => source.title && source.owner && source.checked));
  assert.ok(answer.customerText && answer.again.text && answer.level);
  const visa = field39.lookup("51", { system: "visa" })[0];
  assert.ok(visa.again.channels.every((channel) => channel.asOf && channel.sources.every((at) => visa.sources[at])));
});

test("how the text was read is said", () => {
  for (const [text, code] of [["RESP: 05", "05"], ["应答码 51", "51"], ["39=51", "51"], ["RC51", "51"], ["5", "05"], ["Ｒ０", "R0"], ["resp: 5l", "51"]]) {
    const explanation = field39.explain(text);
    assert.equal(explanation.answers[0].code, code, text);
    assert.ok(explanation.readAs.length > 0, text);
  }
});

test("a message is read, its card number masked unless asked for", () => {
  const masked = field39.explain(DUMP, chinese);
  assert.equal(masked.kind, "message");
  assert.equal(masked.answers[0].code, "51");
  assert.doesNotMatch(JSON.stringify(masked), /4761739001010119/);
  const [message] = field39.decode(DUMP, { unmask: true }).messages;
  const value = (path) => message.fields.find((field) => field.path === path)?.value;
  assert.equal(message.mti, "0210");
  assert.equal(message.dialect, "unionpay-pos/bcd");
  assert.equal(value("2"), "4761739001010119");
  assert.equal(value("39"), "51");
  const { span } = message.fields.find((field) => field.path === "39");
  assert.equal(DUMP.slice(span.textStart, span.textEnd), "35 31");
});

test("a host's own table comes first", () => {
  const extraCodes = [{ code: "R0", verdict: "shop-fix", title: "Ask us", meaning: "Our own code.", source: "this site" }];
  const [answer] = field39.explain("R0", { ...chinese, extraCodes }).answers;
  assert.equal(answer.system, "host");
  assert.equal(answer.verdict, "shop-fix");
});

test("bad input never throws", () => {
  for (const input of ["", " ", "0", "zz", "0210", "0210 7", "9F", "\u0000", "🙂", "30".repeat(500_000), new Uint8Array(0), new Uint8Array(300).fill(0x60)]) {
    field39.decode(input);
    field39.explain(String(input));
  }
});

test("a pack that is none is refused by name", async () => {
  await assert.rejects(load({ lang: [{ tag: "xx", bytes: new Uint8Array(20) }] }), (error) => error instanceof Field39Error && error.code === "bad-pack");
});
