// The package without any bundler, in a real Chromium, under the policies that sites have: what works, and what is named.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "../../browser/browser.mjs";
import { PLACE, STRICT, prepare, serve } from "./workbench.mjs";

const FOLDER = join(PLACE, "apps", "plain");
let browser, hash;
before(async () => {
  prepare();
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  cpSync(join(PLACE, "node_modules/field39/dist"), FOLDER, { recursive: true });
  hash = `sha384-${createHash("sha384").update(await readFile(join(FOLDER, "core.wasm"))).digest("base64")}`;
  writeFileSync(join(FOLDER, "index.html"), '<!doctype html><meta charset="utf-8"><script type="module" src="page.js"></script><body></body>');
  const page = `
    if (globalThis.broken) WebAssembly.compileStreaming = () => Promise.reject(new TypeError("streaming is broken here"));
    const { load } = await import(globalThis.entry);
    globalThis.result = await load(globalThis.options).then(
      (field39) => field39.explain("51").answers[0].verdict,
      (error) => error.name + " " + error.code,
    );`;
  writeFileSync(join(FOLDER, "page.js"), page);
  browser = await launch();
});
after(() => browser.close());

async function result(policy, entry, options = {}, broken = false) {
  const site = await serve(FOLDER, policy);
  const page = await browser.newPage();
  try {
    await page.addInitScript((given) => Object.assign(globalThis, given), { entry, options, broken });
    await page.goto(site.url);
    await page.waitForFunction(() => globalThis.result);
    return await page.evaluate(() => globalThis.result);
  } finally {
    await page.close();
    site.close();
  }
}

const own = (more) => `default-src 'none'; script-src 'self' ${more}`;

test("inlined: nothing may be fetched, no policy for Trusted Types, and it runs", async () => {
  assert.equal(await result(STRICT, "./index.js"), "fix-now");
});

test("without 'wasm-unsafe-eval' the error says so", async () => {
  for (const entry of ["./index.js", "./url.js"]) assert.equal(await result(`${own("")}; connect-src 'self'`, entry), "Field39Error csp", entry);
});

test("with a file: it needs connect-src, and works where streaming is broken", async () => {
  assert.equal(await result(`${own("'wasm-unsafe-eval'")}; connect-src 'self'`, "./url.js"), "fix-now");
  assert.equal(await result(`${own("'wasm-unsafe-eval'")}; connect-src 'self'`, "./url.js", {}, true), "fix-now");
  assert.equal(await result(own("'wasm-unsafe-eval'"), "./url.js"), "Field39Error network");
});

test("hashes are held, addresses that lead elsewhere are told", async () => {
  const file = { wasm: "core.wasm" };
  assert.equal(await result(undefined, "./url.js", { ...file, integrity: hash }), "fix-now");
  assert.equal(await result(undefined, "./url.js", { ...file, integrity: hash.replace(/-.{4}/, "-AAAA") }), "Field39Error integrity");
  for (const wasm of ["nowhere.wasm", "index.html"]) assert.equal(await result(undefined, "./url.js", { wasm }), "Field39Error network", wasm);
});
