// From what a caller has (nothing, a URL, a response, bytes, a module, a callback) to a running instance of the wasm.
import { imports, finish } from "field39-glue";
import { bytesOf } from "./bytes.js";
import { Field39Error } from "./errors.js";

/**
 * Makes an instance of the wasm of `options`, which is whole, or of the entry's (`own`, then `more`). Gives what hands it to the
 * glue. Throws Field39Error; TypeError where an option is of no type that could be.
 */
export async function start(options, own, more) {
  needWebAssembly();
  if (options.instantiate) return theirs(options.instantiate);
  const given = await options.wasm;
  const wasm = given ?? (await own());
  const module = wasm instanceof WebAssembly.Module ? wasm : await compile(wasm, options.integrity);
  const instance = await WebAssembly.instantiate(module, imports()).catch(refuse);
  // The second part shares memory and table with the first.
  if (!given && more) await join(instance, await more().catch(gone));
  return whole(instance, module);
}

const join = (first, bytes) => WebAssembly.instantiate(bytes, { __wasm_split: first.exports }).catch(refuse);

function gone(error) {
  throw new Field39Error("network", "the second part of the package cannot be fetched", { cause: error });
}

/** The same without waiting: from bytes or a module. */
export function startSync(module) {
  needWebAssembly();
  if (!(module instanceof WebAssembly.Module || bytesOf(module))) throw new TypeError("loadSync() takes bytes or a WebAssembly.Module");
  try {
    const compiled = module instanceof WebAssembly.Module ? module : new WebAssembly.Module(wasmIn(module, "what was given"));
    return whole(new WebAssembly.Instance(compiled, imports()), compiled);
  } catch (error) {
    refuse(error, module);
  }
}

function needWebAssembly() {
  if (typeof WebAssembly !== "object") throw new Field39Error("no-wasm", "WebAssembly is not available here");
}

async function theirs(instantiate) {
  let result;
  try {
    result = await instantiate(imports());
  } catch (error) {
    refuseTheirs(error);
  }
  // Hosts give what their `instantiate` gave: the instance itself, or a pair with the instance in it.
  return whole(result?.instance ?? result);
}

function whole(instance, module) {
  if (!instance?.exports?.core_new) throw new Field39Error("version", "this wasm is not the core.wasm of this package");
  return () => finish(instance, module);
}

async function compile(wasm, integrity) {
  if (typeof wasm === "string" || wasm instanceof URL) {
    const file = fileOf(wasm);
    if (file) return compileBytes(integrity ? await checked(file, integrity) : file, wasm);
    return compileResponse(await get(wasm, integrity), wasm);
  }
  if (typeof Response === "function" && wasm instanceof Response) {
    if (!integrity) return compileResponse(wasm, wasm.url || "the response");
    return compileBytes(await checked(await bodyOf(wasm, wasm.url), integrity), wasm.url);
  }
  if (bytesOf(wasm)) {
    return compileBytes(integrity ? await checked(wasm, integrity) : wasm, "the bytes");
  }
  throw new TypeError("`wasm` is a URL, a string, a Response, bytes, or a WebAssembly.Module");
}

/** Node fetches no `file:` address, so there the file is read. No import, so that no bundler looks for it. */
function fileOf(url) {
  if (!String(url).startsWith("file:")) return undefined;
  const files = globalThis.process?.getBuiltinModule?.("node:fs");
  try {
    return files?.readFileSync(new URL(url));
  } catch (error) {
    throw new Field39Error("network", `${url} cannot be read`, { cause: error });
  }
}

async function get(url, integrity) {
  let response;
  try {
    response = await fetch(url, integrity ? { integrity } : {});
  } catch (error) {
    // A wrong hash and a dead line look the same. Where the same address answers without a hash, it was the hash.
    const answers = integrity && (await fetch(url).then((plain) => plain.ok, () => false));
    if (answers) throw new Field39Error("integrity", `${url} is not the file whose hash was given`, { cause: error });
    throw new Field39Error("network", `${url} cannot be fetched`, { cause: error });
  }
  return response;
}

