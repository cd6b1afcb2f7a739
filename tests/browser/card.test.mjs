// The card: its order, what is on the first screen, what does not move, the customer's screen, the host's own table,
// what is copied and linked, and what is printed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, everything, input, open, part } from "./browser.mjs";
import { serve } from "./server.mjs";
import { stage } from "./stage.mjs";
import { MESSAGES } from "./states.mjs";

/** What merchants meet most. */
const COMMON = ["00", "01", "03", "04", "05", "12", "13", "14", "22", "25", "30", "41", "51", "54", "55", "61", "68", "75", "91", "96"];
const { browser, server } = await stage(serve);

const speak = (page, lang) => page.evaluate((lang) => document.querySelector("field39-explainer").setAttribute("lang", lang), lang);
const code = (page) => part(page, "card").first().getAttribute("data-code");

test("verdict, meaning, steps and again fit 360 x 640 for the twenty commonest codes, in both languages", async () => {
  const { page, context } = await open(browser, server.url);
  for (const lang of ["zh-Hans", "en"]) {
    await speak(page, lang);
    await ask(page, "51");
    for (const text of COMMON) {
      await ask(page, text);
      const boxes = await Promise.all(["verdict", "meaning", "steps", "again"].map((name) => part(page, name).first().boundingBox()));
      for (const [at, box] of boxes.entries()) {
        const above = at ? boxes[at - 1].y + boxes[at - 1].height : 0;
        assert.ok(box.y >= above - 1, `${lang} ${text}: part ${at} begins at ${box.y}, the one before ends at ${above}`);
      }
      const end = boxes[3].y + boxes[3].height;
      assert.ok(end <= 640, `${lang} ${text}: ends at ${end}`);
    }
  }
  await context.close();
});

test("nothing shifts: not while loading, not when the other language arrives", async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  await page.route("**/*.{wasm,pack}", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shifts.push([entry.value, ...entry.sources.map((one) => one.node?.outerHTML?.slice(0, 80))]);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(server.url);
  await page.waitForFunction(() => document.querySelector("field39-explainer").state === "ready");
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate(() => globalThis.shifts), []);
  await context.close();
});

test("the way back from the customer's screen takes two taps or Escape, and the focus returns", async () => {
  const { page, context } = await open(browser, server.url);
  await ask(page, "51");
  const screen = part(page, "customer");
  await part(page, "show-customer").click();
  assert.deepEqual(await screen.boundingBox(), { x: 0, y: 0, width: 360, height: 640 });
  const sizes = await screen.locator("p").evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
  assert.ok(sizes.length === 2 && sizes.every((size) => size >= 28), `${sizes}`);
  await part(page, "back").click();
  assert.ok(await screen.isVisible(), "one tap is not enough");
  await part(page, "back").click();
  assert.ok(!(await screen.isVisible()));
  await part(page, "show-customer").click();
  await page.keyboard.press("Escape");
  assert.ok(!(await screen.isVisible()));
  assert.equal(await page.evaluate(() => document.querySelector("field39-explainer").shadowRoot.activeElement.getAttribute("part")), "show-customer");
  await context.close();
});

test("how it was read is said, and other readings are one tap away", async () => {
  const { page, context } = await open(browser, server.url);
  await ask(page, "RESP: 5l");
  assert.equal(await code(page), "51");
  assert.match(await part(page, "reading").innerText(), /5L 读作 51/);
  await part(page, "reading").locator("button").click();
  assert.equal(await input(page).inputValue(), "5L");
  await ask(page, MESSAGES["unionpay-pos"]);
  const other = part(page, "reading").locator("button").first();
  const name = await other.innerText();
  await other.click();
  assert.ok((await part(page, "reading").innerText()).includes(name));
  await context.close();
});

test("where nothing decides whose code it is, the readings stand side by side and none is chosen beforehand", async () => {
  const { page, context } = await open(browser, server.url);
  await page.evaluate(() => document.querySelector("field39-explainer").setAttribute("default-system", ""));
  await speak(page, "en");
  await ask(page, "97");
  assert.equal(await part(page, "card").count(), 0);
  const tiles = part(page, "ask").locator("button");
  assert.ok((await tiles.count()) > 1);
  assert.equal(await page.locator("field39-explainer .chip[aria-pressed=true]").count(), 0);
  const named = await tiles.last().locator("b").innerText();
  await tiles.last().click();
  assert.equal(await code(page), "97");
  assert.ok((await part(page, "verdict").innerText()).includes(named));
  await context.close();
});

