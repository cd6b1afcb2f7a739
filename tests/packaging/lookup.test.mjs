// Looking up a code by itself: as it is written, and never what was not asked for.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { load } from "../../npm/dist/index.js";

const field39 = await load();
const codes = (code, system) => field39.lookup(code, { system }).map((answer) => answer.code);

test("nothing has no answer", () => {
  for (const nothing of ["", " ", "\n\t", "　"]) {
    assert.deepEqual(field39.lookup(nothing), [], JSON.stringify(nothing));
    assert.deepEqual(codes(nothing, "unionpay-pos"), []);
  }
});

test("a code that a system has brings no other form of it", () => {
  assert.deepEqual(codes("10012", "iyzico"), ["10012"]);
  assert.deepEqual(codes("12", "iyzico"), ["12"]);
  const systems = new URL("../../catalogue/systems/", import.meta.url);
  let count = 0;
  for (const folder of readdirSync(systems)) {
    const text = readFileSync(new URL(`${folder}/codes.toml`, systems), "utf8");
    const key = /^key = "(.+)"$/m.exec(text)[1];
    for (const [, code] of text.matchAll(/^code = "([^"]+)"/gm)) {
      const found = codes(code, key);
      // An X or a dot may stand for any character, and then the answer has what was asked.
      assert.ok(found.length >= 1 && new Set(found.map((one) => one.toUpperCase())).size === 1, `${key} ${code}: ${found}`);
      count += 1;
    }
  }
  assert.ok(count > 1000, "they were found");
});

test("a form is found where the system lacks the code as it was written", () => {
  assert.deepEqual(codes("5", "unionpay-pos"), ["05"]);
  assert.deepEqual(codes("05", "unionpay-pos"), ["05"]);
  assert.deepEqual(codes("r0", "visa"), ["R0"]);
});

test("patterns and values that no table has are answered by the system asked for", () => {
  for (const [code, system] of [["63C2", "iso7816-sw"], ["R0", "unionpay-pos"]]) {
    const answers = field39.lookup(code, { system });
    assert.equal(answers.length, 1, code);
    assert.equal(answers[0].system, system);
  }
});
