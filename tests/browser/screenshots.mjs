// Pictures of the widget for people to look at: `node tests/browser/screenshots.mjs`, into target/screenshots.
import { mkdir, readFile } from "node:fs/promises";
import { launch, open, ask, part } from "./browser.mjs";
import { serve } from "./server.mjs";

const DUMP = await readFile(new URL("./fixtures/unionpay-pos-0210-field-39-51.hex", import.meta.url), "utf8");
const STATES = { empty: "", R0: "R0", 51: "51", A0: "A0", 98: "98", Z3: "Z3", words: { "zh-Hans": "密码错误", en: "wrong pin" }, dump: DUMP };
const folder = new URL("../../target/screenshots/", import.meta.url);
await mkdir(folder, { recursive: true });
const server = await serve();
const browser = await launch();
for (const [width, height] of [[360, 640], [1280, 900]]) {
  for (const colorScheme of ["light", "dark"]) {
    const { page, context } = await open(browser, server.url, { width, height, colorScheme });
    for (const lang of ["zh-Hans", "en"]) {
      await page.evaluate((lang) => document.querySelector("field39-explainer").setAttribute("lang", lang), lang);
      const shot = (name, fullPage = false) =>
        page.screenshot({ path: new URL(`${name}-${lang}-${colorScheme}-${width}.png`, folder).pathname, fullPage });
      for (const [name, text] of Object.entries(STATES)) {
        await ask(page, text[lang] ?? text);
        await shot(name, name === "dump");
      }
      await ask(page, "51");
      await part(page, "show-customer").click();
      await shot("customer");
      await part(page, "back").click();
    }
    await context.close();
  }
}
await browser.close();
server.close();
