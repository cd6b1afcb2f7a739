// Prints what the site's wasm can call: `node tests/browser/imports.mjs`. A module can call nothing else.
import { readFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const DIST = new URL("../../dist/", import.meta.url);

/** The wasm files of the site. */
export const files = () => readdirSync(DIST).filter((name) => name.endsWith(".wasm"));

/** The functions that a wasm file imports, without the hash that wasm-bindgen puts behind each name. */
export async function imports(file) {
  const module = new WebAssembly.Module(await readFile(new URL(file, DIST)));
  return WebAssembly.Module.imports(module).map(({ name }) => name.replace(/^__wbg_|_[0-9a-f]{16}$/g, "")).sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const file of files()) console.log(`${file}\n  ${(await imports(file)).join("\n  ")}`);
}
