// Where the frame's files come from. Its policy allows no request but for one script, by its hash: the document holds
// what a first answer needs, as characters whose low bytes are the bytes, in elements that no browser runs; the script
// holds the rest, as gzip in base64.
import { Failure } from "../shell/failure.js";

/** All code of the frame is ours. */
export const own = "";

/** What is inside has come already. */
export const streamed = () => {};

/** There is one wasm, whatever a page asks for. */
export const place = () => undefined;

/** The address of a page of the site, which holds the frame in a folder. */
export const page = (path) => new URL(`../${path}`, location.href.split(/[?#]/)[0]).href;

const whole = new Promise((resolve) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve);
  else resolve();
});

/** The rest of the files: none where their script does not come. */
const rest = new Promise((resolve) => {
  const arrived = () => resolve(self.field39Rest ?? {});
  // Heard from before the parser reaches the script: who listens later may have missed what became of it.
  for (const type of ["load", "error"]) document.addEventListener(type, ({ target }) => target.src && arrived(), true);
  // In the one-file page the script's text stands in the document.
  whole.then(() => self.field39Rest && arrived());
});

const bytesOf = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A file by its name in the build. */
export async function file(name) {
  await whole;
  const inside = document.getElementById(name);
  const headers = { "content-type": name.endsWith(".wasm") ? "application/wasm" : "" };
  if (inside) return new Response(bytesOf(inside.textContent), { headers });
  const packed = (await rest)[name];
  if (!packed) throw new Failure("network");
  const stream = new Blob([bytesOf(atob(packed))]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers });
}
