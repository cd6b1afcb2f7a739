// How long a phone on a slow link waits for its first answer, beside Pagefind over 800 of our own pages:
//   cargo xtask build && npm install --no-save pagefind@1 && node benches/phone.mjs
// and beside the least that a page in Leptos can be (benches/floor).
// The server holds the link to Lighthouse's mobile figures (150 ms, 1.6 Mbit/s shared by all requests) and sends brotli;
// Chromium's processor is slowed four times, on 390 px; its visitor reads Chinese. "51" is put into the box as soon as there is one.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { launch } from "../tests/browser/browser.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const DELAY = 150;
const BYTES_PER_MS = 1.6e6 / 8 / 1000;
const RUNS = 3;
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".json": "application/json" };
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The least that a page in Leptos can be, built as ours is: glue, wasm and a page that starts it. */
function floor() {
  const made = join(ROOT, "target/floor");
  const run = (program, ...parameters) => execFileSync(program, parameters, { cwd: ROOT, stdio: "inherit" });
  run("cargo", "build", "--quiet", "--release", "--manifest-path", "benches/floor/Cargo.toml", "--target", "wasm32-unknown-unknown", "--target-dir", made);
  const wasm = join(made, "wasm32-unknown-unknown/release/floor.wasm");
  const site = join(made, "site");
  run("target/tools/bin/wasm-bindgen", "--target", "web", "--no-typescript", "--out-dir", site, wasm);
  const optimised = join(site, "floor_bg.wasm");
  run("node_modules/.bin/wasm-opt", "-Oz", "--all-features", optimised, "-o", optimised);
  run("node_modules/.bin/esbuild", join(site, "floor.js"), "--minify", "--format=esm", "--allow-overwrite", `--outfile=${join(site, "floor.js")}`, "--log-level=error");
  writeFileSync(
    join(site, "index.html"),
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Floor</title>` +
      `<link rel="modulepreload" href="floor.js"><link rel="preload" href="floor_bg.wasm" as="fetch" type="application/wasm" crossorigin>` +
      `<script type="module">import init from "./floor.js"; init();</script></head><body></body></html>`,
  );
  return site;
}

/** 400 pages of each language with Pagefind's index beside them. */
function pagefind() {
  const program = join(ROOT, "node_modules/.bin/pagefind");
  if (!existsSync(program)) return undefined;
  const site = join(ROOT, "target/pagefind");
  rmSync(site, { recursive: true, force: true });
  for (const folder of ["en", "zh"]) {
    let pages = 0;
    for (const system of readdirSync(join(ROOT, "dist", folder, "codes"), { withFileTypes: true })) {
      if (!system.isDirectory()) continue;
      const from = join(ROOT, "dist", folder, "codes", system.name);
      for (const code of readdirSync(from, { withFileTypes: true })) {
        if (!code.isDirectory() || pages === 400) continue;
        cpSync(join(from, code.name), join(site, folder, "codes", system.name, code.name), { recursive: true });
        pages += 1;
      }
    }
  }
  execFileSync(program, ["--site", site], { stdio: "ignore" });
  for (const lang of ["en", "zh-Hans"]) {
    mkdirSync(join(site, lang), { recursive: true });
    writeFileSync(
      join(site, lang, "search.html"),
      `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<title>Search</title><link rel="stylesheet" href="/pagefind/pagefind-component-ui.css">` +
        `<script type="module" src="/pagefind/pagefind-component-ui.js"></script></head>` +
        `<body><pagefind-searchbox></pagefind-searchbox></body></html>`,
    );
  }
  return site;
}

/** Compressed once: a host does that before anybody asks. */
const packed = new Map();

/** A server whose answers share one slow link. */
async function slow(folder) {
  let free = 0;
  const counted = { bytes: 0, requests: 0 };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    counted.requests += 1;
    await wait(DELAY);
    if (!existsSync(file)) return response.writeHead(404).end();
    // Pagefind's own files are compressed already; a server that tries again changes little.
    if (!packed.has(file)) packed.set(file, brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    const body = packed.get(file);
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-encoding": "br", "cache-control": "no-store" });
    for (let at = 0; at < body.length; at += 4096) {
      const piece = body.subarray(at, at + 4096);
      free = Math.max(free, performance.now()) + piece.length / BYTES_PER_MS;
      await wait(free - performance.now());
      counted.bytes += piece.length;
      response.write(piece);
    }
    response.end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, counted, close: () => (server.close(), server.closeAllConnections()) };
}

/** Runs in the page: types as soon as there is a box, and writes down when it was there and when the answer was. */
function watch({ box, answer }) {
  const seen = (globalThis.__seen = { tbt: 0, cls: 0 });
  const find = (selector, root = document) =>
    root.querySelector(selector) ?? [...root.querySelectorAll("*")].map((one) => one.shadowRoot && find(selector, one.shadowRoot)).find(Boolean);
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (seen.tbt += Math.max(0, duration - 50)))).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach(({ value, hadRecentInput }) => (seen.cls += hadRecentInput ? 0 : value))).observe({ type: "layout-shift", buffered: true });
  const look = () => {
    const input = seen.typed ? undefined : find(box);
    if (input) {
      seen.typed = performance.now();
      input.focus();
      input.value = "51";
      input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, data: "51", inputType: "insertText" }));
    }
    if (seen.typed && find(answer)) seen.answered = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function measure(browser, { folder, path, box, answer }) {
  const server = await slow(folder);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, serviceWorkers: "block", isMobile: true, hasTouch: true, locale: "zh-CN" });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.addInitScript(watch, { box, answer });
  await page.goto(server.url + path, { waitUntil: "commit" });
  await page.waitForFunction(() => globalThis.__seen.answered, undefined, { timeout: 60_000 });
  const seen = { ...(await page.evaluate(() => globalThis.__seen)), ...server.counted };
  await context.close();
  server.close();
  return seen;
}

const ours = { folder: join(ROOT, "dist"), box: "[part~=input]", answer: "[part~=card]" };
const subjects = { "Field 39, hosted page": { ...ours, path: "/" }, "Field 39, page of a code (answer in the page)": { ...ours, path: "/zh/codes/unionpay-pos/51/", box: "h1", answer: "ol li" } };
subjects["Floor: a box in Leptos"] = { folder: floor(), path: "/", box: "input.box", answer: "p.answer" };
const site = pagefind();
if (site) {
  const theirs = { folder: site, box: "pagefind-searchbox input", answer: "pagefind-searchbox a[href]" };
  subjects["Pagefind searchbox, 800 pages, en"] = { ...theirs, path: "/en/search.html" };
  subjects["Pagefind searchbox, 800 pages, zh"] = { ...theirs, path: "/zh-Hans/search.html" };
}
const browser = await launch();
console.log("| page | box there, ms | first answer, ms | bytes until then | requests | TBT, ms | CLS |\n|---|---:|---:|---:|---:|---:|---:|");
const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
for (const [name, subject] of Object.entries(subjects)) {
  await measure(browser, subject); // Compresses what is asked for.
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measure(browser, subject));
  const column = (key) => middle(runs.map((run) => run[key]));
  const cells = [column("typed"), column("answered"), column("bytes"), column("requests"), column("tbt")].map((value) => Math.round(value).toLocaleString("en"));
  console.log(`| ${name} | ${cells.join(" | ")} | ${column("cls").toFixed(3)} |`);
}
await browser.close();
