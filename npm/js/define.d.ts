// `field39/define`: registers <field39-explainer>, once, however many copies a page has.
export {};
declare global {
  interface HTMLElementTagNameMap {
    "field39-explainer": import("./element.js").Field39Explainer;
  }
}
