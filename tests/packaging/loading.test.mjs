// Loading: one promise and one core for all who load, in whatever order, waiting or not; each case in a fresh copy of the
// module, because a page loads once.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const DIST = new URL("../../npm/dist/", import.meta.url);
const wasm = await readFile(new URL("core.wasm", DIST));
const { default: zh } = await import(new URL("lang/zh-Hans.js", DIST));
const { default: en } = await import(new URL("lang/en.js", DIST));
let copies = 0;
const fresh = (name = "index") => import(new URL(`${name}.js?loading=${(copies += 1)}`, DIST));
const is = (code) => (error) => error instanceof Error && error.name === "Field39Error" && error.code === code;
const title = (field39, locale, code = "51") => field39.lookup(code, { locale })[0].title;

/** Runs in surroundings that cannot read or unpack anything without waiting, such as a browser. */
async function inBrowser(work) {
  const kept = process.getBuiltinModule;
  try {
    process.getBuiltinModule = undefined;
    await work();
  } finally {
    process.getBuiltinModule = kept;
  }
}

test("calls share one promise, unless they bring a language", async () => {
  const { load } = await fresh();
  const first = load();
  assert.equal(load(), first);
  assert.equal(load({}), first);
  assert.equal(load({ lang: [] }), first);
  const both = load({ lang: [zh, import(new URL("lang/en.js", DIST))] });
  assert.notEqual(both, first);
  assert.equal(await both, await first);
  assert.match(title(await first, "zh-Hans"), /余额不足/);
  assert.equal(load({ lang: [zh] }), first, "it is there");
  assert.equal(load(), first);
});

test("a language that does not come fails its own call only", async () => {
  const { load } = await fresh();
  const missing = import(new URL("lang/none.js", DIST));
  const other = import(new URL("lang/nor-this.js", DIST));
  const [plain, wrong] = await Promise.allSettled([load(), load({ lang: [missing, other] })]);
  assert.equal(plain.status, "fulfilled");
  assert.ok(is("network")(wrong.reason), String(wrong.reason));
  assert.match(title(await load({ lang: [zh] }), "zh"), /余额不足/);
});

test("loadSync has English where it can be read without waiting, beside the languages that are given", async () => {
  for (const name of ["index", "url"]) {
    const { load, loadSync, unpack } = await fresh(name);
    const field39 = loadSync(new WebAssembly.Module(wasm));
    assert.equal(title(field39, "en"), "Insufficient funds");
    // The words of systems that fewer people meet are in the second part.
    for (const { key, name } of field39.systems) assert.ok(name && field39.labels().system[key] === name, key);
    assert.ok(title(field39, "en", "10012"));
    assert.equal(loadSync(wasm, { lang: [await unpack(zh)] }), field39);
    assert.match(title(field39, "zh-Hans"), /余额不足/);
    assert.equal(await load(), field39);
  }
});

test("loadSync without words says so, and load() works afterwards", () =>
  inBrowser(async () => {
    const { load, loadSync } = await fresh();
    assert.throws(() => loadSync(wasm), is("bad-pack"));
    assert.throws(() => loadSync(wasm, { lang: [zh] }), is("bad-pack"), "a pack that is not unpacked");
    assert.throws(() => loadSync(wasm, { lang: [{ tag: "zh-Hans", bytes: new Uint8Array(20) }] }), is("bad-pack"));
    assert.equal(title(await load(), "en"), "Insufficient funds");
    assert.equal(title(loadSync(wasm), "en"), "Insufficient funds", "what is loaded has its words");
  }));

test("load() adds English to what loadSync() started with other words", () =>
  inBrowser(async () => {
    const { load, loadSync, unpack } = await fresh();
    const field39 = loadSync(wasm, { lang: [await unpack(zh)] });
    assert.match(title(field39, "en"), /余额不足/, "the only words there are");
    assert.equal(await load(), field39);
    assert.equal(title(field39, "en"), "Insufficient funds");
    assert.equal(loadSync(wasm, { lang: [await unpack(en)] }), field39);
  }));

test("loadSync while load() is on its way: one core, and both work", async () => {
  const { load, loadSync } = await fresh();
  const loading = load({ lang: [zh] });
  const field39 = loadSync(wasm);
  assert.equal(await loading, field39);
  assert.equal(title(field39, "en"), "Insufficient funds");
  assert.match(title(field39, "zh"), /余额不足/);
});

test("loadSync of what is no wasm, or not all of it, says what it found", async () => {
  const page = new TextEncoder().encode("<!doctype html><title>Not found</title>");
  const { load, loadSync } = await fresh();
  assert.throws(() => loadSync(page), (error) => is("network")(error) && /it begins with 3c 21 64 6f/.test(error.message));
  assert.throws(() => loadSync(page.buffer), is("network"));
  assert.throws(() => loadSync(new Uint8Array()), is("network"));
  for (const length of [7, 5000, wasm.length - 1]) {
    assert.throws(() => loadSync(wasm.subarray(0, length)), (error) => is("network")(error) && /broke off/.test(error.message), String(length));
    await assert.rejects(load({ wasm: wasm.subarray(0, length) }), is("network"), String(length));
  }
  assert.throws(() => loadSync(wasm.map((byte, at) => (at === 4 ? 99 : byte))), is("no-wasm"));
  assert.throws(() => loadSync(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)), is("version"));
  for (const nothing of [undefined, null, "core.wasm", 5]) assert.throws(() => loadSync(nothing), TypeError);
  assert.equal(title(loadSync(wasm), "en"), "Insufficient funds");
});

test("what a host's own `instantiate` throws is told as its own, what the engine says as before", async () => {
  const { load } = await fresh();
  for (const thrown of [new TypeError("Failed to fetch"), new TypeError("Failed to fetch dynamically imported module"), new Error("no such binding"), "a text", undefined]) {
    const failing = load({ instantiate: () => { throw thrown; } });
    await assert.rejects(failing, (error) => is("instantiate")(error) && error.cause === thrown);
  }
  const { instance: other } = await WebAssembly.instantiate(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  await assert.rejects(load({ instantiate: () => other }), is("version"));
  await assert.rejects(load({ instantiate: () => WebAssembly.instantiate(wasm, {}) }), is("version"), "other imports");
  await assert.rejects(load({ instantiate: () => WebAssembly.instantiate(wasm.subarray(0, 99), {}) }), is("no-wasm"));
  assert.equal(title(await load(), "en"), "Insufficient funds");
});
