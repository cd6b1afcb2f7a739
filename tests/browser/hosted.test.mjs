// The hosted page around the element: the visitor's language, sharing the code that is shown, links where nothing runs.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ask, part } from "./browser.mjs";
import { host } from "./host.mjs";
import { serve } from "./server.mjs";
import { stage } from "./stage.mjs";

const DUMP = await readFile(new URL("./fixtures/unionpay-pos-0210-field-39-51.hex", import.meta.url), "utf8");
const { browser, server } = await stage(serve);

async function visit(path, options) {
  const context = await browser.newContext({ serviceWorkers: "block", ...options });
  const page = await context.newPage();
  await page.goto(server.url + path);
  return { page, context };
}
const ready = (page) => page.waitForFunction(() => document.querySelector("field39-explainer")?.state === "ready");
const spoken = (page) => page.evaluate(() => [document.documentElement.lang, document.querySelector("field39-explainer").shadowRoot.querySelector("[part=frame]").lang]);

for (const [locale, path, tag] of [["en-US", "", "en"], ["zh-TW", "", "zh-Hans"], ["fr-FR", "", "en"], ["en-US", "?lang=zh-Hans", "zh-Hans"], ["zh-CN", "?lang=en", "en"]]) {
  test(`a visitor who reads ${locale} at "${path}" is spoken to in ${tag}`, async () => {
    const { page, context } = await visit(path, { locale });
    await ready(page);
    assert.deepEqual(await spoken(page), [tag, tag]);
    await context.close();
  });
}

test("a language that was switched to is found again after a reload, and by the link to the code", async () => {
  const { page, context } = await visit("");
  await ready(page);
  await ask(page, "51");
  const share = page.locator(".share button").last();
  await share.waitFor();
  assert.equal(new URL(page.url()).search, "", "nobody has switched");
  assert.equal(await share.innerText(), "复制链接");
  await part(page, "language").click();
  await page.waitForFunction(() => location.search === "?lang=en");
  assert.equal(await share.innerText(), "Copy link");
  await page.reload();
  await ready(page);
  assert.deepEqual(await spoken(page), ["en", "en"]);
  await context.close();
});

test("what is shared is the code that is shown, or nothing", async () => {
  const { page, context } = await visit("", { permissions: ["clipboard-read", "clipboard-write"] });
  await ready(page);
  const share = page.locator(".share button").last();
  const link = async () => {
    await share.click();
    return new URL(await page.evaluate(() => navigator.clipboard.readText())).pathname;
  };
  await ask(page, "51");
  await share.waitFor();
  assert.equal(await link(), "/zh/codes/unionpay-pos/51/");
  for (const [text, what] of [["ZZ", "unlisted"], ["51", undefined], ["", "empty"], ["51", undefined], [DUMP, "a message"]]) {
    await ask(page, text);
    if (what) {
      await page.waitForTimeout(1200);
      assert.ok(await share.isHidden(), what);
    } else await share.waitFor();
  }
  await ask(page, "R0");
  await part(page, "elsewhere").locator("[role=option]").first().click();
  await share.waitFor();
  assert.equal(await link(), "/zh/codes/visa/R0/");
  await context.close();
});

test("without a script, and without WebAssembly, the page and the frame lead to the tables", async () => {
  const files = await host();
  for (const path of ["/", "/embed/"]) {
    for (const javaScriptEnabled of [false, true]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.addInitScript(() => delete globalThis.WebAssembly);
      await page.goto(files.origin + path);
      const link = page.getByRole("link", { name: "应答码对照表" });
      await link.waitFor();
      const address = new URL(await link.getAttribute("href"), files.origin + path).href;
      assert.equal((await context.request.get(address)).status(), 200, address);
      await context.close();
    }
  }
  files.close();
});
