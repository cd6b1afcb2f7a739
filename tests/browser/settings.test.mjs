// What a host page sets: its own codes, whom to call, words, mode, length of lists, links, when to load.
import assert from "node:assert/strict";
import { test } from "node:test";
import { everything, input, part } from "./browser.mjs";
import { host, reaches, rests, scriptPage, visit } from "./host.mjs";
import { stage } from "./stage.mjs";

const { browser, server: files } = await stage(host);

async function help(body, { hash = "", lang = "en", ...options } = {}) {
  const centre = await host((path) => (path === "/" ? { body: scriptPage(files.origin, body, { lang }) } : { status: 404, body: "" }));
  const visited = await visit(browser, `${centre.origin}/${hash}`, options);
  return { ...visited, url: `${centre.origin}/`, close: () => Promise.all([visited.context.close(), centre.close()]) };
}
const one = (page, work, argument) => page.locator("field39-explainer").first().evaluate(work, argument);
const code = (page) => part(page, "card").first().getAttribute("data-code");
const DUMP = "0210702000000e008000164111111111111111000000000000001000000001123456789012393531";

test("codes of the host come first, in its own words, and are taken back", async () => {
  const { page, seen, close } = await help('<field39-explainer default-system="unionpay-pos" query="51"></field39-explainer>');
  await rests(page);
  const rows = [{ code: "51", verdict: "stop", title: "House rule", meaning: "Never <b>again</b>.", source: "Acme terminals" }];
  await one(page, (element, rows) => (element.extraCodes = rows), rows);
  const card = part(page, "card").first();
  assert.equal(await card.getAttribute("data-verdict"), "stop");
  assert.match(await card.innerText(), /House rule[\s\S]*Never <b>again<\/b>\.[\s\S]*Acme terminals/);
  assert.deepEqual(await one(page, (element) => element.extraCodes), rows);
  await one(page, (element) => (element.extraCodes = undefined));
  assert.equal(await card.getAttribute("data-verdict"), "fix-now");
  assert.deepEqual(seen.events.map(([name]) => name).filter((name) => name === "error"), []);
  await close();
});

