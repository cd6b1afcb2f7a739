// The elements of the shadow root that are there before the wasm is: the head, the box, and places for the rest.
import css from "field39-look";

/** What keeps other people's tools away from what is typed: spelling services, assistants, session recorders. */
const PRIVATE = {
  autocomplete: "off",
  autocapitalize: "none",
  autocorrect: "off",
  spellcheck: "false",
  translate: "no",
  writingsuggestions: "false",
  "data-gramm": "false",
  "data-lt-active": "false",
  "data-hj-suppress": "",
  "data-dd-privacy": "mask",
};

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}

const sheets = new Map();

/** Gives a shadow root a style sheet, which all elements of the page share. */
export function dress(root, name, text) {
  if (!sheets.has(name)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(name, sheet);
  }
  const sheet = sheets.get(name);
  const worn = root.adoptedStyleSheets;
  if (!worn.includes(sheet)) root.adoptedStyleSheets = [...worn, sheet];
}

/** Fills a shadow root; gives the parts that change. */
export function build(root) {
  dress(root, "shell", css);
  const button = (attributes, text = "") => make("button", { type: "button", ...attributes }, text);
  const parts = {
    title: make("b", { part: "title" }),
    switcher: button({ part: "language", class: "switch" }),
    input: make("textarea", {
      part: "input",
      rows: 1,
      enterkeyhint: "search",
      "aria-controls": "below",
      "aria-autocomplete": "list",
      "aria-describedby": "private",
      ...PRIVATE,
    }),
    forget: button({ part: "clear", class: "forget", hidden: "" }, "×"),
    below: make("div", { part: "body", id: "below" }),
    waiting: make("div", { part: "waiting", class: "waiting" }),
    failed: make("p", { part: "failure" }),
    retry: button({ part: "retry", class: "act" }),
    fallback: make("slot", { hidden: "" }),
    live: make("p", { part: "status", class: "live", role: "status" }),
    note: make("p", { part: "footer", class: "private", id: "private" }),
  };
  const { title, switcher, input, forget, below, waiting, fallback, live, note } = parts;
  // Focusable by a tap, so that a tap on an answer does not reach for the box and open a phone's keyboard.
  parts.frame = make(
    "div",
    { part: "frame", class: "frame", tabindex: -1 },
    make("header", { class: "top" }, make("span", { class: "mark", "aria-hidden": "true" }, "39"), title, switcher),
    make("div", { class: "box" }, input, forget),
    below,
    waiting,
    fallback,
    note,
    live,
  );
  root.append(parts.frame);
  return parts;
}
