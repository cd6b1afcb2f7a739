// What `field39` and `field39/url` give. Written by hand: every name here is kept until the next major version.
/** What became of the payment. `unlisted`: not in the published tables, treat as not paid. */
export type Verdict = "paid" | "paid-part" | "fix-now" | "stop" | "shop-fix" | "unknown" | "unlisted" | "not-a-result";
export type Actor = "you" | "customer" | "issuer" | "acquirer" | "developer" | "wait";
export type Again = "not-needed" | "once" | "after-change" | "after-fix" | "later" | "check-first" | "never";

/** Default export of `field39/lang/<tag>`. */
export interface LanguagePack {
  readonly tag: string;
  readonly data: string;
  readonly more?: () => Promise<string>;
}
/** A pack's own bytes, for `loadSync`; `unpack` makes them. */
export interface LanguageBytes {
  readonly tag: string;
  readonly bytes: Uint8Array;
  readonly more?: Uint8Array;
}
/** A pack, or a promise of it: `import("field39/lang/zh-Hans")` will do. */
export type LanguageSource =
  | LanguagePack
  | LanguageBytes
  | { readonly default: LanguagePack }
  | Promise<LanguagePack | LanguageBytes | { readonly default: LanguagePack }>;

export interface LoadOptions {
  /** Words besides English, which is built in. */
  lang?: readonly LanguageSource[];
  /** Instead of the entry's own wasm: where `field39/core.wasm` is, its response, its bytes, or it compiled. */
  wasm?: WasmSource | Promise<WasmSource>;
  /** `sha256-…`, `sha384-…` or `sha512-…` of what `wasm` leads to. */
  integrity?: string;
  /** For hosts that allow only their own way of starting wasm: gets the imports, gives the instance of `core.wasm`. */
  instantiate?: (imports: Record<string, Record<string, any>>) => Started | Promise<Started>;
}
export type WasmSource = string | URL | Response | Bytes | WasmModule;
export type Bytes = ArrayBuffer | ArrayBufferView;
type Started = WasmInstance | { instance: WasmInstance };
// Taken from whatever declares them (DOM, workers), so that these types also stand where nothing does, as in Node.
export type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : object;
export type WasmInstance = typeof globalThis extends { WebAssembly: { Instance: { prototype: infer Instance } } } ? Instance : object;

/**
 * Loads the wasm once. Calls share one promise; a call that brings a language which is not there yet gets one of its own, for
 * the same explainer. A failure clears it.
 */
export function load(options?: LoadOptions): Promise<Explainer>;
/**
 * Loads without waiting, from `core.wasm`, or adds `lang` to what is loaded. English is built in where it can be read and unpacked
 * without waiting: in Node, unless the package was bundled. Elsewhere `lang` must hold a pack, as bytes, else it throws `bad-pack`.
 */
export function loadSync(module: Bytes | WasmModule, options?: { lang?: readonly LanguageBytes[] }): Explainer;
/** Loads by itself, with the language of `locale`, then explains. */
export function explain(query: string, options?: Options): Promise<Explanation>;
/** A pack as bytes. */
export function unpack(pack: LanguageSource): Promise<LanguageBytes>;

/**
 * - `csp`: the page's policy lacks 'wasm-unsafe-eval'
 * - `no-wasm`: no WebAssembly here, or an engine too old for it
 * - `network`: the file did not come, or something else came
 * - `integrity`: not the file whose hash was given
 * - `version`: wasm or pack of another version
 * - `crash`: the core stopped; `load()` starts it anew
 * - `instantiate`: your `instantiate` failed; `cause` is what it threw
 * - `bad-pack`: not a language pack, or none where `loadSync` needs one
 * - `bad-codes`: a row of `extraCodes` is wrong
 * - `bad-dialect`: `pick` was told a dialect or an encoding that is not known
 */
export type ErrorCode = "csp" | "no-wasm" | "network" | "integrity" | "version" | "crash" | "instantiate" | "bad-pack" | "bad-codes" | "bad-dialect";

/** Never holds what was typed or pasted. */
export class Field39Error extends Error {
  readonly code: ErrorCode;
  /** `bad-codes`: which row, from 0; undefined where the table itself is wrong. */
  readonly row?: number;
  readonly property?: string;
  readonly expected?: string;
  readonly found?: string;
}

export interface Options {
  /** BCP 47; `zh`, `zh-CN` find `zh-Hans`. English where the language was not loaded. */
  locale?: string;
  /** The system whose codes come first, such as `unionpay-pos`. */
  defaultSystem?: string;
  /** A table of your own, shown first. */
  extraCodes?: ExtraCode[];
  /** Show card data in messages. Never pass this where people can see the result. */
  unmask?: boolean;
  /** Read messages as this dialect: a key such as `iso8583-1987/ascii-hex`, or its first part. */
  dialect?: string;
}
/** A row of your own table. Checked when used: `Field39Error` with code `bad-codes` names row and property. */
export interface ExtraCode {
  code: string;
  verdict: Verdict;
  title: string;
  /** One plain sentence. */
  meaning: string;
  /** Who says so: shown as the source, marked "From this site". */
  source: string;
  /** Whom to turn to about this code. */
  contact?: string;
}