async function compileResponse(response, name) {
  if (!response.ok) throw new Field39Error("network", `${name}: the server says ${response.status}`);
  const again = response.clone();
  try {
    return await WebAssembly.compileStreaming(response);
  } catch {
    // Servers that name another type, and some Android web views, break streaming: the bytes are good all the same.
    return compileBytes(await bodyOf(again, name), name);
  }
}

async function bodyOf(response, name) {
  try {
    return await response.arrayBuffer();
  } catch (error) {
    throw new Field39Error("network", `${name} broke off`, { cause: error });
  }
}

async function compileBytes(bytes, name) {
  return WebAssembly.compile(wasmIn(bytes, name)).catch((error) => refuse(error, bytes));
}

/** The same bytes, if they begin as every wasm does. */
function wasmIn(bytes, name) {
  const head = [...bytesOf(bytes).subarray(0, 4)];
  if (String(head) === "0,97,115,109") return bytes;
  const found = head.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  throw new Field39Error("network", `${name} is no WebAssembly: it begins with ${found || "nothing"}. Is the path right?`);
}

/** Whether the sections of a wasm do not end where its bytes end. */
function isCut(bytes) {
  const view = bytesOf(bytes);
  let at = 8;
  while (at < view.length) {
    let size = 0;
    let shift = 1;
    // The section's number, then its length, seven bits a byte.
    for (at += 1; view[at] & 0x80; at += 1, shift *= 128) size += (view[at] & 0x7f) * shift;
    at += 1 + size + view[at] * shift;
  }
  return at !== view.length;
}

async function checked(bytes, integrity) {
  const [, name, hash] = /^(sha(?:256|384|512))-([A-Za-z0-9+/]+={0,2})$/.exec(integrity.trim()) ?? [];
  const subtle = globalThis.crypto?.subtle;
  if (!name || !subtle) throw new Field39Error("integrity", name ? "hashes cannot be checked here" : "`integrity` is no hash");
  const digest = new Uint8Array(await subtle.digest(name.replace("sha", "SHA-"), bytes));
  if (btoa(String.fromCharCode(...digest)) !== hash) throw new Field39Error("integrity", "the bytes are not those whose hash was given");
  return bytes;
}

const POLICY = /content security|csp|unsafe-eval|disallowed/i;

/** Names what went wrong in a host's own function. */
function refuseTheirs(error) {
  const said = String(error?.message ?? error);
  const ofEngine = [WebAssembly.CompileError, WebAssembly.LinkError, WebAssembly.RuntimeError].some((one) => error instanceof one);
  // Of imports that are no objects, engines say so in a TypeError; whatever else was thrown is the host's.
  const ofImports = error instanceof TypeError && /^(WebAssembly|import )/.test(said);
  if (ofEngine || ofImports || POLICY.test(said)) refuse(error);
  throw new Field39Error("instantiate", "the function given as `instantiate` failed: see `cause`", { cause: error });
}

/** Names what the engine said, of these bytes if it was about any. */
function refuse(error, bytes) {
  if (error instanceof Field39Error) throw error;
  const said = String(error?.message ?? error);
  if (POLICY.test(said)) {
    throw new Field39Error("csp", "the page's policy forbids WebAssembly: allow 'wasm-unsafe-eval' in script-src", { cause: error });
  }
  if (error instanceof WebAssembly.CompileError) {
    if (bytesOf(bytes) && isCut(bytes)) throw new Field39Error("network", "the wasm broke off: its last bytes are missing", { cause: error });
    throw new Field39Error("no-wasm", "this engine is too old for the package's WebAssembly", { cause: error });
  }
  if (error instanceof WebAssembly.RuntimeError) throw new Field39Error("crash", "the core stopped while it started", { cause: error });
  throw new Field39Error("version", "this wasm does not belong to this version of the package", { cause: error });
}
