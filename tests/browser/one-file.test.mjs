// The whole tool in one file, opened from disk under a policy that allows no request at all.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ask, everything, open, part } from "./browser.mjs";
import { stage } from "./stage.mjs";

const FILE = new URL("../../dist/field39.html", import.meta.url);
const DUMP = await readFile(new URL("./fixtures/unionpay-pos-0210-field-39-51.hex", import.meta.url), "utf8");
const { browser } = await stage();

test("from disk it answers a code and a dump in both languages, and asks for nothing", async () => {
  const { page, context, seen } = await open(browser, FILE.href, { width: 1280, height: 900 });
  await page.evaluate(() => document.querySelector("field39-explainer").setAttribute("default-system", "unionpay-pos"));
  for (const lang of ["zh-Hans", "en"]) {
    await page.evaluate((lang) => document.querySelector("field39-explainer").setAttribute("lang", lang), lang);
    await ask(page, "51");
    await part(page, "card").first().waitFor();
    assert.equal(await part(page, "card").first().getAttribute("data-code"), "51");
    await ask(page, DUMP);
    await part(page, "fields").first().waitFor();
    assert.doesNotMatch(await everything(page), /4761\W*7390\W*0101\W*0119/);
  }
  assert.deepEqual(seen.requests, [FILE.href], "the file itself and nothing else");
  assert.deepEqual(seen.console, []);
  assert.deepEqual(seen.violations, []);
  await context.close();
});

test("its policy refuses every way out", async () => {
  const head = (await readFile(FILE, "utf8")).slice(0, 1500);
  assert.match(head, /default-src 'none'; connect-src 'none'; script-src ('sha256-[^']+' )+'wasm-unsafe-eval'; style-src 'sha256-/);
  const { page, context, seen } = await open(browser, FILE.href);
  const refused = await page.evaluate(() =>
    Promise.all([
      fetch("https://example.org/").then(() => "sent", () => "refused"),
      new Promise((resolve) => {
        const picture = new Image();
        picture.onload = () => resolve("sent");
        picture.onerror = () => resolve("refused");
        picture.src = "https://example.org/a.png";
      }),
    ]),
  );
  assert.deepEqual(refused, ["refused", "refused"]);
  assert.deepEqual(seen.violations.map((violation) => violation.split(" ")[0]).sort(), ["connect-src", "img-src"]);
  await context.close();
});