export interface Explainer {
  /** The one box: a code, words, a slip's line, a message. */
  explain(text: string, options?: Options): Explanation;
  /**
   * All readings of a code; with `system`, those of that system alone: the code as it is written, or another form of it (`05` for
   * `5`) where the system lacks it. Nothing for an empty text.
   */
  lookup(code: string, options?: Options & { system?: string }): Answer[];
  search(query: string, options?: { systems?: string[]; locale?: string; limit?: number }): Hit[];
  /** Never throws on bad input: what is wrong is in `diagnostics`. */
  decode(input: string | Bytes, options?: { dialect?: string; locale?: string; unmask?: boolean }): Decoded;
  /**
   * The values of a few elements out of very many messages that are written alike, such as those of a day's log: many times
   * as fast as `decode`, which finds out how a message is written (`messages[0].dialect`) and what its fields mean.
   */
  pick(
    messages: readonly Bytes[],
    options: {
      /** Dialect and encoding, such as `iso8583-1987/ascii-hex`; `Field39Error` with code `bad-dialect` where there is none. */
      dialect: string;
      /** Numbers of data elements. */
      elements: readonly number[];
      /** Bytes before the message type of each: length, TPDU, header. */
      skip?: number;
      unmask?: boolean;
    },
  ): Picked[];
  /** The words for the names in answers. */
  labels(options?: { locale?: string }): Labels;
  readonly version: string;
  /** The day of the newest look at a source, and the fingerprint of the catalogue: `2026-11-28+d1db6d388f9ada97`. */
  readonly dataVersion: string;
  readonly systems: readonly SystemInfo[];
}
export interface Labels {
  verdict: Record<Verdict, string>;
  actor: Record<Actor, string>;
  again: Record<Again, string>;
  channel: Record<string, string>;
  /** By key. */
  system: Record<string, string>;
}
export interface SystemInfo { key: string; name: string; short: string; regions: string[]; codes: number }

export interface Explanation {
  kind: "code" | "phrase" | "message" | "guard" | "concept" | "nothing";
  /** How the text was read, in words. */
  readAs: string[];
  /** Best first; `answers[0]` is the card. */
  answers: Answer[];
  /** How many of the first answers are as likely as each other: ask which machine showed it. 0: the first is the answer. */
  undecided: number;
  /** What else the text can be read as: `text` is what to look up for it. */
  alternatives: { kind: "code" | "phrase"; text: string }[];
  /** Did you mean. */
  suggestions: Answer[];
  decoded?: Decoded;
}
export interface Answer {
  /** The key of a system; `host` for a row of `extraCodes`. */
  system: string;
  code: string;
  verdict: Verdict;
  title: string;
  meaning: string;
  steps: { actor: Actor; text: string }[];
  again: { rule: Again; text: string; channels: { channel: string; text: string; asOf: string; sources: number[] }[] };
  customerText: string;
  /** The falsehood that circulates, and the truth. */
  misread?: string;
  /** Where sources disagree, both readings. */
  dispute?: string;
  /** The same code in other systems. In `explain` only the first answer has it: the others are those readings. */
  elsewhere: { system: string; code: string; verdict: Verdict; title: string }[];
  sources: { title: string; owner: string; url?: string; edition?: string; checked: string }[];
  /** A: the owner publishes it; B: two or more processors agree; C: one secondary source; D: sources disagree. */
  level: "A" | "B" | "C" | "D";
  /** Whom to turn to, in a row of `extraCodes` that says so. */
  contact?: string;
}
export interface Hit { system: string; code: string; verdict: Verdict; title: string; score: number }

/**
 * A message of `pick`: whole where it has neither `broke` nor `rest`. It was read whole when `pick` came back; the string of
 * a value is made when it is asked for. `Object.fromEntries(row)` makes all of them.
 */
export interface Picked extends Iterable<[element: number, value: string]> {
  /** The value of an element that was asked for and that the message has; masked where sensitive. */
  get(element: number): string | undefined;
  /** The element that could not be read (1: message type or bitmap); what stands before it is there. */
  readonly broke?: number;
  /** Bytes that are left behind the last element: the message is hardly written so. */
  readonly rest?: number;
}

export interface Decoded { messages: Message[]; diagnostics: Diagnostic[] }
export interface Message {
  kind: "iso8583" | "tlv" | "apdu" | "gateway" | "ach" | "iso20022" | "text";
  dialect: string;
  /** 0 to 1; above one half only when every byte was read. */
  confidence: number;
  alternatives: { dialect: string; confidence: number }[];
  mti?: string;
  verdictField?: string;
  fields: Field[];
  span: Span;
}
export interface Field {
  /** `39`, `55.9F26`, `mti`, `bitmap`, `tpdu`. */
  path: string;
  name: string;
  /** Masked where sensitive. Characters, digits, or upper-case hex. */
  value: string;
  meaning?: string;
  span: Span;
  masked: boolean;
  answer?: { system: string; code: string };
  children: Field[];
}
/** Bytes; and UTF-16 offsets in the pasted text. Ends are exclusive. */
export interface Span { start: number; end: number; textStart: number; textEnd: number }
export interface Diagnostic {
  code: string;
  severity: "error" | "warning" | "note";
  /** Path of the field, where it is about one. */
  field?: string;
  span: Span;
  message: string;
  expected?: string;
  found?: string;
  lengthSetBy?: string;
}
