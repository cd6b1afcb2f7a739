// The static pages as browsers, readers and machines get them.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { part } from "./browser.mjs";
import { serve } from "./server.mjs";
import { stage } from "./stage.mjs";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const folders = (path) => readdirSync(join(DIST, path), { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => name);
const SYSTEMS = folders("en/codes");
/** Elements that have no end tag. */
const VOID = new Set(["meta", "link", "path", "br", "hr", "input"]);
const { browser, server } = await stage(serve);

/** Every page of codes, one after the other. */
function* pages() {
  for (const language of ["en", "zh"]) {
    for (const system of SYSTEMS) {
      for (const code of folders(`${language}/codes/${system}`)) {
        const path = `${language}/codes/${system}/${code}/`;
        yield { path, system, code: decodeURIComponent(code.replaceAll("~", "%")), html: readFileSync(join(DIST, path, "index.html"), "utf8") };
      }
    }
  }
}

test("machines read every page: JSON-LD parses, every element is closed", () => {
  let count = 0;
  for (const { path, code, html } of pages()) {
    const term = JSON.parse(html.split('<script type="application/ld+json">')[1].split("</script>")[0]);
    assert.equal(term["@type"], "DefinedTerm", path);
    assert.equal(term.termCode, code, `${path}: the folder gives the code back`);
    assert.ok(term.name && term.description && term.inDefinedTermSet.name && term.url, path);
    const open = [];
    for (const [, end, name, own] of html.replace(/<script[^>]*>[^]*?<\/script>/g, "").matchAll(/<(\/?)([a-z][\w-]*)[^>]*?(\/?)>/g)) {
      if (end) assert.equal(open.pop(), name, `${path}: </${name}>`);
      else if (!own && !VOID.has(name)) open.push(name);
    }
    assert.deepEqual(open, [], path);
    assert.equal(html.match(/<h1>/g).length, 1, path);
    count += 1;
  }
  assert.ok(count >= 14_000, `${count} pages`);
});

test("without a script a page shows code, term, advice and source, in a small window", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  for (const [at, system] of SYSTEMS.entries()) {
    const language = at % 2 ? "en" : "zh";
    const [code] = folders(`${language}/codes/${system}`);
    await page.goto(`${server.url}${language}/codes/${system}/${code}/`);
    const path = page.url();
    assert.ok((await page.locator("h1 span").innerText()).length > 1, path);
    if (system !== "concept") assert.equal(await page.locator("h1 .big").innerText(), decodeURIComponent(code.replaceAll("~", "%")));
    assert.ok(await page.locator(".says").isVisible(), path);
    assert.ok((await page.locator("ol li").count()) >= 1, path);
    assert.ok(await page.locator(".sources li").first().isVisible(), path);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, path);
  }
  const wide = await context.newPage();
  await wide.goto(`${server.url}zh/codes/unionpay-pos/`);
  assert.equal(await wide.locator("tbody tr").count(), folders("zh/codes/unionpay-pos").length);
  await context.close();
});

test("under its own policy a page runs the widget, and nothing is refused", async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  const seen = [];
  const asked = [];
  page.on("console", (message) => seen.push(message.text()));
  page.on("pageerror", (error) => seen.push(error.message));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${server.url}en/codes/visa/51/`);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".card")).borderTopLeftRadius), "14px", "the style is applied");
  const box = page.locator("field39-explainer [part~=input]");
  await box.fill("05");
  await part(page, "card").first().waitFor();
  assert.equal(await part(page, "card").first().getAttribute("data-system"), "visa");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  assert.deepEqual(seen, []);
  assert.deepEqual(asked.filter((url) => !url.startsWith(server.url)), [], "no third party");
  await context.close();
});

test("light, dark and paper", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(`${server.url}zh/codes/unionpay-pos/98/`);
    const [ink, paper] = await page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.documentElement).backgroundColor].map((rgb) => Number(/\d+/.exec(rgb)[0])));
    assert.ok(colorScheme === "light" ? ink < 64 && paper > 200 : ink > 200 && paper < 64, `${colorScheme}: ${ink} on ${paper}`);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator("field39-explainer").isHidden());
    await page.goto(`${server.url}zh/codes/unionpay-pos/`);
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.length > 10_000);
    await context.close();
  }
});

test("what search engines read is there, and a page for addresses that are not", async () => {
  const html = readFileSync(join(DIST, "404.html"), "utf8");
  assert.match(html, /noindex/);
  assert.match(html, /没有这一页/);
  for (const file of ["robots.txt", "sitemap.xml", "sitemap-en.xml", "sitemap-zh.xml"]) assert.ok(readFileSync(join(DIST, file), "utf8").length > 20, file);
});
