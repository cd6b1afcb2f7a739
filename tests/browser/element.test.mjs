// The element as a host page uses it: attributes, properties, methods, events, several on a page, moves, two copies.
import assert from "node:assert/strict";
import { test } from "node:test";
import { input, part } from "./browser.mjs";
import { host, reaches, rests, scriptPage, strictPolicy, visit } from "./host.mjs";
import { stage } from "./stage.mjs";

const { browser, server: files } = await stage(host);

/** A help centre of its own origin, under the policy of the README, with this body. */
async function help(body, options = {}) {
  const page = scriptPage(files.origin, body, options);
  const centre = await host((path) => (path === "/" ? { body: page, policy: options.policy ?? strictPolicy(files.origin) } : { status: 404, body: "" }));
  const visited = await visit(browser, `${centre.origin}/${options.hash ?? ""}`, options);
  return { ...visited, close: () => Promise.all([visited.context.close(), centre.close()]) };
}

const one = (page, work, argument) => page.locator("field39-explainer").first().evaluate(work, argument);
const code = (page) => part(page, "card").first().getAttribute("data-code");
const named = (seen, name) => seen.events.filter(([one]) => one === name).map(([, detail]) => detail);

test("one tag on a strict page of another origin answers, and breaks no rule of it", async () => {
  const { page, seen, close } = await help('<field39-explainer loading="eager" default-system="unionpay-pos"></field39-explainer>');
  await rests(page);
  await input(page).fill("51");
  assert.equal(await code(page), "51");
  assert.deepEqual(seen.violations, []);
  assert.deepEqual(seen.console, []);
  const outside = seen.requests.filter((url) => !url.startsWith(files.origin) && new URL(url).pathname !== "/");
  assert.deepEqual(outside, [], "nothing is asked of anybody else");
  await close();
});

test("the build's integrity admits the script, and the script admits the files", async () => {
  const integrity = await (await fetch(`${files.origin}/integrity.json`)).json();
  const hash = integrity["field39-explainer.js"];
  const tag = (hash) => `<script type="module" src="${files.origin}/field39-explainer.js" integrity="${hash}" crossorigin="anonymous"></script>`;
  for (const [hash1, works] of [[hash, true], [hash.replace(/.{4}=$/, "AAA="), false]]) {
    const centre = await host((path) => (path === "/" ? { body: `<!doctype html><title>Help</title>${tag(hash1)}<field39-explainer loading="eager"></field39-explainer>` } : undefined));
    const { page, context } = await visit(browser, `${centre.origin}/`);
    await page.waitForLoadState("networkidle");
    assert.equal(await page.evaluate(() => Boolean(customElements.get("field39-explainer"))), works);
    await context.close();
    centre.close();
  }
});

test("properties set before the element is known are kept", async () => {
  const before = () => {
    addEventListener("DOMContentLoaded", () => {
      const element = document.createElement("field39-explainer");
      Object.assign(element, { query: "X7", defaultSystem: "visa", loading: "eager", extraCodes: [{ code: "X7", verdict: "stop", title: "House rule", meaning: "Ours.", source: "Us" }] });
      globalThis.wasKnown = Boolean(customElements.get("field39-explainer"));
      document.body.append(element);
    });
  };
  // A module is run after the page is parsed and before DOMContentLoaded, so that here it must come later.
  const centre = await host((path) => (path === "/" ? { body: `<!doctype html><title>Help</title><body><script>addEventListener("DOMContentLoaded",()=>setTimeout(()=>{const s=document.createElement("script");s.type="module";s.src="${files.origin}/field39-explainer.js";document.head.append(s)},100))</script>` } : undefined));
  const visited = await visit(browser, `${centre.origin}/`, { before });
  await reaches(visited.page, "ready");
  assert.equal(await visited.page.evaluate(() => globalThis.wasKnown), false);
  assert.equal(await code(visited.page), "X7");
  assert.equal(await part(visited.page, "card").getAttribute("data-verdict"), "stop");
  assert.equal(await one(visited.page, (element) => element.getAttribute("default-system")), "visa");
  await visited.context.close();
  centre.close();
});

