// A host for tests of its own: serves dist/ as the place of the script, and pages that the test writes, each under the
// policy that the test wants, with faults where it wants them.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/**
 * Starts a host. `answer(path)` may give `{ body, type, status, policy, wait }` in place of a file of dist/; a body may be
 * a function of the file's bytes. `asked` lists every path that was asked for.
 */
export async function host(answer = () => undefined) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    if (path === "/favicon.ico") return response.writeHead(204).end();
    asked.push(path);
    const own = answer(path) ?? {};
    const name = normalize(path.endsWith("/") ? `${path}index.html` : path);
    const file = await readFile(join(DIST, name)).catch(() => undefined);
    const body = typeof own.body === "function" ? own.body(file) : (own.body ?? file);
    await new Promise((resolve) => setTimeout(resolve, own.wait ?? 0));
    const headers = {
      "content-type": own.type ?? (own.body && typeof own.body === "string" ? TYPES[".html"] : (TYPES[extname(name)] ?? "application/octet-stream")),
      "access-control-allow-origin": "*",
      ...(own.policy && { "content-security-policy": own.policy }),
    };
    response.writeHead(own.status ?? (body === undefined ? 404 : 200), headers);
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A test that fails before it closes its host does not keep the run from ending.
  server.unref();
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, asked, close: () => server.close() };
}

/** A page with the script tag of `origin` and what the test puts into the body. */
export const scriptPage = (origin, body, { lang = "zh-Hans", head = "" } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Help</title>${head}` +
  `<script type="module" src="${origin}/field39-explainer.js" crossorigin="anonymous"></script></head><body>${body}</body></html>`;

/** The policy line of the README, for a page whose script is on `origin`. */
export const strictPolicy = (origin) =>
  `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; ` +
  "require-trusted-types-for 'script'; trusted-types 'none'";

/** Opens a page and writes down what the element and the browser say. `before` runs ahead of any script. */
export async function visit(browser, url, { before, viewport = { width: 360, height: 640 }, ...options } = {}) {
  const context = await browser.newContext({ viewport, ...options });
  const page = await context.newPage();
  const seen = { console: [], violations: [], events: [], requests: [] };
  page.on("console", (message) => seen.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => seen.console.push(`error: ${error.message}`));
  page.on("request", (request) => seen.requests.push(request.url()));
  await page.exposeFunction("__seen", (kind, what) => seen[kind].push(what));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => __seen("violations", `${event.violatedDirective} ${event.blockedURI}`));
    for (const name of ["ready", "result", "select", "copy", "error"]) {
      addEventListener(`field39-${name}`, (event) => __seen("events", [name, event.detail, event.target.localName]));
    }
  });
  if (before) await page.addInitScript(before);
  await page.goto(url);
  return { page, context, seen };
}

/** Waits until the element is in this state. */
export const reaches = (page, state, index = 0) =>
  page.waitForFunction(([state, index]) => document.querySelectorAll("field39-explainer")[index]?.state === state, [state, index]);

/** Waits until everything that is fetched when the page rests has come: the words of both languages are the last. */
export async function rests(page) {
  await reaches(page, "ready");
  await page.waitForFunction(() => {
    const names = performance.getEntriesByType("resource").map(({ name }) => name);
    return ["en", "zh-Hans"].every((tag) => names.some((name) => name.endsWith(`${tag}.more.pack`)));
  });
  await page.waitForTimeout(50);
}
