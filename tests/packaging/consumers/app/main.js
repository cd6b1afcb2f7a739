// What a site would write. Each part says for itself how it went, so that one that fails hides no other.
import { load, explain } from "field39";
import zh from "field39/lang/zh-Hans";
import { Field39Explainer } from "field39/element";

const parts = {
  async inlined() {
    const field39 = await load({ lang: [zh] });
    return field39.explain("R0", { locale: "zh-Hans", defaultSystem: "unionpay-pos" }).answers[0].verdict;
  },
  async convenience() {
    return (await explain("51", { locale: "zh-CN" })).answers[0].verdict;
  },
  async worker() {
    const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    const said = await new Promise((resolve, reject) => {
      worker.onmessage = (event) => resolve(event.data);
      worker.onerror = (event) => reject(new Error(event.message || "the worker did not start"));
    });
    worker.terminate();
    return said;
  },
  async url() {
    const { load } = await import("field39/url");
    return (await load()).explain("98", { defaultSystem: "unionpay-pos" }).answers[0].verdict;
  },
  async element() {
    const before = customElements.get("field39-explainer") === undefined;
    await import("field39/define");
    const element = document.createElement("field39-explainer");
    element.setAttribute("query", "51");
    document.body.append(element);
    await element.ready;
    return [before, element instanceof Field39Explainer, element.shadowRoot.querySelector("[data-verdict]").dataset.verdict].join(" ");
  },
};

(async () => {
  const results = {};
  for (const [name, work] of Object.entries(parts)) {
    if (globalThis.leaveOut?.includes(name)) continue;
    results[name] = await work().catch((error) => `${error.name} ${error.code ?? ""} ${error.message}`);
  }
  globalThis.results = results;
})();
