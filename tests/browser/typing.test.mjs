// Typing, input methods, keys, pastes and drops: what people do with the box, on a phone and with a keyboard.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { everything, input, part } from "./browser.mjs";
import { host, rests, scriptPage, visit } from "./host.mjs";
import { stage } from "./stage.mjs";

const DUMP = await readFile(new URL("./fixtures/unionpay-pos-0210-field-39-51.hex", import.meta.url), "utf8");
const ELEMENT = '<field39-explainer loading="eager" default-system="unionpay-pos"></field39-explainer>';
const { browser, server: files } = await stage(() => host((path) => (path === "/" ? { body: scriptPage("", ELEMENT) } : undefined)));

async function opened(options) {
  const visited = await visit(browser, `${files.origin}/`, options);
  await rests(visited.page);
  const session = await visited.context.newCDPSession(visited.page);
  const compose = (text) => session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  const commit = (text) => session.send("Input.insertText", { text });
  return { ...visited, compose, commit };
}
const code = (page) => part(page, "card").first().getAttribute("data-code");
const cards = (page) => part(page, "card").count();
const live = (page) => page.locator("field39-explainer .live").textContent();
const results = (seen) => seen.events.filter(([name]) => name === "result");

test("while Chinese is composed nothing is said, found wanting or picked; the finished word is looked up once", async () => {
  const { page, context, seen, compose, commit } = await opened();
  await input(page).focus();
  for (const text of ["w", "wu", "wu'y", "wu'yi"]) {
    await compose(text);
    await page.waitForTimeout(40);
    assert.equal(await part(page, "nothing").count(), 0, `"${text}" is not called unknown`);
    assert.equal(await part(page, "card").locator("[data-verdict=unlisted]").count(), 0);
  }
  await page.waitForTimeout(900);
  assert.equal(await live(page), "");
  assert.deepEqual(results(seen), []);
  await commit("51");
  await page.waitForTimeout(900);
  assert.equal(await input(page).inputValue(), "51");
  assert.equal(await code(page), "51");
  assert.match(await live(page), /5 1/);
  assert.equal(results(seen).length, 1);
  await context.close();
});

test("Chinese by its sound is found while it is still composed", async () => {
  const { page, context, seen, compose } = await opened();
  await input(page).focus();
  await compose("yuebuzu");
  await part(page, "card").first().waitFor();
  assert.equal(await code(page), "51");
  assert.equal(await input(page).inputValue(), "yuebuzu", "the box is left to the input method");
  assert.deepEqual(results(seen), []);
  await context.close();
});

test("an answer that more letters make unsure is taken back while they are composed", async () => {
  const { page, context, compose } = await opened();
  await input(page).focus();
  for (const text of ["m", "mi", "mi'm", "mi'ma"]) {
    await compose(text);
    await page.waitForTimeout(40);
    const shown = (await cards(page)) ? await code(page) : "";
    assert.ok(["", text.toUpperCase()].includes(shown), `${shown} under ${text}`);
  }
  await context.close();
});

test("codes typed on a keyboard that composes everything are answered at once", async () => {
  const { page, context, compose } = await opened();
  await input(page).focus();
  for (const [text, shown] of [["A", 0], ["A0", 1]]) {
    await compose(text);
    await page.waitForTimeout(60);
    assert.ok((await cards(page)) >= shown);
  }
  assert.equal(await code(page), "A0");
  await compose("R0");
  await page.waitForTimeout(60);
  assert.equal(await part(page, "card").first().getAttribute("data-verdict"), "unlisted");
  await context.close();
});

test("what is still composed when the wasm arrives is not called unknown", async () => {
  const slow = await host((path) => {
    if (path === "/") return { body: scriptPage("", ELEMENT) };
    return path === "/field39.wasm" ? { wait: 700, body: (bytes) => bytes } : undefined;
  });
  const { page, context } = await visit(browser, `${slow.origin}/`);
  const session = await context.newCDPSession(page);
  await input(page).focus();
  await session.send("Input.imeSetComposition", { text: "zzz'zzz", selectionStart: 7, selectionEnd: 7 });
  await rests(page);
  await page.waitForTimeout(900);
  assert.equal(await part(page, "nothing").count(), 0);
  assert.equal(await live(page), "");
  assert.equal(await input(page).inputValue(), "zzz'zzz");
  await session.send("Input.insertText", { text: "余额不足" });
  await part(page, "card").first().waitFor();
  assert.equal(await code(page), "51");
  await context.close();
  slow.close();
});

test("keys that belong to the input method are not ours", async () => {
  const { page, context } = await opened();
  await input(page).fill("余额");
  const held = await input(page).evaluate((input) =>
    [{ isComposing: true, key: "Enter" }, { keyCode: 229, key: "Enter" }, { isComposing: true, key: "Escape" }, { keyCode: 229, key: "ArrowDown" }].map((key) =>
      input.dispatchEvent(new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true })),
    ),
  );
  assert.deepEqual(held, [true, true, true, true]);
  assert.equal(await input(page).inputValue(), "余额");
  await context.close();
});

