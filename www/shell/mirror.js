// Attributes and the properties that mirror them.

/** Property -> attribute and what it stands for when it is missing. `lang` is mirrored by every element; `query` has a
 * live value of its own. */
const TEXTS = {
  defaultSystem: ["default-system", ""],
  mode: ["mode", "auto"],
  theme: ["theme", "auto"],
  placeholder: ["placeholder", ""],
  label: ["label", ""],
  loading: ["loading", "visible"],
  srcWasm: ["src-wasm", ""],
};

/** Attributes whose changes the element follows. */
export const OBSERVED = ["lang", "query", "max-results", ...Object.values(TEXTS).map(([attribute]) => attribute)];

const OWN = ["query", "extraCodes", "contact", "strings", "maxResults", "deepLink", ...Object.keys(TEXTS)];

/** Gives a class its mirrored properties. */
export function mirror(prototype) {
  const define = (name, get, set) => Object.defineProperty(prototype, name, { get, set, configurable: true, enumerable: true });
  for (const [name, [attribute, usual]] of Object.entries(TEXTS)) {
    define(
      name,
      function () {
        return this.getAttribute(attribute) ?? usual;
      },
      function (value) {
        value == null ? this.removeAttribute(attribute) : this.setAttribute(attribute, value);
      },
    );
  }
  define(
    "maxResults",
    function () {
      return Number.parseInt(this.getAttribute("max-results"), 10) || 8;
    },
    function (value) {
      this.setAttribute("max-results", value);
    },
  );
  define(
    "deepLink",
    function () {
      return this.hasAttribute("deep-link");
    },
    function (value) {
      this.toggleAttribute("deep-link", Boolean(value));
    },
  );
}

/** Properties that were set before the element was defined hide the accessors: sets them again, through those. */
export function adopt(element) {
  for (const name of OWN) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete element[name];
    try {
      element[name] = value;
    } catch (error) {
      // A table with a slip in it: told as if it had been set now, but no reason to leave the page without the rest.
      reportError(error);
    }
  }
}
