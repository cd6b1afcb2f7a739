// How each bundler makes a site of the little application. A builder gives a folder to serve, or an address that is served.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { createServer as createSocket } from "node:net";
import { join } from "node:path";
import { PLACE, application, use } from "./workbench.mjs";

const vite = (version, config = {}) => async (root) => {
  const { createServer } = await use(`vite${version}`);
  const server = await createServer({
    root,
    configFile: false,
    logLevel: "error",
    cacheDir: join(root, ".vite"),
    server: { host: "127.0.0.1", port: await freePort(), fs: { allow: [PLACE] } },
    ...config,
  });
  await server.listen();
  return { url: server.resolvedUrls.local[0], close: () => server.close() };
};

const viteBuild = (version) => async (root) => {
  const { build } = await use(`vite${version}`);
  // Up to 7, workers are single files unless one says so, and those cannot import the other half of the words.
  await build({ root, configFile: false, logLevel: "error", build: { outDir: "dist" }, worker: { format: "es" } });
  return { folder: join(root, "dist") };
};

async function webpack(root) {
  const { default: webpack } = await use("webpack");
  const compiler = webpack({ mode: "production", context: root, entry: "./main.js", output: { path: join(root, "dist") }, performance: { hints: false } });
  const stats = await new Promise((resolve, reject) => compiler.run((error, stats) => (error ? reject(error) : resolve(stats))));
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString({ colors: false }));
  writeFileSync(join(root, "dist", "index.html"), '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body><script src="main.js"></script>');
  return { folder: join(root, "dist") };
}

async function rollup(root) {
  const [{ rollup }, { nodeResolve }] = [await use("rollup"), await use("@rollup/plugin-node-resolve")];
  const onwarn = (warning) => {
    throw new Error(warning.message);
  };
  const bundle = await rollup({ input: join(root, "main.js"), plugins: [nodeResolve({ browser: true })], onwarn });
  await bundle.write({ dir: join(root, "dist"), format: "es" });
  await bundle.close();
  copyFileSync(join(root, "index.html"), join(root, "dist", "index.html"));
  return { folder: join(root, "dist") };
}

const esbuild = (splitting) => async (root) => {
  const { build } = await use("esbuild");
  const { warnings } = await build({ entryPoints: [join(root, "main.js")], bundle: true, format: "esm", splitting, outdir: join(root, "dist"), logLevel: "error" });
  if (warnings.length > 0) throw new Error(JSON.stringify(warnings));
  copyFileSync(join(root, "index.html"), join(root, "dist", "index.html"));
  return { folder: join(root, "dist") };
};

async function parcel(root) {
  const bin = join(PLACE, "node_modules", "parcel", "lib", "bin.js");
  const args = ["build", "index.html", "--dist-dir", "dist", "--no-cache", "--no-source-maps", "--public-url", "./"];
  execFileSync(process.execPath, [bin, ...args], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  return { folder: join(root, "dist") };
}

const next = (bundler) => async (root) => {
  const bin = join(PLACE, "node_modules", "next", "dist", "bin", "next");
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
  execFileSync(process.execPath, [bin, "build", `--${bundler}`], { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
  const port = await freePort();
  const server = spawn(process.execPath, [bin, "start", "-p", String(port), "-H", "127.0.0.1"], { cwd: root, env, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}/`;
  await answering(url);
  return { url, close: () => server.kill(), folder: join(root, ".next", "static") };
};

/** Name -> what it is made of, how, and what the application leaves out there. */
export const BUNDLERS = {
  "Vite 5, dev": { make: vite(5), url: "network" },
  "Vite 5, dev, not optimised": { make: vite(5, { optimizeDeps: { exclude: ["field39"] } }) },
  "Vite 5, build": { make: viteBuild(5), strict: true },
  "Vite 6, dev": { make: vite(6), url: "network" },
  "Vite 6, build": { make: viteBuild(6) },
  "Vite 7, dev": { make: vite(7), url: "network" },
  "Vite 7, build": { make: viteBuild(7) },
  "Vite 8, dev": { make: vite(8) },
  "Vite 8, build": { make: viteBuild(8), strict: true },
  webpack: { make: webpack },
  Parcel: { make: parcel },
  Rollup: { make: rollup, url: "network", leaveOut: ["worker"], strict: true },
  "esbuild, one file": { make: esbuild(false), url: "network", leaveOut: ["worker"], strict: true },
  "esbuild, splitting": { make: esbuild(true), url: "network", leaveOut: ["worker"], strict: true },
  "Next, Turbopack": { make: next("turbopack"), frame: "next" },
  "Next, webpack": { make: next("webpack"), frame: "next" },
};

/** A site made from a fresh copy of the application. */
export function made(name) {
  const { make, frame } = BUNDLERS[name];
  return make(application(name.toLowerCase().replace(/\W+/g, "-"), frame));
}

/** A port that nobody has. */
export async function freePort() {
  const socket = createSocket().listen(0, "127.0.0.1");
  await new Promise((resolve) => socket.once("listening", resolve));
  const { port } = socket.address();
  await new Promise((resolve) => socket.close(resolve));
  return port;
}

/** Waits for a server to answer. */
export async function answering(url) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await fetch(url).then((response) => response.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}
