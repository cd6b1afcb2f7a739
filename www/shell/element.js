// The element: plain JavaScript that owns the input, so that typing, IME, focus and the phone's keyboard are never
// disturbed. It hands text to the widget, which renders all that stands below. Keeps nothing, sends nothing: the only
// requests are for its own files. Importing this registers nothing and touches no global of a page.
import { own, page } from "field39-assets";
import { Answers } from "./answers.js";
import { Box } from "./box.js";
import { textOf } from "./dropped.js";
import { faultIn } from "./extra-codes.js";
import { Failure, nameOf, sentence } from "./failure.js";
import { WORDS, inherited, ours } from "./language.js";
import * as link from "./link.js";
import { OBSERVED, adopt, mirror } from "./mirror.js";
import { Notice } from "./notice.js";
import { Options } from "./options.js";
import { build } from "./skeleton.js";
import { VERSION } from "./version.js";
import { idle, whenWanted } from "./wanted.js";

/** How long typing rests before the answer is said aloud. */
const REST = 700;

export class Field39Explainer extends (globalThis.HTMLElement ?? class {}) {
  static version = VERSION;
  static observedAttributes = OBSERVED;

  #root = this.attachShadow({ mode: "open", delegatesFocus: true });
  #state = "idle";
  #ready = promise();
  /** What ends this stay on the page; nothing while the element is off it. */
  #leave;
  #parts;
  #box;
  #options;
  #notice;
  #answers;
  #language;
  #system;
  #query;
  #extraCodes = [];
  #contact;
  #strings = {};
  #told;
  #resting;
  /** Whether the host put the text there, which is told of it by nobody. */
  #isQuiet = true;

