// Draws the PNG icons from icon.svg: `node www/app/draw-icons.mjs`, once after the drawing has changed.
import { readFile, writeFile } from "node:fs/promises";
import { launch } from "../../tests/browser/browser.mjs";

const svg = await readFile(new URL("./icon.svg", import.meta.url), "utf8");
const browser = await launch();
for (const size of [180, 192, 512]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`);
  await writeFile(new URL(`./icon-${size}.png`, import.meta.url), await page.screenshot());
}
await browser.close();
