// One box beside two search libraries over the same entries: `cargo xtask bench search`. Time for a query, time before
// the first one, and how often the first answer is one of those that are expected (tests/queries).
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { load } from "../npm/dist/index.js";
import zh from "../npm/dist/lang/zh-Hans.js";

const peers = createRequire(new URL("../target/peers/package.json", import.meta.url));
const MiniSearch = peers("minisearch");
const Fuse = peers("fuse.js");

const entries = JSON.parse(await readFile(new URL("../target/peers/entries.json", import.meta.url), "utf8"));
entries.forEach((entry, id) => (entry.id = id));
const fields = Object.keys(entries[0]).filter((name) => !["id", "system"].includes(name));

const folder = process.env.QUERIES ?? new URL("../tests/queries/", import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith(".jsonl"));
const lines = (await Promise.all(files.map((name) => readFile(new URL(name, folder), "utf8")))).join("\n").split("\n");
// What only a decoder can read is not a search library's business.
const queries = lines
  .filter(Boolean)
  .map((line) => JSON.parse(line))
  .filter((one) => !["message", "emv", "guard", "unknown", "concept"].includes(one.cls) && one.tier !== "stretch");

const timed = (work) => {
  const from = performance.now();
  const result = work();
  return [result, performance.now() - from];
};

const [mini, miniStart] = timed(() => {
  // The options that its documentation gives for search as one types.
  const index = new MiniSearch({
    fields,
    storeFields: ["system", "code"],
    searchOptions: { boost: { code: 4, "title:en": 2, "title:zh-Hans": 2 }, prefix: true, fuzzy: 0.2 },
  });
  index.addAll(entries);
  return index;
});
const [fuse, fuseStart] = timed(() => new Fuse(entries, { keys: fields, ignoreLocation: true }));
const from = performance.now();
const field39 = await load({ lang: [zh] });
const start = performance.now() - from;

const options = (one) =>
  one.lang.startsWith("zh") ? { locale: "zh-Hans", defaultSystem: "unionpay-pos" } : { locale: "en" };
const candidates = {
  "field39 explain()": [start, (one) => field39.explain(one.query, options(one)).answers[0]],
  "MiniSearch 7.2.0": [miniStart, (one) => mini.search(one.query)[0]],
  "Fuse.js 7.5.0": [fuseStart, (one) => fuse.search(one.query, { limit: 10 })[0]?.item],
};

console.log(`${entries.length} entries, ${queries.length} queries, Node ${process.version}`);
console.log("                       first right   median us      p99 us    before the first ms");
for (const [name, [before, first]] of Object.entries(candidates)) {
  // All queries once to warm up, then five times each; the slowest library answers a quarter of them once.
  const slow = name.startsWith("Fuse");
  const sample = slow ? queries.filter((_, at) => at % 4 === 0) : queries;
  for (const one of sample.slice(0, slow ? 5 : undefined)) first(one);
  let right = 0;
  const times = [];
  for (let round = 0; round < (slow ? 1 : 5); round++) {
    for (const one of sample) {
      const [answer, took] = timed(() => first(one));
      times.push(took * 1000);
      const fits = (wanted) => answer && answer.system === wanted.system && answer.code === wanted.code;
      if (round === 0) right += [one.expected].flat().some(fits) ? 1 : 0;
    }
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(0).padStart(11);
  const share = `${((right * 100) / sample.length).toFixed(1)} %`;
  console.log(name.padEnd(22), share.padStart(11), at(0.5), at(0.99), before.toFixed(0).padStart(22));
}
