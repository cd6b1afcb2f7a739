// What people get on the hosted page, in a real Chromium, under a strict policy.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ask, everything, input, open, part } from "./browser.mjs";
import { serve } from "./server.mjs";
import { stage } from "./stage.mjs";

const DUMP = await readFile(new URL("./fixtures/unionpay-pos-0210-field-39-51.hex", import.meta.url), "utf8");
const CARD_NUMBER = /4761\W*7390\W*0101\W*0119|47\W*61\W*73\W*90\W*01\W*01\W*01\W*19/;
const { browser, server } = await stage(serve);

const card = async (page) => ({
  verdict: await part(page, "card").first().getAttribute("data-verdict"),
  code: await part(page, "card").first().getAttribute("data-code"),
  system: await part(page, "card").first().getAttribute("data-system"),
});

test("codes, words and a message give the right card, and nothing leaves the page", async () => {
  const { page, context, seen } = await open(browser, server.url);
  const loaded = seen.requests.length;
  const expected = [
    ["R0", { verdict: "unlisted", code: "R0", system: "unionpay-pos" }],
    ["51", { verdict: "fix-now", code: "51", system: "unionpay-pos" }],
    ["A0", { verdict: "shop-fix", code: "A0", system: "unionpay-pos" }],
    ["余额不足", { verdict: "fix-now", code: "51", system: "unionpay-pos" }],
    ["98", { verdict: "unknown", code: "98", system: "unionpay-pos" }],
    [DUMP, { verdict: "fix-now", code: "51", system: "unionpay-pos" }],
  ];
  for (const [text, answer] of expected) {
    await ask(page, text);
    assert.deepEqual(await card(page), answer, text);
  }
  assert.match(page.url().slice(server.url.length), /^(#code=[\w-]+:[\w%-]{1,20})?$/, "a link holds a code, never a paste");
  assert.doesNotMatch(await everything(page), CARD_NUMBER, "the card number is nowhere in the page");
  await ask(page, "Z3");
  assert.notEqual((await card(page)).verdict, "paid");
  await ask(page, "R0");
  assert.match(await part(page, "elsewhere").innerText(), /Visa/);
  assert.match(await part(page, "misread").innerText(), /成功/);
  assert.equal(seen.requests.length, loaded, "no request after load");
  assert.deepEqual(seen.console, [], "nothing on the console");
  assert.deepEqual(seen.violations, [], "no policy violation");
  const kept = await page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    document.cookie,
    (await indexedDB.databases()).length,
    // The service worker keeps the build's files (offline.test.mjs) under a name of its own.
    (await caches.keys().catch(() => [])).filter((name) => !/^field39-[0-9a-f]{16}$/.test(name)).length,
  ]);
  assert.deepEqual(kept, [0, 0, "", 0, 0], "nothing is stored");
  await context.close();
});

test("a card number alone is hidden and not looked up", async () => {
  const { page, context } = await open(browser, server.url);
  await ask(page, "4761 7390 0101 0119");
  assert.equal(await part(page, "guard").count(), 1);
  assert.equal(await part(page, "card").count(), 0);
  assert.doesNotMatch(await everything(page), CARD_NUMBER);
  await context.close();
});

test("language, system and examples are one tap away", async () => {
  const { page, context } = await open(browser, server.url);
  await page.locator("field39-explainer .chip.code").first().click();
  assert.equal((await card(page)).code, "51");
  await part(page, "language").click();
  await page.waitForFunction(() => /Insufficient/.test(document.querySelector("field39-explainer").shadowRoot.textContent));
  await page.locator("field39-explainer .chip[data-system=visa]").click();
  assert.equal((await card(page)).system, "visa");
  assert.match(await part(page, "again").innerText(), /20 tries in 30 days|Again/);
  await context.close();
});

test("a row elsewhere opens as the card", async () => {
  const { page, context } = await open(browser, server.url);
  await ask(page, "R0");
  await part(page, "elsewhere").locator("button").first().click();
  assert.deepEqual(await card(page), { verdict: "stop", code: "R0", system: "visa" });
  await context.close();
});

test("the customer's screen has two languages and no code", async () => {
  const { page, context } = await open(browser, server.url);
  await ask(page, "41");
  await part(page, "show-customer").click();
  const text = await part(page, "customer").innerText();
  assert.match(text, /another card/);
  assert.match(text, /换一张卡/);
  assert.doesNotMatch(text, /41|lost|stolen|挂失|被窃/i);
  await context.close();
});

test("a field and its bytes light each other up", async () => {
  const { page, context } = await open(browser, server.url, { width: 1280, height: 900 });
  await ask(page, DUMP);
  const lit = () => page.locator("field39-explainer [data-on]").evaluateAll((all) => all.map((one) => [one.dataset.path, one.closest("[part=hex], [part=fields]").getAttribute("part")]));
  await part(page, "fields").locator('[data-path="39"]').click();
  assert.deepEqual(await lit(), [["39", "hex"], ["39", "fields"]]);
  await part(page, "hex").locator('[data-path="41"]').first().click();
  assert.deepEqual([...new Set((await lit()).map(([path]) => path))], ["41"]);
  await context.close();
});

test("keys typed before the wasm is ready are kept", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route("**/field39.wasm", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 800));
    await route.continue();
  });
  await page.goto(server.url);
  await input(page).pressSequentially("A0");
  await part(page, "card").waitFor();
  assert.equal(await input(page).inputValue(), "A0");
  assert.equal((await card(page)).code, "A0");
  await context.close();
});

test("the first four parts of the card fit a small phone, in both languages", async () => {
  for (const lang of ["zh-Hans", "en"]) {
    const { page, context } = await open(browser, server.url);
    await page.evaluate((lang) => document.querySelector("field39-explainer").setAttribute("lang", lang), lang);
    for (const text of ["R0", "51", "A0", "98"]) {
      await ask(page, text);
      const bottom = await part(page, "again").evaluate((element) => element.getBoundingClientRect().bottom);
      assert.ok(bottom <= 640, `${lang} ${text}: "again" ends at ${bottom}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 360, `${lang} ${text}: ${wide} px wide`);
    }
    await context.close();
  }
});

test("bad input gets a clear answer", async () => {
  const { page, context, seen } = await open(browser, server.url);
  await ask(page, `${DUMP.trim()} 4`);
  assert.match(await part(page, "diagnostic").first().innerText(), /奇数/);
  await ask(page, DUMP.trim().slice(0, 180));
  assert.match((await part(page, "diagnostic").allInnerTexts()).join(" "), /断开/);
  assert.ok((await part(page, "fields").locator("[data-path]").count()) > 8, "all that precedes the break is shown");
  await ask(page, "\u0000\u0001\ufffd binary noise \u0007");
  await ask(page, "30".repeat(500_000));
  await ask(page, "");
  assert.equal(await page.locator("field39-explainer .chip.code").count(), 5);
  assert.deepEqual(seen.console, []);
  await context.close();
});
