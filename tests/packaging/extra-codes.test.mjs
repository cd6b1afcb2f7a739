// A host's own table: it comes first and says whose it is; a wrong row is refused by row and property.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../../npm/dist/index.js";
import zh from "../../npm/dist/lang/zh-Hans.js";

const field39 = await load({ lang: [zh] });
const row = { code: "R0", verdict: "shop-fix", title: "Ask us", meaning: "Our own code.", source: "Help centre of this shop" };

test("a row comes first, from this site, with whom to turn to", () => {
  const extraCodes = [row, { ...row, code: "K7", contact: "The shop desk, extension 12" }];
  const [answer, ...others] = field39.explain("R0", { locale: "zh-Hans", defaultSystem: "unionpay-pos", extraCodes }).answers;
  assert.equal(answer.system, "host");
  assert.equal(answer.verdict, "shop-fix");
  assert.deepEqual(answer.sources.map(({ title, owner }) => [title, owner]), [[row.source, "本站提供"]]);
  assert.equal(answer.contact, undefined);
  assert.ok(others.length + answer.elsewhere.length > 0, "what others mean by it is still there");
  assert.equal(field39.lookup("k7", { extraCodes })[0].contact, "The shop desk, extension 12");
});

test("what is said about running the card again follows from the verdict", () => {
  const again = (verdict) => field39.explain("K7", { extraCodes: [{ ...row, code: "K7", verdict }] }).answers[0];
  const expected = { paid: "not-needed", "paid-part": "not-needed", "fix-now": "after-change", stop: "never", "shop-fix": "after-fix", unknown: "check-first", unlisted: "check-first", "not-a-result": "not-needed" };
  for (const [verdict, rule] of Object.entries(expected)) {
    assert.equal(again(verdict).verdict, verdict);
    assert.equal(again(verdict).again.rule, rule, verdict);
    assert.ok(again(verdict).again.text);
  }
  assert.deepEqual(again("paid").steps, [], "a payment that succeeded gets no steps for one that failed");
  assert.equal(again("paid").customerText, "");
});

test("a wrong table is refused: which row, which property, what was expected, what was found", () => {
  const wrong = [
    [null, undefined, undefined, "null"],
    ["R0", undefined, undefined, "R0"],
    [[row, 7], 1, undefined, "number 7"],
    [[{ ...row, code: "" }], 0, "code", "an empty string"],
    [[{ ...row, code: 51 }], 0, "code", "number 51"],
    [[row, { ...row, code: " r0 " }], 1, "code", " r0 "],
    [[{ ...row, verdict: "failed" }], 0, "verdict", "failed"],
    [[{ ...row, title: undefined }], 0, "title", "undefined"],
    [[{ ...row, meaning: ["x"] }], 0, "meaning", "an array"],
    [[{ ...row, source: "  " }], 0, "source", "  "],
    [[{ ...row, contact: 5 }], 0, "contact", "number 5"],
    [[{ ...row, title: "x".repeat(500) }], 0, "title", "500 characters"],
    [[{ ...row, verdikt: "paid" }], 0, "verdikt", "paid"],
  ];
  for (const [extraCodes, at, property, found] of wrong) {
    for (const call of ["explain", "lookup"]) {
      assert.throws(() => field39[call]("R0", { extraCodes }), (error) => {
        assert.equal(error.name, "Field39Error");
        assert.equal(error.code, "bad-codes");
        assert.deepEqual([error.row, error.property, error.found], [at, property, found]);
        assert.ok(error.message.includes(error.expected) && error.message.includes(found));
        return true;
      });
    }
  }
});
