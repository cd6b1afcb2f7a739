// Where the element's files come from in the package: modules, fetched when they are needed, because a file beside a
// module is lost by half of all bundlers. A page may name a wasm of its own (`src-wasm`); all else is always inside.
import { Failure } from "../../www/shell/failure.js";
import { inflate } from "./packs.js";
import { modules } from "field39-modules";

/** Whose faults are ours: the address of the module that a bundler made of this one, as the stacks of errors have it. */
export const own = import.meta.url;

/** What is inside has come already. */
export const streamed = () => {};

/** Where a part of the wasm is, for a `src-wasm` of the page: inside, unless the page names the first part. */
export const place = (name, source) => (source && name === "field39.wasm" ? new URL(source, document.baseURI) : undefined);

/** The package comes without a site, so that codes have no pages of their own. */
export const page = () => "";

/** A file by its name in the site, as a response whose body is what the build made. */
export async function file(name, url) {
  if (url) return fetched(url);
  const data = await modules[name]().catch(() => {
    throw new Failure("network");
  });
  return new Response(await inflate(data.default.data ?? data.default), { headers: { "content-type": "application/wasm" } });
}

async function fetched(url) {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) throw new Failure("network");
  return response;
}
