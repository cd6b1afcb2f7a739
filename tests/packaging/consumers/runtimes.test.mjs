// The packed package where there is no page: Node by import and require, Deno, Bun, an edge worker, and a realm that may
// not make code from bytes.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { before, test } from "node:test";
import vm from "node:vm";
import { answering, freePort } from "./bundlers.mjs";
import { PLACE, prepare, use } from "./workbench.mjs";

const FOLDER = join(PLACE, "apps", "runtimes");
const EXPECTED = { inlined: "unlisted", convenience: "余额不足", url: "unknown", refused: "bad-pack", element: "function" };
const binary = (name) => join(PLACE, "node_modules", name);
let packed;
before(() => {
  packed = prepare();
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(join(PLACE, "apps"), { recursive: true });
  cpSync(fileURLToPath(new URL("runtimes", import.meta.url)), FOLDER, { recursive: true });
});

const answers = (program, args = []) => {
  const said = execFileSync(program, [...args, join(FOLDER, "answers.mjs")], { cwd: PLACE, encoding: "utf8" });
  const results = JSON.parse(said);
  assert.match(results.convenience, /余额不足/);
  assert.deepEqual({ ...results, convenience: EXPECTED.convenience }, EXPECTED);
};

test("Node, import", () => answers(process.execPath));

test("Node, require", () => {
  const code = `
    const { load } = require("field39");
    const zh = require("field39/lang/zh-Hans");
    require("field39/element");
    require("field39/define");
    load({ lang: [zh] }).then((field39) => console.log(field39.explain("51", { locale: "zh" }).answers[0].verdict));`;
  assert.equal(execFileSync(process.execPath, ["-e", code], { cwd: PLACE, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }), "fix-now\n");
});

test("importing touches no global of a page and writes nothing", () => {
  const code = `
    const touched = [];
    for (const name of ["document", "window", "navigator", "location", "HTMLElement", "customElements", "localStorage", "self"]) {
      const known = globalThis[name];
      Object.defineProperty(globalThis, name, { configurable: true, get: () => (touched.push(name), known) });
    }
    const before = Object.getOwnPropertyNames(globalThis).length;
    const entries = ["field39", "field39/url", "field39/element", "field39/define", "field39/lang/en", "field39/lang/zh-Hans"];
    Promise.all(entries.map((entry) => import(entry))).then(() => {
      console.log(JSON.stringify([touched.filter((name) => !["HTMLElement", "customElements"].includes(name)), Object.getOwnPropertyNames(globalThis).length - before]));
    });`;
  const said = execFileSync(process.execPath, ["-e", code], { cwd: PLACE, encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } });
  assert.equal(said, "[[],0]\n");
});

test("Deno", () => answers(binary("@deno/linux-x64-glibc/deno"), ["run", "--no-remote", "--node-modules-dir=manual", "--allow-read", "--allow-env"]));

test("Bun", () => answers(binary("@oven/bun-linux-x64/bin/bun"), ["run"]));

test("an edge worker (workerd), by module and by callback", async () => {
  const { build } = await use("esbuild");
  await build({ entryPoints: [join(FOLDER, "worker.js")], bundle: true, format: "esm", external: ["*.wasm"], outfile: join(FOLDER, "bundle.js"), logLevel: "error" });
  copyFileSync(join(PLACE, "node_modules", "field39", "dist", "core.wasm"), join(FOLDER, "core.wasm"));
  for (const how of ["wasm", "instantiate"]) {
    const port = await freePort();
    const args = ["serve", join(FOLDER, "worker.capnp"), "--socket-addr", `http=127.0.0.1:${port}`];
    const worker = spawn(binary("@cloudflare/workerd-linux-64/bin/workerd"), args, { stdio: ["ignore", "ignore", "inherit"] });
    try {
      const url = `http://127.0.0.1:${port}/?q=51&${how}`;
      await answering(url);
      assert.equal((await (await fetch(url)).json()).verdict, "fix-now", how);
    } finally {
      worker.kill();
    }
  }
});

test("a realm that makes no code from bytes: `csp` by itself, an answer with a module", async () => {
  const { build } = await use("esbuild");
  const { outputFiles } = await build({ entryPoints: [join(PLACE, "node_modules/field39/dist/url.js")], bundle: true, format: "iife", globalName: "field39", write: false, define: { "import.meta.url": '"https://example.invalid/"' }, logLevel: "error" });
  const realm = () => {
    const { TextDecoder, TextEncoder, Blob, Response, DecompressionStream, atob, URL } = globalThis;
    const context = vm.createContext({ TextDecoder, TextEncoder, Blob, Response, DecompressionStream, atob, URL }, { codeGeneration: { strings: false, wasm: false } });
    vm.runInContext(outputFiles[0].text, context);
    return context;
  };
  const wasm = readFileSync(join(PLACE, "node_modules/field39/dist/core.wasm"));
  const closed = realm();
  closed.bytes = wasm;
  await assert.rejects(vm.runInContext("field39.load({ wasm: bytes })", closed), (error) => error.code === "csp");
  const opened = realm();
  opened.instantiate = async (imports) => (await WebAssembly.instantiate(wasm, imports)).instance;
  assert.equal(await vm.runInContext('field39.load({ instantiate }).then((it) => it.explain("51").answers[0].verdict)', opened), "fix-now");
});

test("the command of the package, from the tarball", () => {
  const bin = join(PLACE, "node_modules/field39", JSON.parse(readFileSync(join(PLACE, "node_modules/field39/package.json"), "utf8")).bin.field39);
  assert.match(execFileSync(process.execPath, [bin, "51", "--lang", "en"], { encoding: "utf8" }), /Insufficient funds/);
  assert.ok(packed.files.includes("dist/cli.js"));
});
