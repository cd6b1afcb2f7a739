// The element: plain JavaScript that owns the input, so that typing, IME, focus and the phone's keyboard are never
// disturbed. It loads wasm and the page's language pack in parallel, and hands text to the widget, which renders all
// that stands below. Keeps nothing, sends nothing: the only requests are for its own files.
import css from "./widget.css";
import { sprite } from "./icons.js";
import init, { Widget } from "field39-glue";

const here = new URL(".", import.meta.url);
const LANGUAGES = ["zh-Hans", "en"];
// Until the pack arrives the input needs a name; afterwards the pack gives it.
const NAMES = { "zh-Hans": "应答码、文字或报文", en: "Code, words or message" };

let ready;
/** Compiles the wasm once for all elements of the page. */
function compile(source) {
  ready ??= fetch(source).then(async (response) => {
    if (!response.ok) throw new Error(`field39.wasm: ${response.status}`);
    const again = response.clone();
    // A server that names another type makes streaming throw; the bytes are good all the same.
    return init({ module_or_path: response }).catch(async () => init({ module_or_path: await again.arrayBuffer() }));
  });
  ready.catch(() => (ready = undefined));
  return ready;
}

let more;
/** The second part (the codes of the other systems, decoders) shares memory and table with the first. */
function second(source) {
  more ??= Promise.all([ready, fetch(source)]).then(async ([first, response]) => {
    if (!response.ok) throw new Error(`field39-more.wasm: ${response.status}`);
    await WebAssembly.instantiate(await response.arrayBuffer(), { __wasm_split: first });
  });
  more.catch(() => (more = undefined));
  return more;
}

