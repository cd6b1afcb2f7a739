// field39, headless: the wasm and the English words are inlined, so that it works wherever a module can be imported.
// Importing does nothing and touches no DOM global; load() does the work, once.
import init, { initSync, Core } from "field39-glue";
import { wasm, pack } from "field39-inline";

/** An error whose code a program can read. Never holds what was typed. */
export class Field39Error extends Error {
  constructor(code, message) {
    super(message);
    this.name = "Field39Error";
    this.code = code;
  }
}

let loading;
let core;

/** Loads once; a later call only adds languages. A failure is forgotten, so that it can be tried again. */
export function load(options = {}) {
  loading ??= start().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading.then(async (explainer) => {
    for (const one of options.lang ?? []) await addPack(one);
    return explainer;
  });
}

async function start() {
  if (typeof WebAssembly !== "object") throw new Field39Error("no-wasm", "WebAssembly is not available here");
  await init({ module_or_path: await inflate(wasm) });
  core = new Core();
  await addPack({ tag: "en", data: pack, more: () => import("./lang/en.more.js").then((module) => module.default) });
  return explainer();
}

/** Without waiting: from wasm bytes or a compiled module, and packs as bytes (`{ tag, bytes }`). */
export function loadSync(module, options = {}) {
  if (typeof WebAssembly !== "object") throw new Field39Error("no-wasm", "WebAssembly is not available here");
  initSync({ module });
  core = new Core();
  for (const { tag, bytes } of options.lang ?? []) add(tag, bytes);
  const ready = explainer();
  loading = Promise.resolve(ready);
  return ready;
}

async function addPack(one) {
  if (!one || typeof one.tag !== "string") throw new Field39Error("bad-pack", "a language pack has a tag and data");
  add(one.tag, one.bytes ?? (await inflate(one.data)));
  // The words of the systems that fewer people meet: a module of its own, so that this one stays small.
  if (one.more) add(one.tag, await inflate(await one.more()));
}

function add(tag, bytes) {
  try {
    core.addPack(tag, bytes);
  } catch (error) {
    const other = String(error) === "other-catalogue";
    throw new Field39Error(
      other ? "version" : "bad-pack",
      other ? `the pack ${tag} belongs to another version` : `the pack ${tag} cannot be read`,
    );
  }
}

async function inflate(base64) {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function explainer() {
  return Object.freeze({
    explain: (text, options) => core.explain(String(text), options),
    lookup: (code, options) => core.lookup(String(code), options),
    search: (query, options) => core.search(String(query), options),
    decode: (input, options) => core.decode(input instanceof Uint8Array ? input : String(input), options),
    version: core.version,
    dataVersion: core.dataVersion,
    get systems() {
      return core.systems(undefined);
    },
  });
}
