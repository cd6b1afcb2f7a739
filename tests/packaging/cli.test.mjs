// The command: what it prints, in both languages, with which exit code; never card data, never colours in a pipe.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { run } from "./command.mjs";

const DUMP = readFileSync(new URL("../browser/fixtures/unionpay-pos-0210-field-39-51.hex", import.meta.url), "utf8");
const CARD_NUMBER = /4761\W*7390\W*0101\W*0119/;
const folder = mkdtempSync(join(tmpdir(), "field39-"));
after(() => rmSync(folder, { recursive: true }));

test("a code is answered, in the language of the place or of the option", () => {
  const english = run(["51"]);
  assert.equal(english.status, 0);
  assert.match(english.stdout, /Not paid: the customer can fix it now[\s\S]*Insufficient funds[\s\S]*Customer: Use another card/);
  for (const [args, env] of [[["51", "--lang", "zh-Hans"], {}], [["--lang=zh", "51"], {}], [["51"], { LANG: "zh_CN.UTF-8" }], [["51"], { LC_ALL: "zh-CN", LANG: "en_US" }]]) {
    assert.match(run(args, { env }).stdout, /未成功，顾客现在可以处理[\s\S]*余额不足/, args.join(" "));
  }
  // The first that is not empty counts.
  const chinese = [{ LC_ALL: "", LANG: "zh_CN.UTF-8" }, { LC_ALL: "", LC_MESSAGES: "", LANG: "zh_CN.UTF-8" }, { LC_ALL: "", LC_MESSAGES: "zh_CN", LANG: "en_US" }];
  for (const env of chinese) assert.match(run(["51"], { env }).stdout, /余额不足/, JSON.stringify(env));
  for (const env of [{ LC_ALL: "C", LANG: "zh_CN.UTF-8" }, { LC_ALL: "", LC_MESSAGES: "", LANG: "" }]) assert.match(run(["51"], { env }).stdout, /Insufficient funds/);
});

test("words, systems and unlisted codes", () => {
  assert.match(run(["insufficient", "funds"]).stdout, /^read as words/);
  assert.match(run(["余额不足", "--lang", "zh-Hans"]).stdout, /余额不足/);
  const unlisted = run(["R0", "--system", "unionpay-pos"]);
  assert.equal(unlisted.status, 0, "not in the table is an answer");
  assert.match(unlisted.stdout, /treat as not paid/);
  assert.match(unlisted.stdout, /Visa/);
  assert.match(run(["--systems"]).stdout, /^unionpay-pos +UnionPay POS/m);
});

test("--json gives what the types describe", () => {
  const answer = JSON.parse(run(["51", "--json", "--system", "visa"]).stdout).answers[0];
  assert.deepEqual([answer.system, answer.code, answer.verdict], ["visa", "51", "fix-now"]);
  const message = JSON.parse(run(["decode", "--json"], { input: DUMP }).stdout);
  assert.equal(message.decoded.messages[0].mti, "0210");
  assert.ok(JSON.parse(run(["--systems", "--json"]).stdout).some((system) => system.key === "stripe"));
});

test("a message from a pipe, a file or bytes; its card number hidden everywhere", () => {
  const file = join(folder, "dump.txt");
  writeFileSync(file, DUMP);
  const raw = join(folder, "dump.bin");
  writeFileSync(raw, Buffer.from(DUMP.replace(/\s/g, ""), "hex"));
  const forms = [run(["decode"], { input: DUMP }), run(["decode", file]), run(["decode", raw]), run([], { input: DUMP }), run(["decode", "--json"], { input: DUMP }), run(["--json", DUMP])];
  for (const { status, stdout, stderr } of forms) {
    assert.equal(status, 0);
    assert.match(stdout, /0210/);
    assert.match(stdout, /476173.+0119/);
    assert.doesNotMatch(stdout + stderr, CARD_NUMBER);
  }
  const guarded = run(["4761739001010119"]);
  assert.equal(guarded.status, 0);
  assert.doesNotMatch(guarded.stdout + guarded.stderr, CARD_NUMBER);
});

test("exit codes: nothing found, wrong use, a broken message", () => {
  assert.equal(run(["qqqqzzzz"]).status, 1);
  assert.match(run(["qqqqzzzz"]).stdout, /Nothing found/);
  assert.equal(run(["decode"], { input: "hello there" }).status, 1);
  const broken = run(["decode"], { input: DUMP.trim().slice(0, 180) });
  assert.equal(broken.status, 3);
  assert.match(broken.stdout, /breaks off/);
  for (const args of [["--nonsense", "51"], ["51", "--system"], ["51", "--system", "nobody"], ["51", "--lang", "fr"], ["decode", join(folder, "none")], ["decode", "a", "b"], []]) {
    const { status, stdout, stderr } = run(args);
    assert.equal(status, 2, args.join(" "));
    assert.equal(stdout, "");
    assert.match(stderr, /^field39: ./);
  }
});

test("help in both languages names every option and exit code", () => {
  for (const [lang, word] of [["en", "Exit codes"], ["zh-Hans", "退出码"]]) {
    const { status, stdout } = run(["--help", "--lang", lang]);
    assert.equal(status, 0);
    for (const part of [word, "--system", "--lang", "--json", "--systems", "--version", "--help", "  0 ", "  1 ", "  2 ", "  3 ", "  4 "]) {
      assert.ok(stdout.includes(part), `${lang}: ${part}`);
    }
  }
  assert.match(run(["--version"]).stdout, /^field39 \d+\.\d+\.\d+, data \d{4}-\d\d-\d\d\+[0-9a-f]{16}\n$/);
});

test("no colours in a pipe, none of a message's own control characters", () => {
  const hostile = "0210 RESP: 05 \u001b[2J\u001b]0;owned\u0007";
  for (const { stdout, stderr } of [run(["51"]), run(["decode"], { input: DUMP }), run([hostile]), run(["decode"], { input: hostile })]) {
    assert.doesNotMatch(stdout + stderr, /[\u0000-\u0009\u000b-\u001f\u007f]/);
  }
});
