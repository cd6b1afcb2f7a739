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

const asked = (url, more) => fetch(url, { ...more, signal: AbortSignal.timeout?.(PATIENCE) });

/**
 * A wasm that is compiled while it comes and held against its hash when it has come: a request with a hash would give
 * nothing before the last byte. Nothing where that does not work, for whatever reason; `file` says which.
 */
export async function streamed(name, url) {
  try {
    const response = await asked(url);
    const bytes = response.clone().arrayBuffer();
    // Some web views cannot compile a stream, and some servers name another type; the bytes are good all the same.
    const module = WebAssembly.compileStreaming(response).catch(async () => WebAssembly.compile(await bytes));
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await bytes));
    return btoa(String.fromCharCode(...hash)) === hashes[name] && (await module);
  } catch {}
}

/** A file by its name in the build, as a response whose body is what the build made. */
export async function file(name, url = new URL(name, here)) {
  const integrity = `sha256-${hashes[name]}`;
  let blocked = false;
  const watch = (event) => (blocked ||= event.effectiveDirective === "connect-src");
  document.addEventListener("securitypolicyviolation", watch);
  try {
    // A cache on the way may hold a file of the build before: ask past it once.
    const response = await asked(url, { integrity }).catch(() => asked(url, { integrity, cache: "reload" }));
    if (response.ok) return response;
  } catch {
    // The violation is reported in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    if (blocked) throw new Failure("csp");
    // A browser says the same of a file that did not come and of one that came altered; without the hash it does not.
    if (await asked(url).then((response) => response.ok, () => false)) throw new Failure("integrity");
  } finally {
    document.removeEventListener("securitypolicyviolation", watch);
  }
  throw new Failure("network");
}
