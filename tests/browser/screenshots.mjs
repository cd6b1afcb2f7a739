// Pictures of the widget for people to look at: `node tests/browser/screenshots.mjs [name...]`, into target/screenshots.
// Every state in both languages, light and dark, on a phone and on a desk; six kinds of messages in full.
import { mkdir } from "node:fs/promises";
import { launch, open } from "./browser.mjs";
import { serve } from "./server.mjs";
import { MESSAGES, STATES, enter } from "./states.mjs";

const folder = new URL("../../target/screenshots/", import.meta.url);
const wanted = process.argv.slice(2);
const messages = Object.entries(MESSAGES).map(([name, text]) => [`message-${name}`, text]);
const states = [...STATES, ...messages].filter(([name]) => !wanted.length || wanted.some((one) => name.startsWith(one)));
await mkdir(folder, { recursive: true });
const server = await serve();
const browser = await launch();
for (const [width, height] of [[360, 640], [1280, 900]]) {
  for (const colorScheme of ["light", "dark"]) {
    const { page, context } = await open(browser, server.url, { width, height, colorScheme });
    for (const lang of ["zh-Hans", "en"]) {
      for (const state of states) {
        await enter(page, state, lang);
        const path = new URL(`${state[0]}-${lang}-${colorScheme}-${width}.png`, folder).pathname;
        await page.screenshot({ path, fullPage: state[0].startsWith("message-") || state[0] === "sources" });
      }
    }
    await context.close();
  }
}
await browser.close();
server.close();
