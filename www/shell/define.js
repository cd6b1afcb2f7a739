// Registers the element. A page that has two copies keeps the first, and its owner is told when they differ.
import { Field39Explainer } from "./element.js";

const TAG = "field39-explainer";
const known = globalThis.customElements?.get(TAG);
if (!known) globalThis.customElements?.define(TAG, Field39Explainer);
else if (known.version !== Field39Explainer.version) {
  console.warn(`${TAG}: ${known.version} is kept, ${Field39Explainer.version} left out`);
}
