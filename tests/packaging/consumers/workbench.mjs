// The place where consumers live: target/consumers, with every bundler installed from the lock file beside this module,
// and with the package as `npm pack` makes it, unpacked where npm would put it.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const HERE = fileURLToPath(new URL("./", import.meta.url));
const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));
/** Where everything is made. */
export const PLACE = join(REPOSITORY, "target", "consumers");
export const DUMP = readFileSync(join(REPOSITORY, "tests/browser/fixtures/unionpay-pos-0210-field-39-51.hex"), "utf8").trim();

/** Installs the bundlers, unless that was done from this very lock file; packs and unpacks the package. */
export function prepare() {
  mkdirSync(PLACE, { recursive: true });
  const lock = readFileSync(join(HERE, "package-lock.json"), "utf8");
  const done = join(PLACE, "installed.json");
  if (!existsSync(done) || readFileSync(done, "utf8") !== lock) {
    for (const file of ["package.json", "package-lock.json"]) cpSync(join(HERE, file), join(PLACE, file));
    npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], PLACE);
    writeFileSync(done, lock);
  }
  const [{ filename, files }] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", PLACE], join(REPOSITORY, "npm")));
  const installed = join(PLACE, "node_modules", "field39");
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed);
  execFileSync("tar", ["-xzf", join(PLACE, filename), "--strip-components=1", "-C", installed]);
  return { tarball: join(PLACE, filename), files: files.map((file) => file.path) };
}

function npm(args, cwd) {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

/** A module of target/consumers/node_modules, by its name there: imported from a file there, as names are resolved. */
export async function use(name) {
  const from = join(PLACE, "use.mjs");
  if (!existsSync(from)) writeFileSync(from, "export const use = (name) => import(name);\n");
  return (await import(pathToFileURL(from))).use(name);
}

/** A fresh copy of the little application, in a folder of its own; inside a frame where a framework wants one. */
export function application(name, frame) {
  const folder = join(PLACE, "apps", name);
  rmSync(folder, { recursive: true, force: true });
  if (frame) cpSync(join(HERE, frame), folder, { recursive: true });
  cpSync(join(HERE, "app"), frame ? join(folder, "app") : folder, { recursive: true });
  return folder;
}

/** All files below a folder. */
export function listed(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));
}

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".css": "text/css" };
/** As strict as a page can be that runs wasm: nothing may be fetched at all. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'";

/** Serves a built folder. */
export async function serve(folder, policy) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    try {
      const body = await readFile(join(folder, normalize(path === "/" ? "/index.html" : path)));
      const headers = { "content-type": TYPES[extname(path === "/" ? ".html" : path)] ?? "application/octet-stream" };
      if (path === "/") headers["content-type"] = TYPES[".html"];
      response.writeHead(200, policy ? { ...headers, "content-security-policy": policy } : headers).end(body);
    } catch {
      response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
