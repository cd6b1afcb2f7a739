// A real Chromium, watched: requests, console, policy violations, storage.
import { chromium } from "playwright-core";

export const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** A browser whose visitors read Chinese, unless a test says otherwise: the hosted page speaks the visitor's language. */
export async function launch() {
  const browser = await chromium.launch({
    executablePath: EXECUTABLE,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = (options) => newContext({ locale: "zh-CN", ...options });
  return browser;
}

/** A page on the element, with everything that must not happen written down. */
export async function open(browser, url, { width = 360, height = 640, ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: "light", ...more });
  const page = await context.newPage();
  const seen = { requests: [], console: [], violations: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => seen.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => seen.console.push(`error: ${error.message}`));
  await page.exposeFunction("__violation", (text) => seen.violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      globalThis.__violation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector("field39-explainer")?.state === "ready");
  // The second part and the other language come when the page is idle; "after load" begins then.
  await page.waitForFunction(() => {
    const names = performance.getEntriesByType("resource").map(({ name }) => name);
    // The one-file page asks for nothing.
    return location.protocol === "file:" || ["en", "zh-Hans"].every((tag) => names.some((name) => name.endsWith(`${tag}.more.pack`)));
  });
  await page.waitForLoadState("networkidle");
  // The hosted page keeps its files for offline use, unless its policy forbids that.
  const kept = () => !document.querySelector('script[src="page.js"]') || navigator.serviceWorker.controller !== null;
  await page.waitForFunction(kept, undefined, { timeout: 3000 }).catch(() => {});
  return { page, context, seen };
}

export const input = (page) => page.locator("field39-explainer [part=input]");
export const part = (page, name) => page.locator(`field39-explainer [part="${name}"]`);

/** Types or pastes, and waits for the view that follows. */
export async function ask(page, text) {
  await input(page).fill(text);
  await page.waitForTimeout(60);
}

/** Every character that anybody could see or copy out of the page, shadow roots and inputs included. */
export function everything(page) {
  return page.evaluate(() => {
    const read = (root) =>
      [...root.querySelectorAll("*")]
        .map((element) => [
          [...element.attributes].map((attribute) => attribute.value).join(" "),
          element.value ?? "",
          element.shadowRoot ? read(element.shadowRoot) : "",
        ].join(" "))
        .join(" ") + (root.textContent ?? "");
    return read(document) + location.href;
  });
}