test("whom to call is shown, and its link leads to where people call, write or read", async () => {
  const { page, close } = await help('<field39-explainer default-system="unionpay-pos" query="A0"></field39-explainer>');
  await rests(page);
  await one(page, (element) => (element.contact = { name: "Acme", phone: "100", url: "https://acme.example/help" }));
  await part(page, "contact").first().waitFor();
  assert.deepEqual(await part(page, "contact").first().locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href"))), ["https://acme.example/help", "tel:100"]);
  await one(page, (element) => (element.contact = { name: "Acme", url: "javascript:alert(1)" }));
  assert.equal(await page.locator("field39-explainer a[href^=javascript]").count(), 0);
  assert.doesNotMatch(await everything(page), /javascript:/);
  await close();
});

test("words around the box are the host's where it has some", async () => {
  const { page, close } = await help('<field39-explainer label="Code of our terminal" placeholder="e.g. 51"></field39-explainer>');
  await reaches(page, "ready");
  assert.equal(await input(page).getAttribute("aria-label"), "Code of our terminal");
  assert.equal(await input(page).getAttribute("placeholder"), "e.g. 51");
  await one(page, (element) => {
    element.strings = { title: "Acme codes", label: "L", placeholder: "P", clear: "Wipe" };
    element.removeAttribute("label");
    element.removeAttribute("placeholder");
  });
  assert.deepEqual([await part(page, "title").innerText(), await input(page).getAttribute("aria-label"), await input(page).getAttribute("placeholder"), await part(page, "clear").getAttribute("aria-label")], ["Acme codes", "L", "P", "Wipe"]);
  await close();
});

test("a host may want codes alone, or messages alone", async () => {
  const { page, close } = await help(`<field39-explainer mode="search" query="${DUMP}"></field39-explainer>`);
  await rests(page);
  assert.equal(await part(page, "fields").count(), 0);
  // Its digits are no codes: nothing in a message may look like an answer.
  assert.equal(await part(page, "card").count(), 0);
  assert.match(await part(page, "nothing").innerText(), /message/);
  await one(page, (element) => element.search("RESP: 51\nAUTH 123456\nDECLINED"));
  assert.equal(await code(page), "51");
  await one(page, (element, dump) => element.search(dump), DUMP);
  await one(page, (element) => (element.mode = "decode"));
  await part(page, "fields").first().waitFor();
  await input(page).fill("51");
  assert.equal(await part(page, "card").count(), 0);
  await one(page, (element) => element.removeAttribute("mode"));
  assert.equal(await code(page), "51");
  await close();
});

test("lists are as long as the host wants", async () => {
  const { page, close } = await help('<field39-explainer max-results="3" default-system="unionpay-pos" query="51"></field39-explainer>');
  await rests(page);
  const shown = () => part(page, "elsewhere").locator("[role=option]").evaluateAll((all) => all.filter((row) => row.checkVisibility()).length);
  assert.equal(await shown(), 3);
  await one(page, (element) => (element.maxResults = 5));
  assert.equal(await shown(), 5);
  await close();
});

test("with deep-link the address names a code of the tables and never a text; without it nothing is read or written", async () => {
  const { page, url, close } = await help('<field39-explainer deep-link default-system="unionpay-pos"></field39-explainer>', { hash: "#code=visa:R0" });
  await rests(page);
  assert.deepEqual([await code(page), await part(page, "card").getAttribute("data-system")], ["R0", "visa"]);
  await page.evaluate(() => (location.hash = "#code=unionpay-pos:98"));
  await page.locator('field39-explainer [data-code="98"][data-system="unionpay-pos"]').first().waitFor();
  await input(page).fill("A0");
  await page.waitForURL(/#code=unionpay-pos:A0$/);
  for (const text of ["some words that nobody knows", "4111 1111 1111 1111", DUMP, "Q9Q"]) {
    await input(page).fill(text);
    await page.waitForTimeout(900);
    assert.equal(page.url(), url, text);
  }
  assert.equal(await page.evaluate(() => history.length), 3, "the address is replaced: one step is the test's own");
  await close();
  const plain = await help("<field39-explainer></field39-explainer>", { hash: "#code=visa:R0" });
  await reaches(plain.page, "ready");
  assert.equal(await input(plain.page).inputValue(), "");
  await input(plain.page).fill("51");
  await plain.page.waitForTimeout(900);
  assert.equal(plain.page.url(), `${plain.url}#code=visa:R0`);
  await plain.close();
});

test("nothing is fetched before it is wanted", async () => {
  const far = '<div style="height:4000px"></div><field39-explainer></field39-explainer>';
  const { page, seen, close } = await help(far);
  await page.waitForTimeout(400);
  const fetched = () => seen.requests.filter((url) => /\.(wasm|pack)$/.test(url)).length;
  assert.equal(fetched(), 0, "out of view");
  await page.locator("field39-explainer").scrollIntoViewIfNeeded();
  await reaches(page, "ready");
  await close();
  const touched = await help('<field39-explainer loading="focus"></field39-explainer>');
  await touched.page.waitForTimeout(400);
  assert.equal(await one(touched.page, (element) => element.state), "idle");
  await input(touched.page).focus();
  await reaches(touched.page, "ready");
  await touched.close();
  const called = await help('<field39-explainer loading="focus"></field39-explainer>');
  assert.equal(await one(called.page, (element) => element.load().then((one) => one === element)), true);
  await called.close();
});

test("without script the author's own content is there, and it goes once the element works", async () => {
  const body = '<field39-explainer loading="eager"><a id="fallback" href="/codes/">All codes</a></field39-explainer>';
  const centre = await host((path) => (path === "/" ? { body: scriptPage(files.origin, body) } : undefined));
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${centre.origin}/`);
  assert.ok(await page.locator("#fallback").isVisible());
  await context.close();
  const working = await visit(browser, `${centre.origin}/`);
  await reaches(working.page, "ready");
  assert.ok(!(await working.page.locator("#fallback").isVisible()));
  await working.context.close();
  centre.close();
});
