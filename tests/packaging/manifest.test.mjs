// package.json: what it names is there, and a file that is named for script tags works as one.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../npm/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

test("every file that it names is there", () => {
  const named = [manifest.main, manifest.types, manifest.customElements, manifest.unpkg, ...Object.values(manifest.bin)];
  for (const entry of Object.values(manifest.exports)) named.push(...(typeof entry === "string" ? [entry] : Object.values(entry)));
  for (const file of named.filter((file) => !file.includes("*"))) assert.ok(existsSync(new URL(file, root)), file);
});

test("the file for script tags needs nothing but files beside it", () => {
  const seen = new Set();
  const follow = (url) => {
    if (seen.has(url.href)) return;
    seen.add(url.href);
    const text = readFileSync(url, "utf8");
    for (const [, name] of text.matchAll(/\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g)) {
      assert.match(name, /^\.\//, `${url}: no bare name, which a page could not find`);
      follow(new URL(name, url));
    }
  };
  follow(new URL(manifest.unpkg, root));
  assert.ok([...seen].some((file) => file.endsWith("/element.js")) && seen.size > 4, "element, wasm and words");
});
