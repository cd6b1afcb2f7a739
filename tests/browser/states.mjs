// What the widget can show, each as the text that brings it there and what to do then: for axe and for pictures.
import { readFile } from "node:fs/promises";
import { ask, input, part } from "./browser.mjs";

const vector = (name) => readFile(new URL(`../vectors/${name}.txt`, import.meta.url), "utf8");

/** Six kinds of messages. */
export const MESSAGES = {
  "unionpay-pos": await vector("unionpay-pos-0210-declined-51-spaced-hex"),
  ebcdic: await readFile(new URL("./fixtures/mastercard-0110-ebcdic-field-39-51.hex", import.meta.url), "utf8"),
  "field-127": await vector("postilion-0210-field-127-with-bitmap"),
  "field-55": await vector("unionpay-pos-0210-chip-data-with-8a"),
  trace: await vector("apdu-trace-select-read-record-not-found"),
  truncated: await vector("unionpay-pos-0210-cut-inside-field-41"),
};

const words = { "zh-Hans": "密码错误", en: "wrong pin" };
const open = (name) => async (page) => part(page, name).locator("summary").first().click();

/** Name, text (by language where it differs), and what is done after it. */
export const STATES = [
  ["empty", ""],
  ["unlisted", "R0"],
  ["fix-now", "51"],
  ["shop-fix", "A0"],
  ["unknown", "98"],
  ["stop", "41"],
  ["paid", "00"],
  ["words", words],
  ["gateway", '{"error":{"code":"card_declined","decline_code":"insufficient_funds"}}'],
  ["nothing", "qwrtzx plk"],
  ["guard", "4111 1111 1111 1111"],
  ["sources", "51", open("sources")],
  ["customer", "51", async (page) => part(page, "show-customer").click()],
  ["decode", MESSAGES["unionpay-pos"]],
  ["broken", MESSAGES.truncated],
];

/** Brings the widget into a state, from any other. */
export async function enter(page, [, text, then], lang) {
  await page.keyboard.press("Escape");
  await page.evaluate((lang) => document.querySelector("field39-explainer").setAttribute("lang", lang), lang);
  await input(page).waitFor();
  await ask(page, "");
  await ask(page, text[lang] ?? text);
  await then?.(page);
}