const packs = new Map();
/** The file of a language: `zh-Hans` is what a first answer needs, `zh-Hans.more` the rest. */
function pack(tag) {
  if (!packs.has(tag)) {
    const wanted = fetch(new URL(`lang/${tag}.pack`, here)).then(async (response) => {
      if (!response.ok) throw new Error(`lang/${tag}.pack: ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    });
    wanted.catch(() => packs.delete(tag));
    packs.set(tag, wanted);
  }
  return packs.get(tag);
}

/** A tag of ours for any tag of theirs: zh-CN is zh-Hans, everything else we lack is English. */
function language(tag) {
  return /^zh\b/i.test(tag ?? "") ? "zh-Hans" : "en";
}

class Field39Explainer extends HTMLElement {
  static observedAttributes = ["lang", "default-system", "query", "theme", "placeholder", "label"];

  #root = this.attachShadow({ mode: "open" });
  #widget;
  #language;
  #added = new Set();
  #masked = "";
  #composing = false;
  #speaking;
  #parts;

  #settle;

  /** Resolves when the first answer can be given. */
  ready = new Promise((resolve, reject) => {
    this.#settle = { resolve, reject };
  });
  /** idle, loading, ready or error. */
  state = "idle";

  connectedCallback() {
    if (this.#parts) return;
    this.ready.catch(() => {});
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.#root.adoptedStyleSheets = [sheet];
    this.#language = language(this.getAttribute("lang") ?? this.closest("[lang]")?.lang ?? navigator.language);
    this.#parts = this.#build();
    this.#input(this.getAttribute("query") ?? "");
    this.load();
  }

  attributeChangedCallback(name, _, value) {
    if (!this.#parts) return;
    if (name === "lang") this.#speak(language(value));
    if (name === "query") this.#input(value ?? "");
    if (name === "default-system") this.#widget?.set("system", value ?? "");
    if (name === "label" || name === "placeholder") this.#name();
  }

  /** Fetches wasm and words; may be called again after a failure. */
  async load() {
    if (this.state === "ready" || this.state === "loading") return this.ready;
    this.#state("loading");
    try {
      const [bytes] = await Promise.all([pack(this.#language), compile(this.#wasm())]);
      this.#widget = new Widget(this.#parts.below, (kind, detail) => this.#did(kind, detail));
      this.#widget.set("system", this.getAttribute("default-system") ?? "");
      this.#add(this.#language, bytes);
      this.#widget.set("language", this.#language);
      this.#parts.waiting.remove();
      this.#name();
      this.#take();
      this.#state("ready");
      this.#settle.resolve(this);
      this.#tell("ready");
      // Search is bilingual, and the customer's screen has two languages, once the others are in.
      const others = async () => {
        await this.#more();
        await this.#fetch(this.#language, ".more");
        for (const tag of LANGUAGES.filter((tag) => tag !== this.#language)) {
          await this.#fetch(tag);
          await this.#fetch(tag, ".more");
        }
      };
      "requestIdleCallback" in window ? requestIdleCallback(others) : setTimeout(others, 200);
    } catch (error) {
      this.#state("error");
      const code = typeof WebAssembly === "object" ? (error instanceof WebAssembly.CompileError ? "csp" : "network") : "no-wasm";
      this.#parts.waiting.textContent = this.#language === "en" ? "This could not be loaded. Please reload the page." : "没有加载成功，请刷新页面。";
      this.#settle.reject(error);
      this.#tell("error", { code });
    }
    return this.ready;
  }

  /** Puts a text into the box, as if it had been typed. */
  search(text) {
    this.#input(String(text));
  }
  decode(text) {
    this.#input(String(text));
  }
  clear() {
    this.#input("");
    this.focus();
  }
  focus(options) {
    this.#parts?.input.focus(options);
  }

  #state(state) {
    this.state = state;
    this.dataset.state = state;
  }

  #build() {
    const make = (tag, attributes = {}, ...children) => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.append(...children);
      return element;
    };
    const title = make("b", { part: "title" }, this.#language === "en" ? "Response codes" : "应答码说明");
    const switcher = make("button", { part: "language", type: "button", class: "switch" });
    const input = make("textarea", {
      part: "input",
      rows: "1",
      autocomplete: "off",
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
      enterkeyhint: "search",
      "data-hj-suppress": "",
      "data-dd-privacy": "mask",
      "aria-describedby": "private",
    });
    const forget = make("button", { class: "forget", type: "button", part: "clear" }, "×");
    const below = make("div", { part: "body" });
    const waiting = make("p", { class: "waiting", "aria-hidden": "true" });
    const live = make("p", { class: "live", "aria-live": "polite", role: "status" });
    const note = make("p", { class: "private", id: "private" });
    const frame = make(
      "div",
      { class: "frame", part: "frame" },
      make("header", { class: "top" }, make("span", { class: "mark", "aria-hidden": "true" }, "39"), title, switcher),
      make("div", { class: "box" }, input, forget),
      below,
      waiting,
      note,
      live,
    );
    this.#root.append(sprite(), frame);
    input.addEventListener("compositionstart", () => (this.#composing = true));
    input.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#take();
    });
    input.addEventListener("input", () => this.#take());
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Escape") this.clear();
      if (event.key === "Enter" && !event.shiftKey && !input.value.includes("\n")) event.preventDefault();
    });
    forget.addEventListener("click", () => this.clear());
    switcher.addEventListener("click", () => this.setAttribute("lang", this.#language === "en" ? "zh-Hans" : "en"));
    frame.addEventListener("dragover", (event) => event.preventDefault());
    frame.addEventListener("drop", async (event) => {
      event.preventDefault();
      const [file] = event.dataTransfer?.files ?? [];
      const text = file ? await file.slice(0, 4 << 20).text() : event.dataTransfer?.getData("text");
      if (text) this.#input(text);
    });
    return { title, switcher, input, forget, below, waiting, live, note };
  }

  #input(text) {
    this.#parts.input.value = text;
    this.#take();
  }

  /** Hands the text over. A masked text stands for the raw one until somebody edits it. */
  #take() {
    const { input, forget } = this.#parts;
    forget.hidden = input.value === "";
    this.#grow();
    if (!this.#widget || (this.#masked && input.value === this.#masked)) return;
    this.#widget.set("text", input.value);
    if (this.#widget.get("waits")) this.#more();
    this.#mask();
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => {
      if (!this.#composing) this.#parts.live.textContent = this.#widget.get("settled");
    }, 700);
  }

  /** Shows the text without card data. The widget keeps it as it was, until somebody edits it. */
  #mask() {
    const { input } = this.#parts;
    this.#masked = this.#widget.get("masked");
    if (!this.#composing && this.#masked !== input.value) {
      const at = input.selectionEnd;
      input.value = this.#masked;
      input.setSelectionRange(at, at);
      this.#grow();
      input.scrollTop = 0;
    }
  }

  #grow() {
    const { input } = this.#parts;
    input.classList.toggle("long", input.value.length > 40);
    input.style.blockSize = "auto";
    if (input.value.length > 12) input.style.blockSize = `${input.scrollHeight}px`;
  }

  #name() {
    const { input, title, switcher, note, forget } = this.#parts;
    const word = (key) => this.#widget?.get(key) ?? "";
    const label = this.getAttribute("label") ?? (word("ui.label") || NAMES[this.#language]);
    input.setAttribute("aria-label", label);
    input.placeholder = this.getAttribute("placeholder") ?? (word("ui.placeholder") || label);
    title.textContent = word("ui.title") || title.textContent;
    note.textContent = word("ui.private");
    switcher.textContent = this.#language === "en" ? "中文" : "English";
    switcher.lang = this.#language === "en" ? "zh-Hans" : "en";
    forget.setAttribute("aria-label", this.#language === "en" ? "Clear" : "清除");
    this.#root.querySelector(".frame").lang = this.#language;
  }

  async #speak(tag) {
    this.#language = tag;
    if (!this.#widget) return;
    await this.#fetch(tag);
    this.#widget.set("language", tag);
    this.#name();
    await this.#fetch(tag, ".more");
  }

  async #fetch(tag, part = "") {
    try {
      this.#add(tag, await pack(tag + part), part);
    } catch {
      this.#tell("error", { code: "network" });
    }
  }

  /** Fetches the second part, and reads again what waits for it. */
  async #more() {
    if (this.#added.has("more")) return;
    try {
      await second(new URL("field39-more.wasm", this.#wasm()));
      if (this.#added.has("more")) return;
      this.#added.add("more");
      this.#widget.set("more", "");
      this.#mask();
    } catch {
      this.#tell("error", { code: "network" });
    }
  }

  #wasm() {
    return new URL(this.getAttribute("src-wasm") ?? "field39.wasm", this.hasAttribute("src-wasm") ? document.baseURI : here);
  }

  #add(tag, bytes, part = "") {
    if (this.#added.has(tag + part)) return;
    this.#widget.addPack(tag, bytes);
    this.#added.add(tag + part);
  }

  #did(kind, detail) {
    if (kind === "query") {
      // Whoever used the keyboard keeps it; a tap does not open a phone's.
      if (this.#root.activeElement?.matches(":focus-visible")) this.focus();
      this.#input(detail);
    }
    if (kind === "copy") this.#tell("copy");
  }

  /** Tells the host; never with what was typed. */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`field39-${name}`, { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get("field39-explainer")) customElements.define("field39-explainer", Field39Explainer);
