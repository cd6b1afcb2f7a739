// Where the frame's files come from. Its policy allows no request but for one script, by its hash: the document holds
// what a first answer needs, as characters whose low bytes are the bytes, in elements that no browser runs; the script
// holds the rest, as gzip in base64.
import { Failure } from "../shell/failure.js";

/** There is one wasm, whatever a page asks for. */
export const place = () => undefined;

/** The address of a page of the site, which holds the frame in a folder. */
export const page = (path) => new URL(`../${path}`, location.href.split(/[?#]/)[0]).href;

/** Resolves when what the parser has not reached yet is there. */
const reached = (find, target, type) =>
  new Promise((resolve) => (find() ? resolve() : target.addEventListener(type, resolve, { once: true })));

const whole = reached(() => document.readyState !== "loading", document, "DOMContentLoaded");

async function rest() {
  await whole;
  // In the one-file page the script's text stands in the document.
  if (self.field39Rest) return self.field39Rest;
  const script = document.querySelector("script[src]");
  const failed = new Promise((resolve) => script.addEventListener("error", resolve, { once: true }));
  await Promise.race([failed, reached(() => self.field39Rest, script, "load")]);
  return self.field39Rest ?? {};
}

const bytesOf = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A file by its name in the build. */
export async function file(name) {
  await whole;
  const inside = document.getElementById(name);
  const headers = { "content-type": name.endsWith(".wasm") ? "application/wasm" : "" };
  if (inside) return new Response(bytesOf(inside.textContent), { headers });
  const packed = (await rest())[name];
  if (!packed) throw new Failure("network");
  const stream = new Blob([bytesOf(atob(packed))]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers });
}
