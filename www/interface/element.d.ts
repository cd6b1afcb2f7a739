// Made by www/interface/describe.mjs from element.json.
import type { ExtraCode } from "./index.js";

export interface Contact { name?: string; phone?: string; url?: string }
export interface Strings { title?: string; label?: string; placeholder?: string; private?: string; clear?: string; language?: string }

export interface Field39Events {
  "field39-ready": CustomEvent<{ version: string; dataVersion: string }>;
  "field39-result": CustomEvent<{ kind: "code" | "phrase" | "concept" | "message" | "guard" | "nothing"; count: number; codes: { system: string; code: string }[] }>;
  "field39-select": CustomEvent<{ system: string; code: string; url: string }>;
  "field39-copy": CustomEvent<{ what: "customer-text" | "summary" | "link" }>;
  "field39-error": CustomEvent<{ code: "csp" | "no-wasm" | "network" | "integrity" | "version" | "crash"; message: string }>;
}

/** Explains a payment response code, words or a pasted message. Importing the class registers nothing; `field39/define` does. */
export class Field39Explainer extends HTMLElement {
  static readonly version: string;
  /** whose codes come first, such as `unionpay-pos`, `visa`, `stripe` */
  defaultSystem: string;
  /** a text to begin with; the property reads what is shown now, with card data masked */
  query: string;
  /** `search` reads codes and words alone, `decode` messages alone */
  mode: "auto" | "search" | "decode";
  /** sets `color-scheme` */
  theme: "auto" | "light" | "dark";
  /** words in the empty box */
  placeholder: string;
  /** name of the box for screen readers */
  label: string;
  /** when the wasm is fetched: in view, touched, or at once. A touch always fetches it */
  loading: "visible" | "focus" | "eager";
  /** how many answers stand unfolded in a list */
  maxResults: number;
  /** reads and writes `#code=system:51` of the page's address: codes of the tables, never what was typed */
  deepLink: boolean;
  /** address of `field39.wasm`; `field39-more.wasm` is looked for beside it */
  srcWasm: string;
  /** your own table, shown first under your own source: `{ code, verdict, title, meaning, source }` */
  extraCodes: ExtraCode[];
  /** whom to call, shown on the card: `{ name, phone, url }` */
  contact: Contact | undefined;
  /** words of the box in place of ours: `title label placeholder private clear language` */
  strings: Strings;
  /** how far it is */
  readonly state: "idle" | "loading" | "ready" | "error";
  /** resolves when an answer can be given; rejects with an error whose `code` is one of `field39-error` */
  readonly ready: Promise<Field39Explainer>;
  /** fetches wasm and words; again after a failure */
  load(): Promise<Field39Explainer>;
  /** puts a text into the box, as if typed */
  search(text: string): void;
  /** the same for a message, as text or bytes */
  decode(message: string | BufferSource | Blob): Promise<void>;
  /** empties the box and goes there */
  clear(): void;
  /** goes to the box */
  focus(options?: FocusOptions): void;
  addEventListener<K extends keyof Field39Events>(type: K, listener: (this: Field39Explainer, event: Field39Events[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: Field39Explainer, event: HTMLElementEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** For JSX: attributes, properties and events. */
export interface Field39ExplainerJsx {
  "lang"?: string;
  "default-system"?: string;
  "query"?: string;
  "mode"?: "auto" | "search" | "decode";
  "theme"?: "auto" | "light" | "dark";
  "placeholder"?: string;
  "label"?: string;
  "loading"?: "visible" | "focus" | "eager";
  "max-results"?: number;
  "deep-link"?: boolean | "";
  "src-wasm"?: string;
  defaultSystem?: string;
  maxResults?: number;
  deepLink?: boolean;
  srcWasm?: string;
  extraCodes?: ExtraCode[];
  contact?: Contact | undefined;
  strings?: Strings;
  "onfield39-ready"?: (event: CustomEvent<{ version: string; dataVersion: string }>) => void;
  "onfield39-result"?: (event: CustomEvent<{ kind: "code" | "phrase" | "concept" | "message" | "guard" | "nothing"; count: number; codes: { system: string; code: string }[] }>) => void;
  "onfield39-select"?: (event: CustomEvent<{ system: string; code: string; url: string }>) => void;
  "onfield39-copy"?: (event: CustomEvent<{ what: "customer-text" | "summary" | "link" }>) => void;
  "onfield39-error"?: (event: CustomEvent<{ code: "csp" | "no-wasm" | "network" | "integrity" | "version" | "crash"; message: string }>) => void;
  [standard: string]: unknown;
}

declare global {
  interface HTMLElementTagNameMap { "field39-explainer": Field39Explainer }
}
