// The wasm and the language packs of the page, each fetched once for all elements on it.
import { finish, imports } from "field39-glue";
import { file, place } from "field39-assets";
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

async function compile(response) {
  const again = response.clone();
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (error) {
    // Some web views cannot compile a stream, and some servers name another type; the bytes are good all the same.
    return WebAssembly.compile(await again.arrayBuffer());
  }
}

const wasm = (name, source) => file(name, place(name, source));

/** Starts the wasm: the first part, which knows codes and words. */
export const start = (source) =>
  once("first", async () => {
    if (typeof WebAssembly !== "object") throw new Failure("no-wasm");
    const module = await compile(await wasm("field39.wasm", source));
    const instance = await WebAssembly.instantiate(module, imports());
    finish(instance, module);
    return instance.exports;
  });

/** The second part: the codes of the other systems, and what reads messages. It shares memory and table with the first. */
export const more = (source) =>
  once("second", async () => {
    const [first, response] = await Promise.all([
      start(source),
      wasm("field39-more.wasm", source),
    ]);
    await WebAssembly.instantiate(await compile(response), { __wasm_split: first });
  });

/** The words of a language: `en` is what a first answer needs, `en.more` the rest. */
export const pack = (name) =>
  once(name, async () => new Uint8Array(await (await file(`lang/${name}.pack`)).arrayBuffer()));