test("a mistake is reported by a public link that carries the code alone", async () => {
  const { page, context } = await open(browser, server.url);
  const href = () => part(page, "report").first().getAttribute("href");
  await ask(page, "应答码 51 怎么回事 小王的店");
  assert.match(await href(), /^https:\/\/[^?]+\?title=unionpay-pos%3A51$/);
  await ask(page, "R0");
  assert.match(await href(), /=unionpay-pos%3AR0$/);
  await context.close();
});

test("the host's own table comes first, in its words, with whom to call; its codes are in no link", async () => {
  const { page, context } = await open(browser, server.url);
  await page.evaluate(() => {
    const element = document.querySelector("field39-explainer");
    element.extraCodes = [{ code: "R0", verdict: "shop-fix", title: "Limit of the day", meaning: "This shop has reached its limit for today.", source: "Handbook, page 4" }];
    element.contact = { name: "Example Acquirer", phone: "ext. 39" };
  });
  await speak(page, "en");
  await ask(page, "R0");
  assert.equal(await part(page, "card").getAttribute("data-system"), "host");
  assert.equal(await part(page, "card").getAttribute("data-verdict"), "shop-fix");
  assert.match(await part(page, "verdict").innerText(), /From this site · Limit of the day/);
  assert.match(await part(page, "steps").innerText(), /Example Acquirer ext\. 39/);
  assert.match(await part(page, "sources").innerText(), /Handbook, page 4/);
  assert.equal(await part(page, "report").count(), 0);
  assert.match(await part(page, "elsewhere").innerText(), /Visa/);
  await context.close();
});

test("copy for support has the numbers of the paste and only the end of the card number", async () => {
  const { page, context } = await open(browser, server.url);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await speak(page, "en");
  await ask(page, MESSAGES["unionpay-pos"]);
  await part(page, "copy").first().click();
  await page.waitForFunction(() => /Copied/.test(document.querySelector("field39-explainer").shadowRoot.querySelector("[part=copy]").textContent));
  const text = await page.evaluate(() => navigator.clipboard.readText());
  for (const wanted of [/51 · unionpay-pos · Not paid/, /\(37\): 123456789012/, /\(11\): 000001/, /\(41\): 12345678/, /•••• 0119/, /Data: [0-9.]+ \d{4}-\d\d-\d\d\+[0-9a-f]{16}/]) assert.match(text, wanted);
  assert.doesNotMatch(text, /4761/);
  await context.close();
});

test("where the clipboard is closed the text is shown, to be copied by hand", async () => {
  const { page, context } = await open(browser, server.url);
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await ask(page, "51");
  await part(page, "copy").first().click();
  assert.match(await part(page, "by-hand").innerText(), /51 · unionpay-pos/);
  await context.close();
});

test("the open answer is printed: no controls, and what was folded is there", async () => {
  const { page, context } = await open(browser, server.url, { width: 794, height: 1123 });
  await ask(page, "51");
  await page.emulateMedia({ media: "print" });
  for (const name of ["input", "chips", "copy", "show-customer", "language"]) assert.ok(!(await part(page, name).first().isVisible()), name);
  assert.ok(await part(page, "meaning").isVisible());
  assert.ok((await part(page, "sources").locator("li").first().boundingBox())?.height > 0, "sources are unfolded");
  const pdf = await page.pdf({ format: "A4" });
  assert.ok(pdf.length > 5000);
  await context.close();
});

test("a long message is quick, and the rest of it is one tap away", async () => {
  const { page, context } = await open(browser, server.url, { width: 1280, height: 900 });
  const tlv = `9F10${"82"}${"0400"}${"41".repeat(1024)}`;
  const started = Date.now();
  await ask(page, tlv.repeat(40));
  const before = await part(page, "hex").locator(".run").count();
  assert.ok(before > 0 && before < 3000, `${before} runs`);
  assert.ok(Date.now() - started < 5000, `${Date.now() - started} ms`);
  await part(page, "hex").locator("button").click();
  assert.ok((await part(page, "hex").locator(".run").count()) > before);
  assert.doesNotMatch(await everything(page), /undefined|NaN/);
  await context.close();
});
