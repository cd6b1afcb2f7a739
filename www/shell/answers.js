// The wasm widget for one stay of an element on a page: what has been fetched for it, what the host page gave it, and
// calls into it. A call that fails is reported once, and the widget is not asked again.
import { Widget } from "field39-glue";
import { more, pack, start } from "./engine.js";
import { LANGUAGES } from "./language.js";
import { dress } from "./skeleton.js";

export class Answers {
  #widget;
  #root;
  #source;
  #first;
  #added = new Set();
  #crashed;
  #missed;

  /** `crashed(error)`: it stopped. `missed(error)`: a part that can come later did not come. */
  constructor({ source, crashed, missed }) {
    this.#source = source ?? undefined;
    this.#crashed = crashed;
    this.#missed = missed;
  }

  /** Fetches what a first answer needs, all at once. */
  async fetch(language) {
    [this.#first] = await Promise.all([pack(language), start(this.#source)]);
    // What follows is a task of its own, so that a slow phone can take a key in between.
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** Renders into `below`, as soon as the caller comes to rest: with all that it has said by then. */
  begin(language, below, did) {
    this.#root = below.getRootNode();
    this.#widget = new Widget(below, did);
    this.#dress("look");
    this.#add(language, this.#first);
    this.#widget.set("language", language);
  }

  /** Fetches the rest: with it all codes are known, messages are read, and search speaks both languages. */
  async rest(language) {
    await this.secondPart();
    await this.more(language);
    for (const tag of LANGUAGES) {
      await this.speak(tag, false);
      await this.more(tag);
    }
  }

  /** Asks the widget for one thing; nothing while there is none. */
  get(name) {
    return this.#call((widget) => widget.get(name));
  }

  /** Tells the widget one thing. */
  set(name, value) {
    this.#call((widget) => widget.set(name, value));
  }

  /** The widget brings the look of what it shows. */
  #dress(name) {
    const look = this.get(name);
    if (look) dress(this.#root, name, look);
  }

  #call(how) {
    if (!this.#widget) return undefined;
    try {
      return how(this.#widget);
    } catch (error) {
      this.#widget = undefined;
      this.#crashed(error);
      return undefined;
    }
  }

  /** Fetches a language, and shows it unless told otherwise. */
  async speak(tag, isShown = true) {
    await this.#fetch(tag);
    if (isShown) this.set("language", tag);
  }

  /** The words that a first answer does not need. */
  more(tag) {
    return this.#fetch(`${tag}.more`);
  }

  /** Fetches the second part of the wasm; the widget reads again what waits for it. Gives the fault, if there is one. */
  async secondPart() {
    try {
      if (!this.#added.has("more")) await more(this.#source);
    } catch (error) {
      this.#missed(error);
      return error;
    }
    if (!this.#added.has("more")) {
      this.set("more", "");
      this.#dress("look.more");
    }
    this.#added.add("more");
    return undefined;
  }

  /** Hands over what the host page brings; the next text is read with it. */
  furnish({ mode, maxResults, contact, extraCodes }) {
    // A part is a line.
    const lines = (...parts) => parts.map((part = "") => String(part).replaceAll("\n", " ")).join("\n");
    const { name, phone, url } = contact ?? {};
    this.set("mode", mode);
    this.set("most", String(maxResults));
    // A link of the host's leads to where people read, write or call, and nowhere else.
    this.set("contact", lines(name, phone, /^(https?:|mailto:|tel:)/i.test(url) ? url : ""));
    this.set("no codes", "");
    for (const { code, verdict, title, meaning, source, contact } of extraCodes) {
      this.set("code", lines(code, verdict, title, meaning, source, contact));
    }
  }

  /** Takes it off the page. */
  end() {
    const widget = this.#widget;
    this.#widget = undefined;
    widget?.free();
  }

  async #fetch(name) {
    if (!this.#widget || this.#added.has(name)) return;
    try {
      const bytes = await pack(name);
      if (this.#widget) this.#add(name, bytes);
    } catch (error) {
      this.#missed(error);
    }
  }

  #add(name, bytes) {
    if (this.#added.has(name)) return;
    this.#added.add(name);
    this.#widget.addPack(name.split(".")[0], bytes);
  }
}
