// The wasm has no way out: among what it imports is nothing that sends or keeps.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { files, imports } from "./imports.mjs";

const WAY_OUT = /fetch|xmlhttp|xhr|socket|beacon|eventsource|rtc|storage|indexeddb|cache|cookie|history|pushstate|replacestate|location|open|post|worker|console|(?:^|_)log|(?:^|_)eval|import|src|href|(?:inner|outer)_?html|insertadjacenthtml|script|iframe|image/i;

test("nothing that sends, keeps or runs text is imported", async () => {
  assert.ok(files().length > 0);
  for (const file of files()) {
    const names = await imports(file);
    assert.ok(names.length > 0, file);
    // Asking what kind of element something is calls nothing.
    const calls = names.filter((name) => !name.startsWith("instanceof_"));
    assert.deepEqual(calls.filter((name) => WAY_OUT.test(name)), [], file);
  }
});

test("no import reaches a property by a name that the wasm chooses", async () => {
  const glue = await readFile(new URL("../../dist/field39-explainer.js", import.meta.url), "utf8");
  assert.doesNotMatch(glue, /Reflect\b/);
});
