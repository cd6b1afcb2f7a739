// What goes wrong while loading, by name; each case in a fresh copy of the module, because a page loads once.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

const DIST = new URL("../../npm/dist/", import.meta.url);
const wasm = await readFile(new URL("core.wasm", DIST));
const hash = `sha384-${createHash("sha384").update(wasm).digest("base64")}`;
const wrong = `sha384-${createHash("sha384").update("another file").digest("base64")}`;
let copies = 0;
const fresh = (name = "index") => import(new URL(`${name}.js?copy=${(copies += 1)}`, DIST));
const is = (code) => (error) => error.name === "Field39Error" && error.code === code;

let server, base;
before(async () => {
  server = createServer((request, response) => {
    if (request.url === "/core.wasm") return response.writeHead(200, { "content-type": "application/wasm" }).end(wasm);
    if (request.url === "/typeless.wasm") return response.writeHead(200, { "content-type": "text/plain" }).end(wasm);
    if (request.url === "/page") return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Not found</title>");
    if (request.url === "/broken.wasm") {
      response.writeHead(200, { "content-type": "application/wasm", "content-length": wasm.length });
      return response.write(wasm.subarray(0, 1000), () => response.destroy());
    }
    return response.writeHead(404).end("no");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

test("everything that can be wasm loads: address, text, response, bytes, module, promise, callback", async () => {
  const forms = {
    address: new URL("/core.wasm", base),
    text: `${base}/core.wasm`,
    "wrong type": `${base}/typeless.wasm`,
    file: new URL("core.wasm", DIST),
    response: await fetch(`${base}/core.wasm`),
    promise: fetch(`${base}/core.wasm`),
    bytes: wasm,
    buffer: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length),
    module: await WebAssembly.compile(wasm),
  };
  for (const [name, form] of Object.entries(forms)) {
    for (const integrity of name === "module" ? [undefined] : [undefined, hash]) {
      const given = name === "response" && integrity ? await fetch(`${base}/core.wasm`) : form;
      const { load } = await fresh("url");
      const field39 = await load({ wasm: name === "promise" && integrity ? fetch(`${base}/core.wasm`) : given, integrity });
      assert.equal(field39.explain("51").answers[0].verdict, "fix-now", name);
    }
  }
  for (const pair of [false, true]) {
    const { load } = await fresh();
    const instantiate = async (imports) => {
      const both = await WebAssembly.instantiate(wasm, imports);
      return pair ? both : both.instance;
    };
    assert.equal((await load({ instantiate })).explain("51").answers[0].code, "51");
  }
});

test("field39/url finds its own wasm, also from a file", async () => {
  const { load } = await fresh("url");
  assert.equal((await load()).explain("51").answers[0].code, "51");
});

test("network: nobody there, not found, a page instead, broken off, no such file", async () => {
  const addresses = [`http://127.0.0.1:1/core.wasm`, `${base}/none`, `${base}/page`, `${base}/broken.wasm`, "file:///nowhere/core.wasm"];
  for (const address of addresses) {
    const { load } = await fresh("url");
    await assert.rejects(load({ wasm: address }), is("network"), address);
  }
  const { load } = await fresh("url");
  await assert.rejects(load({ wasm: `${base}/page` }), /it begins with 3c 21 64 6f/);
});

test("integrity: another hash, or none that is one", async () => {
  for (const form of [`${base}/core.wasm`, new URL("core.wasm", DIST), wasm, () => fetch(`${base}/core.wasm`)]) {
    for (const integrity of [wrong, ...(form === wasm ? ["md5-abc", "sha384-"] : [])]) {
      const { load } = await fresh("url");
      await assert.rejects(load({ wasm: typeof form === "function" ? form() : form, integrity }), is("integrity"));
    }
  }
  const { load } = await fresh("url");
  await assert.rejects(load({ wasm: `${base}/none`, integrity: hash }), is("network"));
});

test("version: another program, an instance that is none, a pack of another build", async () => {
  const other = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  for (const options of [{ wasm: other }, { instantiate: async () => ({}) }, { instantiate: async () => (await WebAssembly.instantiate(other)).instance }]) {
    const { load } = await fresh();
    await assert.rejects(load(options), is("version"));
  }
  const { load, unpack } = await fresh();
  const { default: zh } = await import(new URL("lang/zh-Hans.js", DIST));
  const pack = await unpack(zh);
  // After four bytes of name comes the fingerprint of the catalogue.
  const changed = pack.bytes.map((byte, at) => (at === 4 ? byte ^ 1 : byte));
  await assert.rejects(load({ lang: [{ tag: "zh-Hans", bytes: changed }] }), is("version"));
});

test("no-wasm: an engine without it, or one that cannot read it", async () => {
  const kept = globalThis.WebAssembly;
  try {
    delete globalThis.WebAssembly;
    const { load, loadSync } = await fresh();
    await assert.rejects(load(), is("no-wasm"));
    assert.throws(() => loadSync(wasm), is("no-wasm"));
  } finally {
    globalThis.WebAssembly = kept;
  }
  const { load } = await fresh();
  const future = wasm.map((byte, at) => (at === 4 ? 99 : byte));
  await assert.rejects(load({ wasm: future }), is("no-wasm"));
});

test("csp: what engines say about a policy is told as one", async () => {
  const said = [
    "WebAssembly.instantiate(): Refused to compile or instantiate WebAssembly module because 'unsafe-eval' is not an allowed source of script",
    "call to WebAssembly.instantiate() blocked by CSP",
    "Wasm code generation disallowed by embedder",
  ];
  for (const message of said) {
    const { load } = await fresh();
    await assert.rejects(load({ instantiate: async () => Promise.reject(new WebAssembly.CompileError(message)) }), is("csp"));
  }
});

test("a failure is forgotten, and calls share one promise", async () => {
  const { load } = await fresh("url");
  await assert.rejects(load({ wasm: `${base}/none` }), is("network"));
  const [first, second] = await Promise.all([load(), load({ wasm: `${base}/none` })]);
  assert.equal(first, second);
});

test("bad-pack: what is no pack, and what cannot be unpacked", async () => {
  const { load } = await fresh();
  for (const pack of [undefined, {}, "zh-Hans", { tag: "zh-Hans", data: "!" }, { tag: "zh-Hans", data: "AAAA" }, { tag: "xx", bytes: new Uint8Array(20) }]) {
    await assert.rejects(load({ lang: [pack] }), is("bad-pack"), JSON.stringify(pack));
  }
  const more = () => Promise.reject(new TypeError("Failed to fetch"));
  const { default: zh } = await import(new URL("lang/zh-Hans.js", DIST));
  await assert.rejects(load({ lang: [{ ...zh, more }] }), is("network"));
  assert.match((await load({ lang: [zh] })).explain("51", { locale: "zh" }).answers[0].title, /余额不足/);
});

test("crash: a core that stopped says so, and load() starts another", async () => {
  const { load } = await fresh();
  const instantiate = async (imports) => {
    const { instance } = await WebAssembly.instantiate(wasm, imports);
    const trap = () => {
      throw new WebAssembly.RuntimeError("unreachable");
    };
    return { exports: { ...instance.exports, core_explain: trap } };
  };
  const broken = await load({ instantiate });
  assert.throws(() => broken.explain("51"), is("crash"));
  assert.throws(() => broken.lookup("51"), is("crash"));
  const again = await load();
  assert.equal(again.explain("51").answers[0].code, "51");
  assert.throws(() => broken.lookup("51"), is("crash"), "the old one stays down");
});

test("loadSync: from bytes and from a module, with packs as bytes", async () => {
  const { default: zh } = await import(new URL("lang/zh-Hans.js", DIST));
  for (const form of [wasm, new WebAssembly.Module(wasm)]) {
    const { load, loadSync, unpack } = await fresh();
    const field39 = loadSync(form, { lang: [await unpack(zh)] });
    assert.match(field39.explain("51", { locale: "zh-Hans" }).answers[0].title, /余额不足/);
    assert.equal(await load(), field39);
  }
});

test("explain alone loads what it needs", async () => {
  const { explain } = await fresh();
  assert.match((await explain("51", { locale: "zh-CN" })).answers[0].title, /余额不足/);
  assert.equal((await explain("insufficient funds")).answers[0].code, "51");
});
