// Writes custom-elements.json, which editors and documentation tools read: node manifest.mjs <to>. Parts and custom
// properties that element.json does not describe come from the widget's source, without a description.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const TAG = "field39-explainer";
const CLASS = "Field39Explainer";
const table = JSON.parse(readFileSync(new URL("element.json", import.meta.url), "utf8"));
const source = ["shell", "src"]
  .map((folder) => new URL(`../www/${folder}/`, import.meta.url))
  .flatMap((folder) => readdirSync(folder).map((file) => readFileSync(new URL(file, folder), "utf8")))
  .join("\n");
const found = (pattern, rows) => [...new Set([...Object.keys(rows), ...[...source.matchAll(pattern)].map(([, name]) => name)])].sort().map((name) => ({ name, ...(rows[name] ? { description: rows[name] } : {}) }));
const named = (rows) => Object.entries(rows).map(([name, description]) => ({ name, description }));
const fields = Object.entries(table.properties).map(([name, [text, attribute]]) => ({
  kind: "field",
  name,
  type: { text },
  ...(attribute ? { attribute, reflects: true } : {}),
  ...(["state", "ready"].includes(name) ? { readonly: true } : {}),
}));
const methods = named(table.methods).map((method) => ({ kind: "method", ...method }));
const fieldOf = (attribute) => Object.keys(table.properties).find((name) => table.properties[name][1] === attribute);

const manifest = {
  schemaVersion: "1.0.0",
  modules: [
    {
      kind: "javascript-module",
      path: "dist/element.js",
      declarations: [
        {
          kind: "class",
          name: CLASS,
          tagName: TAG,
          customElement: true,
          summary: table.summary,
          superclass: { name: "HTMLElement" },
          attributes: named(table.attributes).map((row) => ({ ...row, ...(fieldOf(row.name) ? { fieldName: fieldOf(row.name) } : {}) })),
          members: [...fields, ...methods],
          events: named(table.events).map((row) => ({ ...row, type: { text: "CustomEvent" } })),
          slots: named(table.slots),
          cssParts: found(/(?:\bpart: |\.part\()"([a-z-]+)"/g, table.parts),
          cssProperties: found(/var\((--field39-[a-z-]+)/g, table.cssProperties),
        },
      ],
      exports: [{ kind: "js", name: CLASS, declaration: { name: CLASS } }],
    },
    {
      kind: "javascript-module",
      path: "dist/define.js",
      exports: [{ kind: "custom-element-definition", name: TAG, declaration: { name: CLASS, module: "dist/element.js" } }],
    },
  ],
};
writeFileSync(process.argv[2], `${JSON.stringify(manifest, null, 2)}\n`);
