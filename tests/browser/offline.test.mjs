// The hosted page as an app: works without a network after one visit, keeps its own files only, updates safely.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ask, input, part } from "./browser.mjs";
import { POLICY, serve } from "./server.mjs";
import { stage } from "./stage.mjs";

const DUMP = await readFile(new URL("./fixtures/unionpay-pos-0210-field-39-51.hex", import.meta.url), "utf8");
const WORKER = await readFile(new URL("../../dist/worker.js", import.meta.url), "utf8");
const { browser } = await stage();

/** A page whose element is ready, with its console and violations written down. */
async function visit(context, url) {
  const page = await context.newPage();
  page.seen = [];
  page.on("console", (message) => page.seen.push(`${message.text()} ${message.location().url}`));
  page.on("pageerror", (error) => page.seen.push(error.message));
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector("field39-explainer")?.state === "ready");
  return page;
}
const kept = (page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
    return { names, urls: all.flat().sort() };
  });
const ready = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null));
const card = async (page) => {
  const first = part(page, "card").first();
  await first.waitFor();
  return [await first.getAttribute("data-system"), await first.getAttribute("data-code")];
};

test("with the server stopped a second visit answers a code and a dump", async () => {
  const server = await serve();
  const context = await browser.newContext();
  const page = await visit(context, server.url);
  await ready(page);
  await page.close();
  server.close();
  const second = await visit(context, server.url);
  await ask(second, "51");
  assert.deepEqual(await card(second), ["unionpay-pos", "51"]);
  await ask(second, DUMP);
  await part(second, "fields").first().waitFor();
  assert.deepEqual(await card(second), ["unionpay-pos", "51"]);
  await second.evaluate(() => document.querySelector("field39-explainer").setAttribute("lang", "en"));
  await second.waitForFunction(() => /Insufficient/.test(document.querySelector("field39-explainer").shadowRoot.textContent));
  assert.deepEqual(second.seen, [], "nothing on the console");
  const files = [...WORKER.matchAll(/\["([^"]+)","[\w+/=]+"\]/g)].map(([, path]) => new URL(path, server.url).href);
  const cache = await kept(second);
  assert.deepEqual(cache.urls, files.sort(), "the build's files and nothing that was typed");
  assert.equal(cache.names.length, 1);
  // The page of a code was never visited: the same code on the page that is kept.
  await second.goto(`${server.url}zh/codes/visa/51/`);
  assert.equal(second.url(), `${server.url}?lang=zh-Hans#code=visa:51`);
  assert.deepEqual(await card(second), ["visa", "51"]);
  await context.close();
});

test("an open page keeps its build; the next visit gets the new one, and the old files go", async () => {
  let build = 1;
  const server = await serve((path) => (build === 2 && path === "/worker.js" ? WORKER.replace(/field39-[0-9a-f]{16}/, "field39-second") : undefined));
  const context = await browser.newContext();
  const page = await visit(context, server.url);
  await ready(page);
  const [first] = (await kept(page)).names;
  build = 2;
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()));
  await page.waitForFunction(() => navigator.serviceWorker.getRegistration().then((registration) => registration.waiting !== null));
  const names = (await kept(page)).names;
  assert.deepEqual(names, [first, "field39-second"], "both builds are there while the page is open");
  await page.evaluate(() => document.querySelector("field39-explainer").setAttribute("lang", "en"));
  await ask(page, "51");
  assert.deepEqual(await card(page), ["unionpay-pos", "51"]);
  // The only page of the old build is loaded again: its reload is the moment for the new one.
  await page.reload();
  await page.waitForFunction(() => caches.keys().then((names) => names.length === 1 && names[0] === "field39-second"));
  await page.waitForFunction(() => document.querySelector("field39-explainer")?.state === "ready");
  await ask(page, "98");
  assert.deepEqual(await card(page), ["unionpay-pos", "98"]);
  await context.close();
  server.close();
});

test("under a policy that allows no service worker nothing is tried", async () => {
  const server = await serve(undefined, POLICY);
  const context = await browser.newContext();
  const page = await visit(context, server.url);
  await ask(page, "51");
  await page.waitForTimeout(1500);
  assert.equal(await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one ?? null)), null);
  assert.deepEqual(page.seen, []);
  await context.close();
  server.close();
});

test("a file that is not the build's is not kept", async () => {
  const server = await serve((path) => (path === "/page.css" ? "body { color: red }" : undefined));
  const context = await browser.newContext();
  const page = await visit(context, server.url);
  await page.waitForFunction(() => navigator.serviceWorker.getRegistration().then((one) => one && !one.installing));
  assert.equal(await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one?.active ?? null)), null);
  await context.close();
  server.close();
});

test("a link with a code shows it, on load and afterwards; a paste enters no link", async () => {
  const server = await serve();
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await visit(context, `${server.url}#code=visa:05`);
  assert.deepEqual(await card(page), ["visa", "05"]);
  await page.evaluate(() => (location.hash = "#code=alipay-gateway:v3%3Afile-check-fail"));
  await page.locator('field39-explainer [part="card"][data-system="alipay-gateway"]').waitFor();
  await page.locator(".share button").last().click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, `${server.url}zh/codes/alipay-gateway/v3~3afile-check-fail/`);
  const answer = await context.request.get(copied);
  assert.match(await answer.text(), /v3:file-check-fail/);
  await ask(page, DUMP);
  await part(page, "fields").first().waitFor();
  assert.doesNotMatch(page.url(), /47617390|0210/);
  assert.ok(await page.locator(".share").isHidden(), "a message is not shared");
  await context.close();
  server.close();
});

test("the page can be installed, and the shortcuts of the app work", async () => {
  const server = await serve();
  const context = await browser.newContext();
  const page = await visit(context, `${server.url}#decode`);
  assert.ok(await input(page).evaluate((element) => element.getRootNode().activeElement === element), "the input is in focus");
  await page.waitForFunction(() => document.querySelector("field39-explainer").mode === "decode");
  const devtools = await context.newCDPSession(page);
  const { errors, data } = await devtools.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  for (const { src, sizes, type } of manifest.icons) {
    const picture = await context.request.get(new URL(src, server.url).href);
    assert.equal(picture.headers()["content-type"], type);
    if (type !== "image/png") continue;
    const bytes = await picture.body();
    assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes);
  }
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"), []);
  await context.close();
  server.close();
});