test("by keyboard alone: down to an answer, enter, escape back", async () => {
  const { page, context } = await opened();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("R0");
  assert.equal(await code(page), "R0");
  await page.keyboard.press("ArrowDown");
  const active = await input(page).getAttribute("aria-activedescendant");
  assert.ok(active);
  const option = page.locator(`field39-explainer #${active}`);
  assert.equal(await option.getAttribute("role"), "option");
  assert.equal(await option.getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowUp");
  assert.equal(await input(page).getAttribute("aria-activedescendant"), null);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assert.equal(await input(page).inputValue(), "R0", "the first escape leaves the list");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await part(page, "card").first().getAttribute("data-system"), "visa");
  await page.keyboard.press("Escape");
  assert.equal(await input(page).inputValue(), "");
  assert.ok(await input(page).evaluate((input) => input.getRootNode().activeElement === input), "the focus never left the box");
  await context.close();
});

test("focus goes to the box, and a tap on the answer does not", async () => {
  const { page, context } = await opened();
  await page.evaluate(() => document.querySelector("field39-explainer").focus());
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.localName), "textarea");
  await input(page).fill("51");
  await page.evaluate(() => document.activeElement.blur());
  await part(page, "meaning").click();
  assert.notEqual(await page.evaluate(() => document.querySelector("field39-explainer").shadowRoot.activeElement?.localName), "textarea");
  await context.close();
});

test("one sentence is said for each query, once typing rests", async () => {
  const { page, context } = await opened();
  await page.evaluate(() => {
    globalThis.said = [];
    const live = document.querySelector("field39-explainer").shadowRoot.querySelector("[role=status]");
    new MutationObserver(() => said.push(live.textContent)).observe(live, { childList: true, characterData: true, subtree: true });
  });
  for (const text of ["51", "余额不足", "qqqqqqqqqq", "4111 1111 1111 1111"]) {
    await input(page).fill("");
    await input(page).pressSequentially(text, { delay: 5 });
    await page.waitForTimeout(1000);
  }
  const said = await page.evaluate(() => globalThis.said);
  assert.equal(said.length, 4, JSON.stringify(said));
  assert.ok(said.every(Boolean));
  assert.doesNotMatch(said.join(" "), /4111/);
  const loud = await page.locator("field39-explainer").evaluate((element) => element.shadowRoot.querySelectorAll("[role=status],[role=alert],[aria-live]").length);
  assert.equal(loud, 1, "one live region");
  await context.close();
});

test("codes that were looked up are offered again, and forgotten with the page", async () => {
  const { page, context } = await opened();
  await input(page).fill("A0");
  await page.waitForTimeout(900);
  await input(page).fill("");
  await part(page, "recent").locator("[data-code=A0]").click();
  assert.equal(await code(page), "A0");
  await page.reload();
  await rests(page);
  assert.equal(await part(page, "recent").count(), 0);
  await context.close();
});

async function drop(page, name, bytes) {
  const data = await page.evaluateHandle(
    ([name, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name));
      return data;
    },
    [name, [...bytes]],
  );
  await page.dispatchEvent("field39-explainer .frame", "drop", { dataTransfer: data });
  await page.waitForTimeout(400);
}

test("a dropped file is read as words, or as bytes where it is no text", async () => {
  const { page, context } = await opened();
  await drop(page, "slip.txt", Buffer.from("RESP: 51\n"));
  assert.equal(await code(page), "51");
  await drop(page, "slip-gbk.txt", Buffer.from([0xd3, 0xe0, 0xb6, 0xee, 0xb2, 0xbb, 0xd7, 0xe3]));
  assert.equal(await code(page), "51", "余额不足 in GBK");
  await drop(page, "slip-utf16.txt", Buffer.from("\ufeff余额不足", "utf16le"));
  assert.equal(await code(page), "51");
  await drop(page, "capture.bin", Buffer.from(DUMP.replace(/[^0-9a-f]/gi, ""), "hex"));
  assert.equal(await code(page), "51");
  assert.ok((await part(page, "fields").count()) > 0, "a message");
  assert.doesNotMatch(await everything(page), /4761\W*7390\W*0101\W*0119/);
  await context.close();
});

test("a very long paste is not laid out, is masked, and the next key replaces it", async () => {
  const { page, context } = await opened();
  const took = await input(page).evaluate((input) => {
    const data = new DataTransfer();
    data.setData("text/plain", `line with 4111111111111111 in it\n`.repeat(32_000));
    const start = performance.now();
    input.focus();
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    return performance.now() - start;
  });
  const shown = await input(page).inputValue();
  assert.ok(shown.length < 400, `${shown.length} characters are shown`);
  assert.match(shown, /\(1056000\)$/);
  assert.doesNotMatch(await everything(page), /4111111111111111/);
  assert.ok(took < 4000, `${took} ms`);
  await page.keyboard.type("5");
  await page.keyboard.type("1");
  assert.equal(await input(page).inputValue(), "51");
  assert.equal(await code(page), "51");
  await context.close();
});

test("a short paste goes where the cursor is", async () => {
  const { page, context } = await opened();
  await input(page).fill("RESP: ");
  await page.evaluate(() => navigator.clipboard?.writeText("51").catch(() => {}));
  await input(page).evaluate((input) => {
    input.focus();
    document.execCommand("insertText", false, "51");
  });
  assert.equal(await input(page).inputValue(), "RESP: 51");
  assert.equal(await code(page), "51");
  await context.close();
});
