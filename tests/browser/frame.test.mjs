// The frame: works under every sandbox that lets scripts run, sends nothing anywhere, and talks with its parent in a
// protocol of five messages.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";
import { host, visit } from "./host.mjs";
import { stage } from "./stage.mjs";

const DUMP = await readFile(new URL("./fixtures/unionpay-pos-0210-field-39-51.hex", import.meta.url), "utf8");
const { browser, server: files } = await stage(host);

/** A page of another origin around the frame, under a policy that lets in the frame and its script alone. */
async function around(attributes, { query = "lang=en&default-system=unionpay-pos", script = true, more = "", also = "", from = files } = {}) {
  const body =
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Help</title></head><body>` +
    `<iframe title="Codes" src="${from.origin}/embed/?${query}" ${attributes}></iframe>${more}` +
    (script ? `<script type="module" src="${from.origin}/frame.js"></script>` : "") +
    "</body></html>";
  const policy = `default-src 'none'; frame-src ${from.origin} ${also}; script-src ${from.origin}; style-src 'none'`;
  const centre = await host((path) => (path === "/" ? { body, policy } : undefined));
  const before = () => {
    globalThis.said = [];
    addEventListener("message", ({ data }) => said.push(data));
  };
  const visited = await visit(browser, `${centre.origin}/`, { before });
  const frame = visited.page.frames().find((frame) => frame.url().includes("/embed/"));
  const inside = (name) => frame.locator(`field39-explainer [part="${name}"]`);
  await frame.waitForFunction(() => document.querySelector("field39-explainer")?.state === "ready");
  return { ...visited, frame, inside, close: () => Promise.all([visited.context.close(), centre.close()]) };
}
const said = (page, type) => page.evaluate((type) => globalThis.said.filter((one) => one.type === type), type);

const SANDBOXES = {
  "no sandbox": "",
  "scripts alone": 'sandbox="allow-scripts"',
  "scripts and origin": 'sandbox="allow-scripts allow-same-origin"',
  "the recommended one": 'sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" allow="clipboard-write" referrerpolicy="no-referrer"',
};
for (const [name, attributes] of Object.entries(SANDBOXES)) {
  test(`codes and messages are answered in a frame with ${name}`, async () => {
    const { page, frame, inside, seen, close } = await around(attributes);
    await inside("input").fill("51");
    assert.equal(await inside("card").first().getAttribute("data-code"), "51");
    await inside("input").fill(DUMP);
    await inside("fields").waitFor();
    assert.equal(await inside("card").first().getAttribute("data-code"), "51");
    assert.deepEqual(seen.violations, []);
    assert.deepEqual(seen.console, []);
    assert.equal((await said(page, "ready")).length, 1);
    const asked = files.asked.filter((path) => path.startsWith("/embed/"));
    assert.deepEqual([...new Set(asked)].sort(), ["/embed/", "/embed/rest.js"]);
    await close();
    files.asked.length = 0;
  });
}

test("the document allows no connection and holds it: nothing is asked for after load, nothing is kept", async () => {
  const html = await (await fetch(`${files.origin}/embed/`)).text();
  const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(html);
  for (const rule of ["default-src 'none'", "connect-src 'none'", "trusted-types 'none'", "form-action 'none'", "base-uri 'none'"]) assert.ok(policy.includes(rule), rule);
  assert.doesNotMatch(policy, /unsafe-inline|'self'|https?:/);
  const { frame, inside, seen, page, close } = await around("");
  await page.waitForLoadState("networkidle");
  const loaded = seen.requests.length;
  const refused = await frame.evaluate(() => fetch("/embed/").then(() => false, () => true));
  assert.ok(refused, "the browser refuses a request of the frame");
  seen.violations.length = 0;
  for (const text of ["R0", "余额不足", DUMP, "4111111111111111", "{\"code\":\"insufficient_funds\"}"]) {
    await inside("input").fill(text);
    await page.waitForTimeout(50);
  }
  assert.equal(seen.requests.length, loaded);
  const kept = await frame.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length]);
  assert.deepEqual(kept, [0, 0, "", 0]);
  assert.doesNotMatch(JSON.stringify(await page.evaluate(() => globalThis.said)), /4111|4761|insufficient_funds/);
  await close();
});

test("the frame takes the height of its content, and the script gives it", async () => {
  const { page, inside, close } = await around("");
  await inside("input").fill("51");
  await inside("card").first().waitFor();
  await page.waitForTimeout(200);
  const [height, last] = await page.evaluate(() => [document.querySelector("iframe").style.height, globalThis.said.filter(({ type }) => type === "resize").at(-1)]);
  assert.equal(height, `${last.height}px`);
  assert.ok(last.height > 300);
  assert.deepEqual([last.source, last.v], ["field39-explainer", 1]);
  await close();
});

test("theme and language come by address and by message, also when set before the frame was there", async () => {
  const { page, frame, close } = await around('data-theme="dark" data-lang="zh-CN"', { query: "theme=light&lang=en" });
  const state = () =>
    frame.evaluate(() => {
      const element = document.querySelector("field39-explainer");
      return [element.theme, document.querySelector("meta[name=color-scheme]").content, getComputedStyle(element).colorScheme, element.shadowRoot.querySelector("[part=frame]").lang];
    });
  await frame.waitForFunction(() => document.querySelector("field39-explainer").shadowRoot.querySelector("[part=frame]").lang === "zh-Hans");
  assert.deepEqual(await state(), ["dark", "dark", "dark", "zh-Hans"]);
  await page.evaluate(() => (document.querySelector("iframe").dataset.theme = "light"));
  await frame.waitForFunction(() => document.querySelector("field39-explainer").theme === "light");
  await close();
  const plain = await around("", { query: "theme=dark&lang=en", script: false });
  assert.equal(await plain.frame.evaluate(() => getComputedStyle(document.querySelector("field39-explainer")).colorScheme), "dark");
  await plain.close();
});

test("a script that comes after the frame still brings it its settings, now and later, and its height", async () => {
  const late = await host((path) => (path === "/frame.js" ? { wait: 600 } : undefined));
  const { page, frame, close } = await around('data-theme="dark"', { query: "lang=en", from: late });
  assert.equal((await said(page, "ready")).length, 1);
  await frame.waitForFunction(() => document.querySelector("field39-explainer").theme === "dark");
  await page.waitForFunction(() => parseFloat(document.querySelector("iframe").style.height) > 100);
  await page.evaluate(() => (document.querySelector("iframe").dataset.theme = "light"));
  await frame.waitForFunction(() => document.querySelector("field39-explainer").theme === "light");
  await close();
  late.close();
});

for (const [what, answer] of Object.entries({
  "is not there": { status: 404, body: "" },
  "is not there, and that takes time": { status: 404, body: "", wait: 800 },
  "was changed": { body: (file) => Buffer.concat([file, Buffer.from(" ")]), type: "text/javascript" },
})) {
  test(`a message in a frame whose second script ${what} gets a sentence instead of an endless wait`, async () => {
    const broken = await host((path) => (path === "/embed/rest.js" ? answer : undefined));
    const { inside, close } = await around("", { from: broken });
    await inside("input").fill(DUMP);
    await inside("failure").waitFor();
    assert.ok((await inside("failure").innerText()).length > 10);
    await inside("input").fill("51");
    assert.equal(await inside("card").first().getAttribute("data-code"), "51");
    await close();
    broken.close();
  });
}

test("settings by message: codes of the host, a query, whom to call", async () => {
  const { page, frame, inside, close } = await around("", { script: false });
  await page.evaluate(() => {
    const extraCodes = [{ code: "X7", verdict: "stop", title: "House rule", meaning: "Ours.", source: "Us" }];
    const config = { source: "field39-explainer", v: 1, type: "config", query: "X7", extraCodes, contact: { name: "Acme", phone: "100" } };
    document.querySelector("iframe").contentWindow.postMessage(config, "*");
  });
  await inside("card").first().waitFor();
  assert.equal(await inside("card").first().getAttribute("data-code"), "X7");
  assert.match(await inside("contact").innerText(), /Acme/);
  await close();
});

test("what a person opens is told to the parent, as a code", async () => {
  const { page, inside, close } = await around("");
  await page.evaluate(() => {
    globalThis.opened = [];
    document.addEventListener("field39-select", (event) => opened.push([event.target.localName, event.detail]));
  });
  await inside("input").fill("R0");
  await inside("elsewhere").locator("[role=option]").first().click();
  const [select] = await said(page, "select");
  assert.deepEqual([select.system, select.code], ["visa", "R0"]);
  assert.equal(select.url, `${files.origin}/en/codes/visa/R0/`);
  await page.waitForFunction(() => globalThis.opened.length === 1);
  assert.deepEqual(await page.evaluate(() => [globalThis.opened[0][0], globalThis.opened[0][1].code]), ["iframe", "R0"]);
  await close();
});

test("strangers are not heard: neither by the frame nor by the script", async () => {
  const stranger = await host(() => ({
    body: `<!doctype html><title>Other</title><script>
      parent.postMessage({ source: "field39-explainer", v: 1, type: "resize", height: 4321 }, "*");
      setInterval(() => parent.frames[0].postMessage({ source: "field39-explainer", v: 1, type: "config", theme: "dark", query: "51" }, "*"), 50);
    </script>`,
  }));
  const more = `<iframe title="Other" src="${stranger.origin}/"></iframe>`;
  const { page, frame, close } = await around("", { query: "lang=en&theme=light", more, also: stranger.origin });
  await page.waitForTimeout(500);
  assert.ok((await said(page, "resize")).some(({ height }) => height === 4321), "the stranger has spoken");
  assert.ok((await page.evaluate(() => [...document.querySelectorAll("iframe")].map((frame) => frame.style.height))).every((height) => height !== "4321px"));
  assert.deepEqual(await frame.evaluate(() => [document.querySelector("field39-explainer").theme, document.querySelector("field39-explainer").query]), ["light", ""]);
  await page.evaluate(() => document.querySelector("iframe").contentWindow.postMessage({ source: "field39-explainer", v: 2, type: "config", query: "51" }, "*"));
  await page.waitForTimeout(100);
  assert.equal(await frame.evaluate(() => document.querySelector("field39-explainer").query), "", "another version of the protocol is not heard");
  await close();
  stranger.close();
});

test("the document is light enough to be a frame", async () => {
  const html = Buffer.from(await (await fetch(`${files.origin}/embed/`)).arrayBuffer());
  const packed = brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: html.length } });
  assert.ok(packed.length <= 150_000, `${packed.length} bytes`);
});
