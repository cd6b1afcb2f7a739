// The manifest, the types and the element tell the same: what one of them has, the others have.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { Field39Explainer } from "../../npm/dist/element.js";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const [{ declarations: [element] }] = JSON.parse(read("npm/dist/custom-elements.json")).modules;
const names = (rows) => rows.map((row) => row.name).sort();
const shell = readdirSync(new URL("../../www/shell/", import.meta.url)).map((file) => read(`www/shell/${file}`)).join("\n");
const all = (pattern, text) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]))].sort();

test("attributes are those that the element follows, and `deep-link`", () => {
  assert.deepEqual(names(element.attributes), [...new Set([...Field39Explainer.observedAttributes, "deep-link"])].sort());
});

test("properties and methods are those of the class", () => {
  const own = Object.getOwnPropertyNames(Field39Explainer.prototype);
  const inherited = ["constructor", "connectedCallback", "disconnectedCallback", "attributeChangedCallback"];
  assert.deepEqual(names(element.members), own.filter((name) => !inherited.includes(name)).sort());
  const types = read("npm/js/element.d.ts");
  for (const name of names(element.members)) {
    if (name !== "focus") assert.match(types, new RegExp(`^  (readonly )?${name}[(:]`, "m"), `${name} has a type`);
  }
});

test("events are those that the shell tells", () => {
  const told = all(/#tell\("([a-z]+)"/g, shell).map((name) => `field39-${name}`);
  assert.deepEqual(names(element.events), told);
  assert.deepEqual(all(/"(field39-[a-z]+)": CustomEvent/g, read("npm/js/element.d.ts")), told);
});

test("parts and custom properties that are described are some that there are", () => {
  const widget = readdirSync(new URL("../../www/src/", import.meta.url)).map((file) => read(`www/src/${file}`)).join("\n");
  for (const name of names(element.cssParts)) assert.ok((shell + widget).includes(`"${name}"`), name);
  for (const name of names(element.cssProperties)) assert.ok(shell.includes(`var(${name}`), name);
});
