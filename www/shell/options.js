// Moving through the answers with the arrow keys while the focus stays in the box (WAI-ARIA: a text box that controls
// a list and names its active option).

export class Options {
  #input;
  #below;
  #active;

  constructor(input, below) {
    this.#input = input;
    this.#below = below;
  }

  /** Marks the next answer, or the one before; past either end none is marked. */
  move(step) {
    const all = [...this.#below.querySelectorAll("[role=option]")].filter((option) => option.offsetParent);
    const at = all.indexOf(this.#active);
    this.leave();
    const next = all[at < 0 && step < 0 ? all.length - 1 : at + step];
    if (!next) return;
    this.#active = next;
    next.id = "active";
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", "active");
  }

  /** Opens the marked answer. */
  pick() {
    const option = this.#active;
    this.leave();
    option?.click();
    return Boolean(option);
  }

  /** Takes the mark away; whether there was one. */
  leave() {
    const option = this.#active;
    this.#active = undefined;
    option?.removeAttribute("id");
    option?.setAttribute("aria-selected", "false");
    this.#input.removeAttribute("aria-activedescendant");
    return Boolean(option?.isConnected);
  }
}
