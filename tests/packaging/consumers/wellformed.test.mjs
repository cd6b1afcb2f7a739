// The packed package as its readers see it before they run it: exports, types, files, manifest.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { before, test } from "node:test";
import { PLACE, prepare } from "./workbench.mjs";

let packed;
before(() => {
  packed = prepare();
});

const run = (bin, args, cwd = PLACE) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(PLACE, "node_modules", bin), ...args], { cwd, encoding: "utf8" });
  return { status, said: `${stdout}${stderr}` };
};

test("publint has nothing to say", () => {
  const { status, said } = run("publint/src/cli.js", ["--strict", packed.tarball]);
  assert.equal(status, 0, said);
  assert.match(said, /All good/);
});

test("the types are right in every kind of resolution that reads exports", () => {
  const args = [packed.tarball, "--profile", "esm-only", "--exclude-entrypoints", "./core.wasm", "./widget.wasm", "./custom-elements.json"];
  const { status, said } = run("@arethetypeswrong/cli/dist/index.js", [...args, "--no-color", "--no-emoji"]);
  assert.equal(status, 0, said);
});

test("what people write compiles, and what is wrong does not", () => {
  const folder = join(PLACE, "apps", "types");
  rmSync(folder, { recursive: true, force: true });
  cpSync(fileURLToPath(new URL("../types", import.meta.url)), folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const strict = ["--noEmit", "--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--target", "es2022", "--lib", "es2022,dom,dom.iterable"];
  for (const resolution of [["--module", "esnext", "--moduleResolution", "bundler"], ["--module", "nodenext", "--moduleResolution", "nodenext"]]) {
    for (const types of [[], ["--types", "node"]]) {
      const files = ["headless.ts", "page.ts", "react.tsx"].map((file) => join(folder, file));
      const { status, said } = run("typescript/lib/tsc.js", [...strict, ...resolution, ...types, "--jsx", "react-jsx", ...files], folder);
      assert.equal(status, 0, `${resolution}: ${said}`);
    }
    // On a server there is no DOM; what Node declares is enough for the headless entries.
    const server = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022", "--types", "node", ...resolution];
    const { status, said } = run("typescript/lib/tsc.js", [...server, join(folder, "server.ts")], folder);
    assert.equal(status, 0, `${resolution}, Node: ${said}`);
  }
});

test("every file that the package names is in the tarball, and nothing else is", () => {
  const manifest = JSON.parse(readFileSync(join(PLACE, "node_modules/field39/package.json"), "utf8"));
  const named = [manifest.main, manifest.types, manifest.customElements, ...Object.values(manifest.bin)];
  for (const entry of Object.values(manifest.exports)) named.push(...(typeof entry === "string" ? [entry] : Object.values(entry)));
  for (const file of named) {
    const files = file.includes("*") ? ["en", "zh-Hans"].map((tag) => file.replace("*", tag)) : [file];
    for (const one of files) assert.ok(existsSync(join(PLACE, "node_modules/field39", one)), one);
  }
  const strange = packed.files.filter((file) => !/^(dist\/|package\.json$|README\.md$|LICENSE$)/.test(file));
  assert.deepEqual(strange, []);
  const workspace = readFileSync(fileURLToPath(new URL("../../../Cargo.toml", import.meta.url)), "utf8");
  assert.equal(manifest.version, /^version = "(.+)"$/m.exec(workspace)[1], "package and workspace have one version");
});
