// field39, headless: the wasm and the English words are inside, so that it works wherever a module can be imported.
// Importing does nothing and touches no DOM global; load() does the work, once.
import { entry, explainWith } from "./explainer.js";
import { inflate, spelt } from "./packs.js";
import { wasm, english, languages } from "field39-inline";

export const { load, loadSync } = entry({
  own: async () => spelt(wasm),
  // The codes of the systems that fewer people meet, and the decoders: a module of its own, so that this one stays small.
  more: () => import("./more.js").then((module) => inflate(module.default)),
  english,
});

/** Loads by itself. A function of its own, so that bundlers leave the other languages out where nobody calls it. */
export function explain(query, options) {
  return explainWith(load, languages, query, options);
}

export { Field39Error } from "./errors.js";
export { unpack } from "./packs.js";
