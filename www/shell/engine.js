// The wasm and the language packs of the page, each fetched once for all elements on it.
import { finish, imports } from "field39-glue";
import { file, place, streamed } from "field39-assets";
import { Failure } from "./failure.js";

const kept = new Map();

/** Does a thing once. A failure is forgotten, so that it can be tried again. */
function once(name, make) {
  if (!kept.has(name)) {
    const made = make();
    made.catch(() => kept.delete(name));
    kept.set(name, made);
  }
  return kept.get(name);
}

async function compile(name, source) {
  const url = place(name, source);
  return (await streamed(name, url)) || WebAssembly.compile(await (await file(name, url)).arrayBuffer());
}

/** Starts the wasm: the first part, which knows codes and words. */
export const start = (source) =>
  once("first", async () => {
    if (typeof WebAssembly !== "object") throw new Failure("no-wasm");
    const module = await compile("field39.wasm", source);
    const instance = await WebAssembly.instantiate(module, imports());
    finish(instance, module);
    return instance.exports;
  });

/** The second part: the codes of the other systems, and what reads messages. It shares memory and table with the first. */
export const more = (source) =>
  once("second", async () => {
    const [first, module] = await Promise.all([start(source), compile("field39-more.wasm", source)]);
    await WebAssembly.instantiate(module, { __wasm_split: first });
  });

/** The words of a language: `en` is what a first answer needs, `en.more` the rest. */
export const pack = (name) =>
  once(name, async () => new Uint8Array(await (await file(`lang/${name}.pack`)).arrayBuffer()));
