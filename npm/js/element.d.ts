// `field39/element`: the class of <field39-explainer>. Importing it registers nothing and works on a server.
import type { ExtraCode, Verdict } from "./index.js";

/** Whom to turn to, shown on the card. */
export interface Contact {
  name?: string;
  phone?: string;
  /** `https:`, `mailto:` or `tel:`. */
  url?: string;
}

export interface Field39EventMap {
  /** An answer can be given. */
  "field39-ready": CustomEvent<{ version: string; dataVersion: string }>;
  /** What a text led to; never the text itself. */
  "field39-result": CustomEvent<{ kind: string; count: number; codes: { system: string; code: string }[] }>;
  /** A person opened an answer. Cancelable: the host shows it itself. `url` only where a site with pages is beside it. */
  "field39-select": CustomEvent<{ system: string; code: string; url?: string }>;
  /** A person copied something. Cancelable. */
  "field39-copy": CustomEvent<{ what: string }>;
  "field39-error": CustomEvent<{ code: "csp" | "no-wasm" | "network" | "integrity" | "version" | "crash"; message: string }>;
}

/** <field39-explainer>. */
export class Field39Explainer extends HTMLElement {
  static readonly version: string;
  static readonly observedAttributes: readonly string[];

  /** Mirrors `default-system`: whose codes come first. */
  defaultSystem: string;
  /** `auto`, `search` or `decode`. */
  mode: string;
  /** `auto`, `light` or `dark`. */
  theme: string;
  placeholder: string;
  label: string;
  /** `visible`, `focus` or `eager`: when the wasm is fetched. */
  loading: string;
  /** Mirrors `src-wasm`: where the wasm is, instead of inside the package. */
  srcWasm: string;
  /** Mirrors `max-results`. */
  maxResults: number;
  /** Mirrors `deep-link`: codes, and only codes, in the page's address. */
  deepLink: boolean;
  /** The text of the box as it is shown, card data masked. Setting it tells nobody. */
  query: string;
  /** A table of the host's own, shown first. */
  extraCodes: readonly ExtraCode[];
  contact: Contact | undefined;
  /** Words of the interface, by key, instead of ours. */
  strings: Readonly<Record<string, string>>;
  readonly state: "idle" | "loading" | "ready" | "error";
  /** Resolves when an answer can be given; rejects with an error whose `code` is that of `field39-error`. */
  readonly ready: Promise<this>;

  load(): Promise<this>;
  /** Puts a text into the box, as if it had been typed. */
  search(text: string): void;
  /** The same for a message. */
  decode(message: string | ArrayBuffer | ArrayBufferView | Blob): Promise<void>;
  clear(): void;

  addEventListener<K extends keyof Field39EventMap>(
    type: K,
    listener: (this: Field39Explainer, event: Field39EventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: Field39Explainer, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** What the element takes in markup: `class` and the like are the framework's. */
export interface Field39Attributes {
  lang?: string;
  "default-system"?: string;
  query?: string;
  mode?: "auto" | "search" | "decode";
  theme?: "auto" | "light" | "dark";
  label?: string;
  placeholder?: string;
  loading?: "visible" | "focus" | "eager";
  "max-results"?: number | string;
  "deep-link"?: boolean;
  "src-wasm"?: string;
}

export type { ExtraCode, Verdict };

declare global {
  interface HTMLElementTagNameMap {
    "field39-explainer": Field39Explainer;
  }
}
