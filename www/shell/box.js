// The box that people type into: typing at once, input methods, pastes and drops, and masked text. What is shown may
// stand in for what was pasted: card data is masked, and a very long text is not laid out at all.
import { textOf } from "./dropped.js";

/** A longer text is shown by its beginning alone. */
const LONG = 4000;
const BEGINNING = 200;

/** While an input method composes, these may be a code or Chinese by its sound; anything else is not finished. */
const LATIN = /^[\w' ]*$/;

export class Box {
  /** What was typed or pasted, as it was. */
  text = "";
  composing = false;
  #input;
  #tell;
  /** What is shown in place of the text. */
  #shown;

  /** `tell` is called after each change of the text. */
  constructor(input, zone, tell) {
    this.#input = input;
    this.#tell = tell;
    const on = (target, type, listener) => target.addEventListener(type, listener);
    on(input, "compositionstart", () => {
      this.composing = true;
      if (this.#isLong) input.value = "";
    });
    on(input, "compositionend", () => {
      this.composing = false;
      // What was looked up on the way is now said aloud as well.
      this.#typed(true);
    });
    on(input, "beforeinput", (event) => {
      if (!this.#isLong) return;
      // The beginning of a long text is no text to edit: the next key replaces or removes all of it.
      input.value = "";
      if (event.inputType.startsWith("delete")) this.#typed();
    });
    on(input, "input", () => this.#typed());
    on(input, "paste", (event) => this.#arrived(event, event.clipboardData));
    on(zone, "dragover", (event) => event.preventDefault());
    on(zone, "drop", (event) => this.#arrived(event, event.dataTransfer, true));
  }

  /** What is shown. */
  get value() {
    return this.#input.value;
  }

  get #isLong() {
    return this.text.length > LONG;
  }

  /** Puts a text in the place of the one that is there, without telling. */
  put(text) {
    this.text = text;
    this.#shown = undefined;
    if (this.#isLong) this.mask("");
    else this.#show(text);
  }

  /** Shows this in place of the text: the same text with card data masked. */
  mask(masked) {
    const shown = this.#isLong ? `${masked.slice(0, BEGINNING)}… (${this.text.length})` : masked;
    if (this.composing || shown === this.#input.value) return;
    const at = this.#input.selectionEnd;
    this.#shown = shown;
    this.#show(shown);
    this.#input.setSelectionRange(at, at);
    this.#input.scrollTop = 0;
  }

  #show(value) {
    this.#input.value = value;
    this.#grow();
  }

  #typed(finished) {
    const { value } = this.#input;
    if (!finished && value === (this.#shown ?? this.text)) return;
    this.text = value;
    this.#shown = undefined;
    if (this.#isLong) this.mask("");
    else this.#grow();
    if (!this.composing || LATIN.test(value)) this.#tell();
  }

  /** A paste or a drop. Short words go in as the browser puts them; files and long texts are taken from here. */
  async #arrived(event, data, isDrop) {
    const [file] = data?.files ?? [];
    const pasted = data?.getData("text") ?? "";
    if (!isDrop && !file && pasted.length <= LONG) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = this.#input;
    const around = isDrop || file || this.#isLong ? ["", ""] : [value.slice(0, selectionStart), value.slice(selectionEnd)];
    const text = file ? await textOf(file) : around.join(pasted);
    if (!text) return;
    this.put(text);
    this.#tell();
  }

  #grow() {
    const { classList, style, value } = this.#input;
    classList.toggle("long", value.length > 40);
    style.blockSize = "auto";
    if (value.length > 12) style.blockSize = `${this.#input.scrollHeight}px`;
  }
}
