// The place of an answer that is still to come: a quiet block, or the sentence that says why there is none, with a way
// to try again and what the page's author put into the element.
import { nameOf, sentence } from "./failure.js";

/** Nothing that a second try could change. */
const FINAL = ["csp", "no-wasm"];

export class Notice {
  #parts;

  constructor(parts) {
    this.#parts = parts;
  }

  /** A quiet block while something loads. */
  wait() {
    this.#show();
  }

  hide() {
    this.#show();
    this.#parts.waiting.hidden = true;
  }

  /** Says what went wrong; gives its name and the sentence. */
  complain(error, language, isFatal) {
    const code = nameOf(error);
    const message = sentence(code, language);
    const { failed, retry, fallback, live } = this.#parts;
    failed.textContent = live.textContent = message;
    retry.textContent = sentence("again", language);
    this.#show(failed, ...(FINAL.includes(code) ? [] : [retry]));
    fallback.hidden = !isFatal;
    return { code, message };
  }

  #show(...children) {
    const { waiting, fallback } = this.#parts;
    waiting.hidden = false;
    waiting.replaceChildren(...children);
    fallback.hidden = true;
  }
}
