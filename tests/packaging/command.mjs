// Runs the command of the package, for the tests of what it prints.
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const CLI = fileURLToPath(new URL("../../npm/dist/cli.js", import.meta.url));

/** No more of this machine's surroundings than the command needs. */
const surroundings = (more) => ({ PATH: process.env.PATH, LANG: "C", ...more });

/** Runs it with all input at hand. */
export function run(args, { input = "", env = {} } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { input, encoding: "utf8", env: surroundings(env) });
  return { status, stdout, stderr };
}

/** Runs it behind a pipe into which `produce` writes when it pleases. */
export async function runBehind(produce, args, { env = {} } = {}) {
  const child = spawn(process.execPath, [CLI, ...args], { env: surroundings(env) });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (part) => (said[name] += part));
  // Who has read enough hangs up.
  child.stdin.on("error", () => {});
  const ended = new Promise((resolve) => child.on("close", resolve));
  await produce(child.stdin);
  child.stdin.end();
  return { status: await ended, ...said };
}
