// Where the script tag's files come from: beside the script, each held against the hash that the build wrote into
// this module. Other builds put a module with the same exports in its place, under the name `field39-assets`.
import hashes from "field39-hashes";
import { Failure } from "./failure.js";

const here = new URL(".", import.meta.url);
const PATIENCE = 60_000;

/** Whose faults are ours: the address of this module, as the stacks of errors have it. */
export const own = import.meta.url;

/** Where a part of the wasm is: beside the script, or where a `src-wasm` of the page says that the first part is. */
export const place = (name, source) => new URL(source && name === "field39.wasm" ? "" : name, source ? new URL(source, document.baseURI) : here);

/** The address of a page of the site. */
export const page = (path) => new URL(path, here).href;

/** A file by its name in the build, as a response whose body is what the build made. */
export async function file(name, url = new URL(name, here)) {
  const integrity = `sha256-${hashes[name]}`;
  const get = (more) => fetch(url, { ...more, signal: AbortSignal.timeout?.(PATIENCE) });
  let blocked = false;
  const watch = (event) => (blocked ||= event.effectiveDirective === "connect-src");
  document.addEventListener("securitypolicyviolation", watch);
  try {
    // A cache on the way may hold a file of the build before: ask past it once.
    const response = await get({ integrity }).catch(() => get({ integrity, cache: "reload" }));
    if (response.ok) return response;
  } catch {
    // The violation is reported in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    if (blocked) throw new Failure("csp");
    // A browser says the same of a file that did not come and of one that came altered; without the hash it does not.
    if (await get({}).then((response) => response.ok, () => false)) throw new Failure("integrity");
  } finally {
    document.removeEventListener("securitypolicyviolation", watch);
  }
  throw new Failure("network");
}
