/** What became of the payment. `unlisted`: not in the published tables, treat as not paid. */
export type Verdict = "paid" | "paid-part" | "fix-now" | "stop" | "shop-fix" | "unknown" | "unlisted" | "not-a-result";
export type Actor = "you" | "customer" | "issuer" | "acquirer" | "developer" | "wait";
export type Again = "not-needed" | "once" | "after-change" | "after-fix" | "later" | "check-first" | "never";

/** Default export of `field39/lang/<tag>`. */
export interface LanguagePack { tag: string; data: string }
/** A pack's own bytes, for `loadSync`. */
export interface LanguageBytes { tag: string; bytes: Uint8Array }
export interface LoadOptions { lang?: (LanguagePack | LanguageBytes)[] }

/** Loads the wasm once. Calls share one promise; a failure clears it. */
export function load(options?: LoadOptions): Promise<Explainer>;
/** Loads without waiting. `lang` must hold at least one pack, as bytes. */
export function loadSync(module: BufferSource | WebAssembly.Module, options?: { lang?: LanguageBytes[] }): Explainer;

export class Field39Error extends Error {
  /** `no-wasm`: no WebAssembly here. `bad-pack`: not a pack. `version`: a pack of another version. */
  readonly code: "no-wasm" | "bad-pack" | "version";
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
export interface ExtraCode { code: string; verdict: Verdict; title: string; meaning: string; source: string }

export interface Explainer {
  /** The one box: a code, words, a slip's line, a message. */
  explain(text: string, options?: Options): Explanation;
  lookup(code: string, options?: Options & { system?: string }): Answer[];
  search(query: string, options?: { systems?: string[]; locale?: string; limit?: number }): Hit[];
  /** Never throws on bad input: what is wrong is in `diagnostics`. */
  decode(input: string | Uint8Array, options?: { dialect?: string; locale?: string; unmask?: boolean }): Decoded;
  readonly version: string;
  readonly dataVersion: string;
  readonly systems: readonly SystemInfo[];
}
export interface SystemInfo { key: string; name: string; short: string; regions: string[]; codes: number }

export interface Explanation {
  kind: "code" | "phrase" | "message" | "guard" | "concept" | "nothing";
  /** How the text was read, in words. */
  readAs: string[];
  /** Best first; `answers[0]` is the card. */
  answers: Answer[];
  /** Did you mean. */
  suggestions: Answer[];
  decoded?: Decoded;
}
export interface Answer {
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
}
export interface Hit { system: string; code: string; verdict: Verdict; title: string; score: number }

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
