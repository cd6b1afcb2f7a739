// What the command reads, in whatever way it comes: late, in pieces, in the encodings of other systems, typed behind it.
import assert from "node:assert/strict";
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { after, test } from "node:test";
import { CLI, run, runBehind } from "./command.mjs";

const DUMP = readFileSync(new URL("../browser/fixtures/unionpay-pos-0210-field-39-51.hex", import.meta.url), "utf8");
const SLIP = readFileSync(new URL("../vectors/slip-chinese-wrong-pin.txt", import.meta.url), "utf8");
const CARD_NUMBER = /4761\W*7390\W*0101\W*0119|4111\W*1111\W*1111\W*1111/;
const folder = mkdtempSync(join(tmpdir(), "field39-"));
after(() => rmSync(folder, { recursive: true }));

/** Text as terminals in China write it. Node reads this encoding and does not write it, so the table is turned round. */
function gbk(text) {
  const reader = new TextDecoder("gbk");
  const bytes = new Map();
  for (let first = 0x81; first < 0xff; first += 1) {
    for (let second = 0x40; second < 0xff; second += 1) bytes.set(reader.decode(Uint8Array.of(first, second)), [first, second]);
  }
  return [...text].flatMap((character) => (character < "\u0080" ? [character.charCodeAt(0)] : bytes.get(character)));
}

/** A file that holds these bytes. */
function file(name, ...parts) {
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat(parts.map((part) => Buffer.from(part))));
  return path;
}

test("a producer that takes its time is waited for", async () => {
  const late = async (stdin) => {
    await later(700);
    for (const part of DUMP.match(/[\s\S]{1,150}/g)) {
      stdin.write(part);
      await later(20);
    }
  };
  for (const args of [["decode"], ["decode", "-"], ["-"], []]) {
    const { status, stdout, stderr } = await runBehind(late, args);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^ +39 .*51/m, args.join(" "));
  }
  const typed = await runBehind(async (stdin) => {
    await later(300);
    stdin.write("余额不足\n");
  }, []);
  assert.match(typed.stdout, /^51 /m);
});

test("more than a pipe holds is read to its end, and more than a decoder reads is left", async () => {
  const line = "2026-11-20 10:00:01 nothing of note in this line\n";
  const long = await runBehind(async (stdin) => stdin.write(line.repeat(6000) + DUMP), ["decode", "--json"]);
  assert.equal(long.status, 0, long.stderr);
  assert.equal(JSON.parse(long.stdout).decoded.messages[0].mti, "0210");
  const endless = await runBehind(async (stdin) => {
    for (let at = 0; at < 200 && !stdin.destroyed; at += 1) if (!stdin.write(line.repeat(1000))) await later(5);
  }, ["decode"]);
  assert.equal(endless.status, 1, endless.stderr);
});

test("text of other systems: UTF-16 with and without its mark, GBK; and bytes that only look like text", () => {
  const wide = Buffer.from(DUMP, "utf16le");
  const turned = Buffer.from(wide).swap16();
  const ebcdic = Buffer.from("f0f2f1f0" + "f0f0f2f0f0f0f0f0f0f2f0f0f0f0f0f0" + "f1f2f3f4f5f6" + "f5f1", "hex");
  const files = [
    [file("utf-16le-marked.txt", [0xff, 0xfe], wide), /0210/],
    [file("utf-16le.txt", wide), /0210/],
    [file("utf-16be-marked.txt", [0xfe, 0xff], turned), /0210/],
    [file("utf-16be.txt", turned), /0210/],
    [file("utf-8-marked.txt", [0xef, 0xbb, 0xbf], DUMP), /0210/],
    [file("slip-gbk.txt", gbk(SLIP)), /^ +39 .*55/m],
    [file("slip-utf-16le-marked.txt", [0xff, 0xfe], Buffer.from(SLIP, "utf16le")), /^ +39 .*55/m],
    [file("ebcdic.bin", ebcdic), /ebcdic/],
    [file("message.bin", Buffer.from(DUMP.replace(/\s/g, ""), "hex")), /0210/],
  ];
  for (const [path, expected] of files) {
    for (const { status, stdout, stderr } of [run(["decode", path, "--lang", "zh"]), run(["decode", "--lang", "zh"], { input: readFileSync(path) })]) {
      assert.equal(status, 0, `${path}: ${stderr}${stdout}`);
      assert.match(stdout, expected, path);
      assert.doesNotMatch(stdout + stderr, CARD_NUMBER);
    }
  }
});

test("a message that is typed where a file is expected is read as one, in one word or in many", () => {
  for (const words of [[DUMP.replace(/\s/g, "")], DUMP.trim().split(/\s+/), [DUMP]]) {
    const { status, stdout, stderr } = run(["decode", ...words]);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /0210/);
    assert.doesNotMatch(stdout + stderr, CARD_NUMBER);
  }
});

test("nothing that was typed and not understood is said again", () => {
  const number = "4111111111111111";
  const spread = "4111-1111-1111-1111";
  for (const typed of [number, spread, `track2=${number}D2512`, Buffer.from(number).toString("base64"), Buffer.from(number).toString("hex")]) {
    for (const args of [["decode", typed], ["decode", "of", typed], [`--${typed}`], [`--x${typed}`], [`--card=${typed}`], ["51", "--system", typed], ["51", "--lang", typed]]) {
      const { stdout, stderr } = run(args);
      assert.ok(!(stdout + stderr).includes(typed), `${args}: ${stdout}${stderr}`);
      assert.doesNotMatch(stdout + stderr, CARD_NUMBER);
    }
  }
  assert.match(run(["--colour"]).stderr, /--colour/, "an option that looks like one is named");
});

test("--json has one shape, whatever was given", () => {
  const given = [
    [["51"], "code"],
    [["decode"], "message", DUMP],
    [["decode"], "message", Buffer.from(DUMP.replace(/\s/g, ""), "hex")],
    [["decode"], "nothing", "hello there"],
    [["decode"], "nothing", ""],
    [["decode"], "nothing", Buffer.from([0, 1, 2, 3])],
    [["qqqqzzzz"], "nothing"],
  ];
  for (const [args, kind, input] of given) {
    const found = JSON.parse(run([...args, "--json"], { input }).stdout);
    assert.equal(found.kind, kind);
    const { decoded, ...rest } = found;
    assert.deepEqual(Object.keys(rest), ["kind", "readAs", "answers", "undecided", "alternatives", "suggestions"]);
    assert.equal(decoded !== undefined, args[0] === "decode");
    if (kind === "message") assert.equal(found.answers[0].code, "51");
    if (kind === "nothing" && decoded) assert.deepEqual(decoded.messages, []);
  }
});

test("output that cannot be written is said", () => {
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, [CLI, "51"], { stdio: ["ignore", full, "pipe"], encoding: "utf8", env: { LANG: "C" } });
  closeSync(full);
  assert.equal(status, 4);
  assert.match(stderr, /^field39: .*written.*ENOSPC/);
});
