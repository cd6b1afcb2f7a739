// The packed package in every bundler, judged in a real Chromium: the inlined entry and the element work everywhere, the
// entry with a file works where the README of the package says so, and no bundler ships a wasm that nobody asked for.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "../../browser/browser.mjs";
import { BUNDLERS, made } from "./bundlers.mjs";
import { PLACE, STRICT, listed, prepare, serve } from "./workbench.mjs";

const EXPECTED = { inlined: "unlisted", convenience: "fix-now", worker: "fix-now", url: "unknown", element: "true true fix-now" };
let browser, core;
before(async () => {
  prepare();
  core = readFileSync(join(PLACE, "node_modules", "field39", "dist", "core.wasm"));
  browser = await launch();
});
after(() => browser.close());

/** What the application says about itself, and what the browser complained about. */
async function judge(url, leaveOut = []) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.addInitScript((names) => (globalThis.leaveOut = names), leaveOut);
  await page.goto(url);
  await page.waitForFunction(() => globalThis.results, undefined, { timeout: 30_000 });
  const results = await page.evaluate(() => globalThis.results);
  await context.close();
  return { results, complaints };
}

for (const [name, { url, leaveOut = [], strict, frame }] of Object.entries(BUNDLERS)) {
  test(name, async (context) => {
    const site = await made(name);
    const served = site.url ? site : await serve(site.folder);
    try {
      const { results, complaints } = await judge(served.url, leaveOut);
      for (const [part, expected] of Object.entries(EXPECTED)) {
        if (leaveOut.includes(part)) continue;
        if (part === "url" && url) assert.match(results.url, new RegExp(`^Field39Error ${url}`), "./url is known not to be found here");
        else assert.equal(results[part], expected, part);
      }
      if (!url) assert.deepEqual(complaints, []);
      if (frame === "next") assert.match(await (await fetch(served.url)).text(), /data-from="server" data-verdict="fix-now"/);
      if (site.folder) {
        const wasm = listed(site.folder).filter((file) => file.endsWith(".wasm"));
        context.diagnostic(`${listed(site.folder).length} files, wasm: ${wasm.join(", ") || "none"}`);
        // The application asks for ./url as well; without it there would be none at all.
        const isOurs = (file) => readFileSync(join(site.folder, file)).equals(core);
        assert.ok(wasm.length <= 1 && wasm.every(isOurs), `no wasm but that of ./url: ${wasm}`);
      }
    } finally {
      await served.close();
    }
    if (!strict) return;
    const guarded = await serve(site.folder, STRICT);
    try {
      const { results, complaints } = await judge(guarded.url, ["url", "worker"]);
      assert.deepEqual(results, { inlined: EXPECTED.inlined, convenience: EXPECTED.convenience, element: EXPECTED.element });
      assert.deepEqual(complaints, []);
    } finally {
      guarded.close();
    }
  });
}
