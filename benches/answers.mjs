// How long an answer takes in the headless package, in Node: `node benches/answers.mjs` after `cargo xtask build`.
import { readFile } from "node:fs/promises";
import zh from "../npm/dist/lang/zh-Hans.js";

const start = performance.now();
const { load } = await import("../npm/dist/index.js");
const field39 = await load({ lang: [zh] });
const loaded = performance.now() - start;

const DUMP = await readFile(new URL("../tests/browser/fixtures/unionpay-pos-0210-field-39-51.hex", import.meta.url), "utf8");
const CASES = {
  "code: 51": () => field39.explain("51"),
  "label: 应答码 51": () => field39.explain("应答码 51", { locale: "zh-Hans" }),
  "words: insufficient funds": () => field39.search("insufficient funds"),
  "words with a slip: insuficient funds": () => field39.search("insuficient funds"),
  "words: 密码错误": () => field39.search("密码错误"),
  "message of 96 bytes, dialect unknown": () => field39.decode(DUMP),
};

/** Median and 99th percentile of 2,000 calls after 200 to warm up, in microseconds. */
function measure(work) {
  const times = [];
  for (let call = 0; call < 2200; call++) {
    const from = performance.now();
    work();
    if (call >= 200) times.push((performance.now() - from) * 1000);
  }
  times.sort((a, b) => a - b);
  return [times[1000], times[1980]].map((time) => time.toFixed(0).padStart(6));
}

console.log(`import, load and two languages: ${loaded.toFixed(0)} ms (Node ${process.version})`);
console.log("microseconds                             median    p99");
for (const [name, work] of Object.entries(CASES)) console.log(name.padEnd(40), ...measure(work));
