// Where the element's files come from in the package: modules, fetched when they are needed, because a file beside a
// module is lost by half of all bundlers. A page may name a wasm of its own (`src-wasm`); all else is always inside.
import { Failure } from "../../www/shell/failure.js";
import { inflate } from "./packs.js";
import { modules } from "field39-modules";

const INSIDE = "field39:";

/** Where the wasm is, for a `src-wasm` of the page. */
export const place = (source) => (source ? new URL(source, document.baseURI) : new URL(`${INSIDE}/field39.wasm`));

/** The package comes without a site, so that codes have no pages of their own. */
export const page = () => undefined;

/** A file by its name in the site, as a response whose body is what the build made. */
export async function file(name, url) {
  if (name === "field39.wasm" && url && url.protocol !== INSIDE) return fetched(url);
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
