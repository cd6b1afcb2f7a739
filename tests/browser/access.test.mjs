// Whether everybody can use it: WCAG 2.2 AA by axe-core in every state, targets, large text, narrow screens, right to
// left, forced colours.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { ask, open, part } from "./browser.mjs";
import { serve } from "./server.mjs";
import { stage } from "./stage.mjs";
import { MESSAGES, STATES, enter } from "./states.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const { browser, server } = await stage(serve);

async function violations(page) {
  const { violations } = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }),
    RULES,
  );
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.html}`).join(" | ").slice(0, 600)}`);
}

for (const colorScheme of ["light", "dark"]) {
  test(`no violation of WCAG 2.2 AA in any state, ${colorScheme}`, async () => {
    // axe is put in from outside, past the page's own policy.
    const { page, context } = await open(browser, server.url, { colorScheme, bypassCSP: true });
    await page.evaluate(AXE);
    for (const lang of ["zh-Hans", "en"]) {
      for (const state of STATES) {
        await enter(page, state, lang);
        assert.deepEqual(await violations(page), [], `${state[0]}, ${lang}`);
      }
    }
    await context.close();
  });
}

test("everything that can be tapped is 44 px high, or has 44 px to itself", async () => {
  const { page, context } = await open(browser, server.url, { hasTouch: true });
  for (const state of STATES.filter(([name]) => name !== "customer")) {
    await enter(page, state, "en");
    const small = await page.evaluate(() => {
      const root = document.querySelector("field39-explainer").shadowRoot;
      const targets = [...root.querySelectorAll("button, summary, a, textarea")].filter((one) => one.checkVisibility());
      const height = (one) => {
        // A chip is larger than it looks: what stands before its text reaches beyond its edge.
        const reach = -2 * (Number.parseFloat(getComputedStyle(one, "::before").insetBlockStart) || 0);
        return one.getBoundingClientRect().height + (one.matches(".chip") ? reach : 0);
      };
      return targets.filter((one) => height(one) < 43.5 && !one.closest("li, p, .inner")).map((one) => `${one.className} ${height(one)} ${one.textContent.slice(0, 30)}`);
    });
    assert.deepEqual(small, [], state[0]);
  }
  await context.close();
});

/** What reaches beyond the page sideways, and whether the page can be scrolled to it. */
const sideways = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const root = document.querySelector("field39-explainer").shadowRoot;
    const wide = [...root.querySelectorAll(".below *")].filter((one) => {
      const box = one.getBoundingClientRect();
      return (box.right > clientWidth + 1 || box.left < -1) && !one.closest(".chips, .hex, .sr, dialog");
    });
    return scrollWidth > clientWidth || wide.length ? [scrollWidth, ...wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120))] : [];
  });

test("200 % text on 320 px: nothing to scroll sideways", async () => {
  const { page, context } = await open(browser, server.url, { width: 320 });
  await page.addStyleTag({ content: "" }).catch(() => {});
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  for (const lang of ["zh-Hans", "en"]) {
    for (const state of [...STATES, ["field-55", MESSAGES["field-55"]]]) {
      await enter(page, state, lang);
      assert.deepEqual(await sideways(page), [], `${state[0]}, ${lang}`);
    }
  }
  await context.close();
});

test("right to left: mirrored, nothing to scroll sideways, bytes from left to right", async () => {
  const { page, context } = await open(browser, server.url);
  await page.evaluate(() => document.querySelector("field39-explainer").setAttribute("dir", "rtl"));
  for (const state of [...STATES, ["field-55", MESSAGES["field-55"]]]) {
    await enter(page, state, "en");
    assert.deepEqual(await sideways(page), [], state[0]);
  }
  await ask(page, "51");
  const [icon, code] = await Promise.all(["svg", ".big"].map((one) => part(page, "verdict").locator(one).first().boundingBox()));
  assert.ok(icon.x > code.x, "the icon is at the start, which is the right");
  await ask(page, MESSAGES["unionpay-pos"]);
  const [offset, run] = await Promise.all([".offset", ".run"].map((one) => part(page, "hex").locator(one).first().boundingBox()));
  assert.ok(offset.x < run.x, "offsets stand left of their bytes");
  await context.close();
});

test("forced colours: the verdict has its words and its icon, and what is chosen is marked", async () => {
  const { page, context } = await open(browser, server.url, { forcedColors: "active" });
  await ask(page, "51");
  assert.ok(await part(page, "verdict").locator("svg").isVisible());
  const chosen = page.locator("field39-explainer .chip[aria-pressed=true]");
  assert.notEqual(await chosen.evaluate((one) => getComputedStyle(one).outlineStyle), "none");
  await context.close();
});

test("nothing moves where less motion is wanted", async () => {
  const { page, context } = await open(browser, server.url, { reducedMotion: "reduce" });
  await ask(page, MESSAGES["unionpay-pos"]);
  const moving = await page.evaluate(() => {
    const all = document.querySelector("field39-explainer").shadowRoot.querySelectorAll("*");
    return [...all].filter((one) => {
      const style = getComputedStyle(one);
      return style.transitionDuration !== "0s" || style.animationName !== "none";
    }).length;
  });
  assert.equal(moving, 0);
  await context.close();
});

test("a code is heard character by character, and each fragment says its language", async () => {
  const { page, context } = await open(browser, server.url);
  await ask(page, "51");
  assert.equal(await part(page, "verdict").locator(".big .sr").textContent(), "5 1 ");
  await part(page, "show-customer").click();
  assert.deepEqual(await part(page, "customer").locator("p").evaluateAll((all) => all.map((one) => one.lang)), ["en", "zh-Hans"]);
  await context.close();
});