test("attributes and properties mirror each other, and the element writes none that the author did not", async () => {
  const { page, close } = await help("<field39-explainer></field39-explainer>");
  await reaches(page, "ready");
  await input(page).fill("51");
  await part(page, "language").click();
  assert.deepEqual(await one(page, (element) => element.getAttributeNames()), []);
  const mirrored = await one(page, (element) => {
    Object.assign(element, { defaultSystem: "visa", mode: "search", theme: "dark", placeholder: "p", label: "l", loading: "focus", maxResults: 3, deepLink: true, srcWasm: "w" });
    const names = ["default-system", "mode", "theme", "placeholder", "label", "loading", "max-results", "deep-link", "src-wasm"];
    const written = names.map((name) => element.getAttribute(name));
    for (const name of names) element.removeAttribute(name);
    return [written, [element.defaultSystem, element.mode, element.theme, element.placeholder, element.label, element.loading, element.maxResults, element.deepLink, element.srcWasm]];
  });
  assert.deepEqual(mirrored, [
    ["visa", "search", "dark", "p", "l", "focus", "3", "", "w"],
    ["", "auto", "auto", "", "", "visible", 8, false, ""],
  ]);
  await close();
});

test("query reads what is shown, and setting it tells nobody", async () => {
  const { page, seen, close } = await help('<field39-explainer query="51" default-system="unionpay-pos"></field39-explainer>');
  await rests(page);
  assert.equal(await one(page, (element) => element.query), "51");
  seen.events.length = 0;
  await one(page, (element) => (element.query = "A0"));
  assert.equal(await code(page), "A0");
  assert.deepEqual(seen.events, []);
  await one(page, (element) => (element.query = "card 4111111111111111"));
  assert.doesNotMatch(await one(page, (element) => element.query), /4111111111111111/);
  await input(page).fill("05");
  assert.equal(await one(page, (element) => element.query), "05");
  await close();
});

test("events bubble out of shadow roots, name codes of the tables and never the text", async () => {
  const { page, seen, close } = await help('<field39-explainer default-system="unionpay-pos"></field39-explainer>');
  await rests(page);
  assert.match(named(seen, "ready")[0].version, /^\d+\.\d+\.\d+/);
  assert.match(named(seen, "ready")[0].dataVersion, /^\d{4}-\d\d-\d\d\+[0-9a-f]{16}$/);
  await one(page, (element) => element.search("51"));
  await one(page, (element) => element.search("secret words of somebody"));
  await one(page, (element) => element.search("R0"));
  const results = named(seen, "result");
  assert.deepEqual(results[0].codes[0], { system: "unionpay-pos", code: "51" });
  assert.equal(results[0].kind, "code");
  assert.deepEqual(results.at(-1).codes.filter(({ system }) => system === "unionpay-pos"), [], "R0 is in no table of UnionPay's, so it may be a text");
  assert.doesNotMatch(JSON.stringify(seen.events), /secret/);
  await close();
});

test("opening a code and copying can be taken over by the host", async () => {
  const { page, seen, close } = await help('<field39-explainer default-system="unionpay-pos" query="R0"></field39-explainer>');
  await rests(page);
  const row = part(page, "elsewhere").locator("[role=option]").first();
  await page.evaluate(() => addEventListener("field39-select", (event) => event.preventDefault(), { once: true }));
  await row.click();
  assert.equal(await part(page, "card").getAttribute("data-system"), "unionpay-pos", "cancelled: nothing changes");
  const [{ system, code: opened, url }] = named(seen, "select");
  assert.deepEqual([system, opened], ["visa", "R0"]);
  assert.equal(url, `${files.origin}/zh/codes/visa/R0/`);
  await row.click();
  assert.equal(await part(page, "card").getAttribute("data-system"), "visa");
  await page.evaluate(() => {
    navigator.clipboard.writeText = (text) => (globalThis.copied = text) && Promise.resolve();
    addEventListener("field39-copy", (event) => event.preventDefault(), { once: true });
  });
  await part(page, "copy").first().click();
  assert.equal(await page.evaluate(() => globalThis.copied), undefined);
  await part(page, "copy").first().click();
  assert.match(await page.evaluate(() => globalThis.copied), /R0/);
  assert.deepEqual(named(seen, "copy")[0], { what: "summary" });
  // What the customer reads, in both languages.
  await part(page, "show-customer").first().click();
  const lines = await part(page, "customer").locator("p").allInnerTexts();
  await part(page, "customer").getByRole("button").first().click();
  assert.equal(lines.length, 2);
  assert.equal(await page.evaluate(() => globalThis.copied), lines.join("\n"));
  assert.deepEqual(named(seen, "copy").at(-1), { what: "customer-text" });
  await close();
});

