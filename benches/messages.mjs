// Messages in the headless package: `cargo xtask bench messages`. One message beside two libraries that are told its
// dialect; pastes of three lengths, to see that cost grows with length and no faster; memory.
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { load } from "../npm/dist/index.js";

const peers = createRequire(new URL("../target/peers/package.json", import.meta.url));
const Iso8583 = peers("iso_8583");

// A request of about 130 bytes with a public test number, as the JavaScript library writes it.
const FIELDS = {
  0: "0210", 2: "4111111111111111", 3: "000000", 4: "000000001000", 7: "1128061200", 11: "000123", 12: "061200",
  13: "1128", 22: "051", 25: "00", 37: "633200000123", 39: "51", 41: "TERM0001", 42: "MERCHANT0000001", 49: "156",
};
const bytes = new Iso8583(FIELDS).getBufferMessage().subarray(2);
const message = new Uint8Array(bytes);
const hex = bytes.toString("hex");
const shown = (row) => row.toString("latin1").replace(/[^ -~]/g, ".");
const dump = Array.from({ length: Math.ceil(bytes.length / 16) }, (_, row) => bytes.subarray(row * 16, row * 16 + 16))
  .map((row, at) => `${(at * 16).toString(16).padStart(8, "0")}  ${row.toString("hex").replace(/../g, "$& ").padEnd(48)} |${shown(row)}|`)
  .join("\n");
// Two hundred bytes that are no message: the same in every run.
const noise = Buffer.from(Array.from({ length: 200 }, (_, at) => (at * at * 73 + at * 151 + 89) >> 3 & 255)).toString("hex");

let instance;
const wasm = await readFile(new URL("../npm/dist/core.wasm", import.meta.url));
const field39 = await load({
  instantiate: async (imports) => ({ instance } = await WebAssembly.instantiate(wasm, imports)),
});
const memory = () => `${(instance.exports.memory.buffer.byteLength / 1048576).toFixed(1)} MB`;
console.log(`memory after load: ${memory()}`);

/** Median and 99th percentile in microseconds. */
function measure(work, calls = 2000) {
  const times = [];
  for (let call = 0; call < calls * 1.1; call++) {
    const from = performance.now();
    work();
    if (call >= calls * 0.1) times.push((performance.now() - from) * 1000);
  }
  times.sort((a, b) => a - b);
  return [times[calls >> 1], times[Math.floor(calls * 0.99)]].map((time) => time.toFixed(1).padStart(10));
}

console.log(`\none message of ${message.length} bytes, microseconds           median        p99`);
const known = field39.decode(message).messages[0].dialect;
console.log("field39, dialect unknown, from bytes       ", ...measure(() => field39.decode(message)));
console.log("field39, dialect unknown, from pasted hex  ", ...measure(() => field39.decode(hex)));
console.log("field39, dialect unknown, from hexdump -C  ", ...measure(() => field39.decode(dump)));
console.log("field39, 200 bytes that are no message     ", ...measure(() => field39.decode(noise)));
console.log("field39, dialect given, from bytes         ", ...measure(() => field39.decode(message, { dialect: known })));
const many = Array(1000).fill(message);
const every = Object.keys(FIELDS).slice(1).map(Number);
const each = (elements, read) =>
  measure(() => {
    for (const row of field39.pick(many, { dialect: known, elements })) for (const element of read) row.get(element);
  }, 200).map((time) => (time / many.length).toFixed(2).padStart(10));
console.log("field39, dialect given, 39 of 1,000        ", ...each([39], [39]));
console.log("field39, dialect given, 14 of 1,000        ", ...each(every, [39]), "  one of them read");
console.log("field39, dialect given, 14 of 1,000        ", ...each(every, every), "  all of them read");
console.log("npm iso_8583 2.6.7, its own dialect        ", ...measure(() => new Iso8583().getIsoJSON(bytes, { lenHeader: false })));
const python = `
import sys, timeit; sys.path.insert(0, "target/peers/python")
import iso8583
from iso8583.specs import default_ascii as spec
fields = {"t": "0210", ${Object.entries(FIELDS).filter(([number]) => number !== "0").map(([number, value]) => `"${number}": "${value}"`).join(", ")}}
raw, _ = iso8583.encode(fields, spec)
times = sorted(timeit.repeat(lambda: iso8583.decode(raw, spec), number=200, repeat=50))
print(f"{times[25] / 200 * 1e6:10.1f} {times[49] / 200 * 1e6:10.1f}")`;
const { stdout } = spawnSync("python3", ["-c", python], { cwd: new URL("..", import.meta.url) });
console.log("pyiso8583 4.0.1, dialect given             ", String(stdout).trimEnd() || "not run: no Python");

console.log("\npasted log                    length   milliseconds   ns a character   memory");
const head = (number) => `2026-11-28 06:12:${String(number % 60).padStart(2, "0")}.123 INFO [worker-7]`;
const received = (number) => `${head(number)} switch - <- ${hex}\n`;
const words = (number) => `${head(number)} request ${number} took ${number % 97} ms\n`;
const logs = [
  ["log lines with a message each", received, 16], ["log lines with a message each", received, 128],
  ["log lines with a message each", received, 1024], ["log lines without a message  ", words, 1024],
];
for (const [what, line, kilobytes] of logs) {
  let text = "";
  for (let number = 0; text.length < kilobytes * 1024; number++) text += line(number);
  field39.decode(text);
  const from = performance.now();
  for (let call = 0; call < 5; call++) field39.decode(text);
  const took = (performance.now() - from) / 5;
  const each = ((took * 1e6) / text.length).toFixed(1);
  console.log(what, String(text.length).padStart(7), took.toFixed(1).padStart(14), each.padStart(16), memory().padStart(8));
}
