// What pick() gives of each message. Values are cut out of texts when they are asked for: of very many messages most people
// read few of them, and strings are what costs.

const BROKE = 1;
const REST = 2;

/** All rows of a call: the messages one behind the other, and pairs of places in them, or in the text behind them (npm/src/picked.rs). */
export class Batch {
  #characters;
  text = "";

  /** Messages as arrays of bytes; how many bytes of each to skip; numbers of elements. */
  constructor(messages, skip, elements) {
    const count = messages.length;
    this.lengths = new Uint32Array(count);
    let length = 0;
    for (let number = 0; number < count; number++) {
      length += this.lengths[number] = Math.max(0, messages[number].length - skip);
    }
    // Whole words: see characters().
    this.bytes = new Uint8Array(new ArrayBuffer(Math.ceil(length / 4) * 4), 0, length);
    let at = 0;
    for (let number = 0; number < count; number++) {
      this.bytes.set(skip ? messages[number].subarray(skip) : messages[number], at);
      at += this.lengths[number];
    }
    this.elements = elements;
    this.places = new Int16Array(256).fill(-1);
    elements.forEach((element, place) => (this.places[element] = place * 2));
    this.width = elements.length * 2 + 2;
    this.cells = new Uint32Array(count * this.width);
  }

  rows() {
    const rows = new Array(this.cells.length / this.width);
    for (let row = 0; row < rows.length; row++) rows[row] = new Picked(this, row * this.width);
    return rows;
  }

  /** The value of a pair; undefined where there is none. */
  value(cell) {
    const start = this.cells[cell];
    const end = this.cells[cell + 1];
    const { length } = this.bytes;
    if (end === 0) return undefined;
    if (end <= length) return (this.#characters ??= characters(this.bytes)).slice(start, end);
    return this.text.slice(start - length, end - length);
  }
}

/** A character for each byte. Values that stand in a message are ASCII; high bits of all others go, so that no byte joins its neighbour. */
function characters(bytes) {
  const words = new Uint32Array(bytes.buffer);
  for (let at = 0; at < words.length; at++) words[at] &= 0x7f7f7f7f;
  return new TextDecoder().decode(bytes);
}

class Picked {
  #batch;
  #start;

  constructor(batch, start) {
    this.#batch = batch;
    this.#start = start;
  }

  get(element) {
    const place = this.#batch.places[Number(element)] ?? -1;
    return place < 0 ? undefined : this.#batch.value(this.#start + place);
  }

  get broke() {
    return this.#fault(BROKE);
  }

  get rest() {
    return this.#fault(REST);
  }

  #fault(kind) {
    const { cells, width } = this.#batch;
    const at = this.#start + width - 2;
    return cells[at] === kind ? cells[at + 1] : undefined;
  }

  *[Symbol.iterator]() {
    for (const element of this.#batch.elements) {
      const value = this.get(element);
      if (value !== undefined) yield [element, value];
    }
  }

  toJSON() {
    return { ...Object.fromEntries(this), broke: this.broke, rest: this.rest };
  }
}
