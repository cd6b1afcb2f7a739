// How a page uses the element, as the compiler sees it.
import { Field39Explainer } from "field39/element";
import "field39/define";

const element = document.createElement("field39-explainer");
element.extraCodes = [{ code: "R0", verdict: "shop-fix", title: "t", meaning: "m", source: "s" }];
element.contact = { name: "The shop desk", phone: "12" };
element.addEventListener("field39-result", (event) => {
  const codes: { system: string; code: string }[] = event.detail.codes;
  void codes;
});
element.addEventListener("field39-error", ({ detail }) => {
  const known: "csp" | "no-wasm" | "network" | "integrity" | "version" | "crash" = detail.code;
  void known;
});
element.addEventListener("click", (event) => event.clientX);
export const state: "idle" | "loading" | "ready" | "error" = element.state;
export const ready: Promise<Field39Explainer> = element.load();
export const found: Field39Explainer | null = document.querySelector("field39-explainer");
// @ts-expect-error read only
element.state = "ready";
// @ts-expect-error not a message
void element.decode(51);
