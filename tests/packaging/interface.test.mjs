// The element's interface is written down once, in www/interface/element.json. What is made from it is up to date, and it
// says what the sources have.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { described } from "../../www/interface/describe.mjs";

const root = new URL("../../", import.meta.url);
const read = (path) => readFile(new URL(path, root), "utf8");
const element = JSON.parse(await read("www/interface/element.json"));

test("what is made from it is up to date: else run `node www/interface/describe.mjs`", async () => {
  for (const [path, text] of Object.entries(await described())) assert.equal(await read(path), text, path);
});

async function found(folder, ending, patterns) {
  const names = new Set();
  for (const file of await readdir(new URL(folder, root))) {
    if (!file.endsWith(ending)) continue;
    const text = await read(folder + file);
    for (const pattern of patterns) for (const [, all] of text.matchAll(pattern)) for (const name of all.split(" ")) names.add(name);
  }
  return names;
}
const sorted = (names) => [...new Set(names)].sort();

test("every part of the sources is in it, and no other", async () => {
  // A part is named where an element is made; `notice`, `aside` and `part` of the view take its name first.
  const view = await found("www/src/", ".rs", [/\bpart\((?:if \w+ \{ )?"([a-z -]+)"/g, /\bnotice\("([a-z-]+)"/g, /\baside\("([a-z-]+)"/g]);
  const shell = await found("www/shell/", ".js", [/part: "([a-z-]+)"/g]);
  assert.deepEqual(sorted(element.parts.map(({ name }) => name)), sorted([...view, ...shell]));
});

test("every custom property of the style sheet is in it, with its default, and no other", async () => {
  const css = (await read("www/shell/widget.css")) + (await read("www/src/look/answers.css"));
  const used = sorted([...css.matchAll(/var\((--field39-[a-z-]+)/g)].map(([, name]) => name));
  assert.deepEqual(sorted(element.styles.map(({ name }) => name)), used);
  for (const { name, default: usual } of element.styles) assert.ok(css.includes(`var(${name}, ${usual}`), `${name}: ${usual}`);
});

test("attributes, events and names of faults are those of the shell", async () => {
  const { OBSERVED } = await import("../../www/shell/mirror.js");
  // These two are read when they are needed.
  const followed = sorted([...OBSERVED, "deep-link"]);
  assert.deepEqual(sorted(element.attributes.map(({ name }) => name)), followed);
  const told = await found("www/shell/", ".js", [/#tell\("([a-z]+)"/g]);
  assert.deepEqual(sorted(element.events.map(({ name }) => name)), sorted([...told].map((name) => `field39-${name}`)));
  const { sentence } = await import("../../www/shell/failure.js");
  const { detail } = element.events.find(({ name }) => name === "field39-error");
  for (const [, code] of detail.split("message")[0].matchAll(/"([a-z-]+)"/g)) {
    for (const language of ["en", "zh-Hans"]) assert.ok(sentence(code, language), `${code}, ${language}`);
  }
});

test("the version of the element is the workspace's", async () => {
  const { VERSION } = await import("../../www/shell/version.js");
  assert.ok((await read("Cargo.toml")).includes(`version = "${VERSION}"`));
});
