// field39/url: the same with the wasm in a file beside this module, smaller and cached apart, for those whose bundler or
// server follows `new URL(…, import.meta.url)`: one level, one literal, as every bundler that knows the form wants it.
import { entry, explainWith } from "./explainer.js";
import { english, languages } from "field39-words";

export const { load, loadSync } = entry({ own: () => new URL("./core.wasm", import.meta.url), english });

/** Loads by itself. A function of its own, so that bundlers leave the other languages out where nobody calls it. */
export function explain(query, options) {
  return explainWith(load, languages, query, options);
}

export { Field39Error } from "./errors.js";
export { unpack } from "./packs.js";
