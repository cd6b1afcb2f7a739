// Draws the PNG icons from icon.svg: `node www/app/draw-icons.mjs`, once after the drawing has changed.
import { readFile, writeFile } from "node:fs/promises";
import { launch } from "../../tests/browser/browser.mjs";

const svg = await readFile(new URL("./icon.svg", import.meta.url), "utf8");
const browser = await launch();
// The first two have the names under which browsers look for them by themselves.
const NAMES = { "favicon.ico": 48, "apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512 };
for (const [name, size] of Object.entries(NAMES)) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`);
  await writeFile(new URL(`./${name}`, import.meta.url), await page.screenshot());
}
await browser.close();