test("several on a page, each with its language and system", async () => {
  const { page, close } = await help(
    '<field39-explainer default-system="unionpay-pos" query="04"></field39-explainer>' +
      '<div lang="en"><field39-explainer default-system="unionpay-acp" query="04"></field39-explainer></div>' +
      '<field39-explainer lang="en-GB" default-system="visa" query="R0"></field39-explainer>',
    { viewport: { width: 800, height: 4000 } },
  );
  for (const index of [0, 1, 2]) await reaches(page, "ready", index);
  const cards = await part(page, "card").evaluateAll((all) =>
    all.map((card) => [card.dataset.system, card.dataset.verdict, card.closest("[lang]").lang]),
  );
  assert.deepEqual(cards, [
    ["unionpay-pos", "stop", "zh-Hans"],
    ["unionpay-acp", "unknown", "en"],
    ["visa", "stop", "en"],
  ]);
  await close();
});

test("a move within the page keeps the widget; leaving it lets go, and coming back starts again", async () => {
  const { page, close } = await help('<field39-explainer query="51" default-system="visa"></field39-explainer><div id="there"></div>');
  await rests(page);
  const same = await one(page, async (element) => {
    const card = element.shadowRoot.querySelector("[part=card]");
    document.querySelector("#there").append(element);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return card === element.shadowRoot.querySelector("[part=card]") && element.state === "ready";
  });
  assert.ok(same);
  const gone = await one(page, async (element) => {
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const state = [element.state, element.shadowRoot.querySelectorAll("[part=card]").length];
    document.querySelector("#there").append(element);
    await element.ready;
    return state;
  });
  assert.deepEqual(gone, ["idle", 0]);
  assert.equal(await code(page), "51");
  await close();
});

test("two hundred comings and goings leave nothing behind", async () => {
  const { page, close } = await help('<div id="there"></div>');
  const cycle = (count) =>
    page.evaluate(async (count) => {
      for (let i = 0; i < count; i++) {
        const element = document.createElement("field39-explainer");
        element.loading = "eager";
        element.query = "51";
        document.body.append(element);
        await element.ready;
        element.remove();
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    }, count);
  await cycle(20);
  const session = await page.context().newCDPSession(page);
  const count = async () => {
    // What waits for the page to rest is let go when it does.
    await page.waitForTimeout(1500);
    await session.send("HeapProfiler.collectGarbage");
    await page.waitForTimeout(50);
    const { metrics } = await (await session.send("Performance.enable"), session.send("Performance.getMetrics"));
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const before = await count();
  await cycle(200);
  const later = await count();
  assert.ok(later.JSEventListeners - before.JSEventListeners < 50, `${before.JSEventListeners} listeners became ${later.JSEventListeners}`);
  assert.ok(later.Nodes - before.Nodes < 500, `${before.Nodes} nodes became ${later.Nodes}`);
  assert.ok(later.JSHeapUsedSize - before.JSHeapUsedSize < 3e6, `${before.JSHeapUsedSize} bytes became ${later.JSHeapUsedSize}`);
  await close();
});

test("a second copy of the script is left out, and says so when it is of another version", async () => {
  const source = await (await fetch(`${files.origin}/field39-explainer.js`)).text();
  const other = await host((path) => (path === "/field39-explainer.js" ? { body: () => source.replaceAll('"0.1.0"', '"0.9.9"'), type: "text/javascript" } : undefined));
  for (const [second, warnings] of [[files.origin, 0], [other.origin, 1]]) {
    const head = `<script type="module" src="${files.origin}/field39-explainer.js"></script>`;
    const centre = await host((path) => (path === "/" ? { body: scriptPage(`${second}`, '<field39-explainer query="51" default-system="visa" loading="eager"></field39-explainer>', { head }).replace("field39-explainer.js\" crossorigin", "field39-explainer.js?2\" crossorigin") } : undefined));
    const { page, context, seen } = await visit(browser, `${centre.origin}/`);
    await reaches(page, "ready");
    await page.waitForLoadState("networkidle");
    assert.equal(await code(page), "51");
    assert.equal(seen.console.length, warnings, seen.console.join());
    if (warnings) assert.match(seen.console[0], /^warning: .*0\.1\.0.*0\.9\.9/);
    await context.close();
    centre.close();
  }
  other.close();
});
