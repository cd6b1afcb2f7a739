// Serves dist/ as a careful host would: under the policies of SECURITY.md, over plain HTTP on a port of its own.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain",
  ".xml": "application/xml",
  ".webmanifest": "application/manifest+json",
};
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";
/** What SECURITY.md recommends for the hosted page. Pages of codes bring their own policy with them. */
export const HOSTED =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types field39-worker";

/** Starts the server; `page(path)` may give a page or a file of the test's own. */
export async function serve(page = () => undefined, hosted = HOSTED) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const name = normalize(path.endsWith("/") ? `${path}index.html` : path);
    try {
      const own = page(path);
      const body = own ?? (await readFile(join(DIST, name)));
      const type = own && !extname(path) ? TYPES[".html"] : (TYPES[extname(name)] ?? "application/octet-stream");
      const policy = path === "/" ? hosted : /^\/\w\w\//.test(path) ? "frame-ancestors 'none'" : POLICY;
      response.writeHead(200, { "content-type": type, "content-security-policy": policy, "cache-control": "no-cache" });
      response.end(body);
    } catch {
      response.writeHead(path === "/favicon.ico" ? 204 : 404);
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A test that fails before it closes its server does not keep the run from ending.
  server.unref();
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}