  connectedCallback() {
    if (!this.#parts) this.#begin();
    // A move within the page, off and on in one go, finds everything in place.
    if (!this.#leave) this.#arrive();
  }

  disconnectedCallback() {
    setTimeout(() => {
      if (this.isConnected || !this.#leave) return;
      this.#leave();
      this.#leave = undefined;
      this.#drop("idle");
    });
  }

  attributeChangedCallback(name, _, value) {
    if (!this.#leave) return;
    if (name === "lang") this.#speak();
    else if (name === "query") this.query = value;
    else if (name === "default-system") this.#answers?.set("system", value ?? "");
    else if (name === "mode" || name === "max-results") this.#furnish();
    else this.#name();
  }

  /** `idle`, `loading`, `ready` or `error`. */
  get state() {
    return this.#state;
  }

  /** Resolves with the element when an answer can be given; rejects with an error whose `code` names the fault. */
  get ready() {
    return this.#ready.promise;
  }

  /** The text of the box as it is shown, with card data masked. Setting it tells nobody. */
  get query() {
    return this.#box?.value ?? this.#query ?? this.getAttribute("query") ?? "";
  }
  set query(text) {
    this.#put(text ?? "", true);
  }

  get extraCodes() {
    return this.#extraCodes;
  }
  set extraCodes(rows) {
    const fault = faultIn(rows ?? []);
    if (fault) throw Object.assign(new Failure("bad-codes"), fault);
    this.#extraCodes = [...(rows ?? [])];
    this.#furnish();
  }

  get contact() {
    return this.#contact;
  }
  set contact(contact) {
    this.#contact = contact ?? undefined;
    this.#furnish();
  }

  get strings() {
    return this.#strings;
  }
  set strings(strings) {
    this.#strings = { ...strings };
    if (this.#language) this.#name();
  }

  /** Fetches wasm and words; may be called again after a failure. */
  load() {
    if (!this.#answers && this.#leave) {
      if (this.#state === "error") this.#ready = promise();
      this.#start();
    }
    return this.ready;
  }

  /** Puts a text into the box, as if it had been typed. */
  search(text) {
    this.#put(text);
  }

  /** The same for a message: its text, or its bytes. */
  async decode(message) {
    this.#put(typeof message === "string" ? message : await textOf(new Blob([message])));
  }

  clear() {
    this.#put("");
    this.focus();
  }

  focus(options) {
    this.#parts?.input.focus(options);
  }

  #put(text, isQuiet) {
    this.#query = String(text);
    if (!this.#box) return;
    this.#box.put(this.#query);
    this.#take(isQuiet);
  }

  #begin() {
    adopt(this);
    const parts = (this.#parts = build(this.#root));
    const box = new Box(parts.input, parts.frame, () => this.#take());
    box.put(this.query);
    this.#box = box;
    this.#options = new Options(parts.input, parts.below);
    this.#notice = new Notice(parts);
    parts.input.addEventListener("keydown", (event) => this.#key(event));
    parts.forget.addEventListener("click", () => this.clear());
    parts.switcher.addEventListener("click", () => this.#speak(this.#language === "en" ? "zh-Hans" : "en"));
    parts.retry.addEventListener("click", () => (this.#answers ? this.#more() : this.load()));
  }

  #arrive() {
    const stay = new AbortController();
    this.#leave = () => stay.abort();
    this.#language ??= ours(this.getAttribute("lang") || inherited(this));
    this.#notice.hide();
    this.#name();
    addEventListener("hashchange", () => this.#follow(), { signal: stay.signal });
    // The widget draws in tasks of its own. All widgets of a page share the wasm, so that one that stopped stops all; a
    // wasm of the page's own is none of our business.
    const stopped = ({ error }) => this.#answers && error?.name === "RuntimeError" && error.stack.includes(own) && this.#fail(error);
    addEventListener("error", stopped, { signal: stay.signal });
    this.#follow();
    whenWanted(this, () => this.load(), stay.signal);
  }

  /** Shows the code that the page's address names. */
  #follow() {
    const named = this.deepLink && link.read();
    if (named && named !== this.#card()) this.#open(named);
  }

  #open(named) {
    const [system, code] = split(named);
    this.#system = system;
    this.#answers?.set("system", system);
    this.#put(code);
  }

  #card() {
    return this.#answers?.get("card");
  }

  async #start() {
    this.#state = "loading";
    this.#notice.wait();
    const answers = new Answers({
      source: this.getAttribute("src-wasm"),
      crashed: (error) => this.#fail(error),
      missed: (error) => this.#tell("error", { code: nameOf(error), message: sentence(nameOf(error), this.#language) }),
    });
    this.#answers = answers;
    const language = this.#language;
    try {
      await answers.fetch(language);
      // It may have been taken off the page meanwhile, and put back.
      if (answers !== this.#answers) return;
      answers.begin(language, this.#parts.below, (kind, detail) => this.#did(kind, detail));
    } catch (error) {
      if (answers === this.#answers) this.#fail(error);
      return;
    }
    answers.set("system", this.#system ?? this.defaultSystem);
    answers.furnish(this);
    this.#state = "ready";
    this.#notice.hide();
    if (language !== this.#language) this.#speak(this.#language);
    this.#name();
    this.#ready.resolve(this);
    this.#tell("ready", { version: VERSION, dataVersion: answers.get("data") });
    this.#take(this.#isQuiet);
    idle(() => answers.rest(this.#language).then(() => this.#more()));
  }

  /** Hands the text over. While an input method composes, only a sure answer is shown and nothing is said. */
  #take(isQuiet) {
    const { forget, live } = this.#parts;
    const { text, composing } = this.#box;
    forget.hidden = !text;
    this.#options.leave();
    clearTimeout(this.#resting);
    this.#isQuiet = isQuiet;
    if (!this.#answers && text && this.#state === "idle") this.load();
    if (this.#state !== "ready") return;
    this.#answers.set(composing ? "offer" : "text", text);
    if (composing) return;
    this.#box.mask(this.#answers?.get("masked") ?? "");
    this.#result(isQuiet);
    this.#more();
    this.#resting = setTimeout(() => {
      const said = this.#answers?.get("settled");
      if (said !== undefined) live.textContent = said;
      // Words that did not come are asked for again.
      this.#answers?.more(this.#language);
      // Not at every key: browsers ask for a page's icon again when its address changes.
      if (this.deepLink) link.write(this.#told?.startsWith("message") ? "" : this.#card());
    }, REST);
  }

  /** Tells the host what was found: kind and codes of the tables, never the text. */
  #result(isQuiet) {
    const result = this.#answers?.get("result");
    if (!result) return;
    const [kind, count, ...codes] = result.split("\n");
    if (result === this.#told) return;
    this.#told = result;
    const named = codes.map(split).map(([system, code]) => ({ system, code }));
    if (this.#box.text && !isQuiet) this.#tell("result", { kind, count: Number(count), codes: named });
  }

  /** An answer may need the second part of the wasm; the widget shows that it waits. */
  async #more() {
    const answers = this.#answers;
    const waits = () => answers === this.#answers && answers?.get("waits");
    if (!answers) return;
    this.#notice.hide();
    if (!waits()) return;
    const error = await answers.secondPart();
    if (waits()) this.#notice.complain(error ?? new Failure("network"), this.#language);
    else if (answers === this.#answers) this.#take(this.#isQuiet);
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229 || this.#box.composing) return;
    const { value } = this.#box;
    const isLine = !value.includes("\n");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && this.#options.leave()) this.focus();
    else if (event.key === "Escape" && value) this.clear();
    else if (event.key === "Enter" && !event.shiftKey && isLine) this.#options.pick();
    else if (step && isLine) this.#options.move(step);
    else return;
    event.preventDefault();
  }

  /** What a person did in the widget; `false` where the host has taken it over. */
  #did(kind, detail) {
    if (kind === "query") {
      // Whoever used the keyboard keeps it; a tap does not open a phone's.
      if (this.#root.activeElement?.matches(":focus-visible")) this.focus();
      this.search(detail);
    }
    if (kind === "open") this.#open(detail);
    if (kind === "copy") return this.#tell("copy", { what: detail || "summary" }, true);
    if (kind !== "select") return true;
    const [named, path] = detail.split("\n");
    const [system, code] = split(named);
    const goesOn = this.#tell("select", { system, code, url: page(path) }, true);
    if (goesOn && this.deepLink) link.write(named);
    return goesOn;
  }

  /** Hands over what the host page brings, and reads the text again with it. */
  #furnish() {
    this.#answers?.furnish(this);
    if (this.#leave) this.#take(true);
  }

  /** Gives everything its words. */
  #name() {
    const { input, title, switcher, note, forget, frame } = this.#parts;
    const word = (key) => this.#strings[key] ?? WORDS[this.#language][key] ?? "";
    const packed = (key) => this.#strings[key] ?? (this.#answers?.get(`ui.${key}`) || word(key));
    const label = this.label || packed("label");
    input.setAttribute("aria-label", label);
    input.rows = this.mode === "decode" ? 4 : 1;
    input.placeholder = this.placeholder || packed("placeholder") || label;
    title.textContent = packed("title");
    note.textContent = packed("private");
    switcher.textContent = word("language");
    switcher.lang = this.#language === "en" ? "zh-Hans" : "en";
    forget.setAttribute("aria-label", word("clear"));
    frame.lang = this.#language;
  }

  /** Speaks this language, or that of the attribute or the page. */
  async #speak(tag = ours(this.getAttribute("lang") || inherited(this))) {
    this.#language = tag;
    this.#name();
    await this.#answers?.speak(tag);
    this.#name();
    await this.#answers?.more(tag);
  }

  #fail(error) {
    const hadText = this.#state === "ready";
    this.#drop("error");
    // What it stopped at may be the text.
    if (hadText) this.#box.put("");
    const described = this.#notice.complain(error, this.#language, true);
    this.#ready.reject(new Failure(described.code));
    this.#tell("error", described);
  }

  #drop(state) {
    const answers = this.#answers;
    clearTimeout(this.#resting);
    this.#answers = this.#told = undefined;
    if (this.#state === "ready") this.#ready = promise();
    this.#state = state;
    try {
      answers?.end();
    } catch {
      // It stopped within a call, which still holds it.
    }
    this.#parts.below.replaceChildren();
  }

  /** Tells the host; never with what was typed. Whether the host lets it go on. */
  #tell(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(`field39-${name}`, { bubbles: true, composed: true, cancelable, detail }));
  }
}

mirror(Field39Explainer.prototype);

function promise() {
  const settle = {};
  settle.promise = new Promise((resolve, reject) => Object.assign(settle, { resolve, reject }));
  settle.promise.catch(() => {});
  return settle;
}

/** `system:code` in two. */
function split(named = "") {
  const at = named.indexOf(":");
  return at < 0 ? [] : [named.slice(0, at), named.slice(at + 1)];
}
