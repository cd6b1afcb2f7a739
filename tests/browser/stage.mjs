// What a file of tests works with: a browser, and a host where it wants one. Both are gone after its last test.
import { after } from "node:test";
import { launch } from "./browser.mjs";

/** `serving()` starts the host, as `serve` of server.mjs and `host` of host.mjs do. */
export async function stage(serving) {
  const browser = await launch();
  const server = await serving?.();
  after(async () => {
    await browser.close();
    server?.close();
  });
  return { browser, server };
}
