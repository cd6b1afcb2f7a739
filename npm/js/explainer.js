// The explainer that load() gives: one for all who load, because wasm, words and their memory are shared.
import { Core } from "field39-glue";
import { asked } from "./asked.js";
import { Field39Error } from "./errors.js";
import { faultIn } from "../../www/shell/extra-codes.js";
import { start, startSync } from "./source.js";
import { add, unpack } from "./packs.js";

// A core whose wasm was replaced after a crash must never be collected: its memory would be freed in the new wasm.
const kept = [];

/** The functions of an entry. `own()` gives its wasm, `more()` the second part where that is apart, `english` the pack that is always there. */
export function entry({ own, more, english }) {
  let loading;
  let running;

  function load(options = {}) {
    loading ??= begin(options).catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading.then(async (ready) => {
      for (const one of options.lang ?? []) await learn(ready, one);
      return ready.explainer;
    });
  }

  async function begin(options) {
    const [, first] = await Promise.all([start(options, own, more), unpack(english)]);
    return run([first]);
  }

  function loadSync(module, options = {}) {
    if (running) return running.explainer;
    startSync(module);
    const ready = run(options.lang ?? []);
    loading = Promise.resolve(ready);
    return ready.explainer;
  }

  function run(packs) {
    const core = new Core();
    core.addMore();
    kept.push(core);
    for (const pack of packs) add(core, pack);
    const ready = { core, tags: new Map(packs.map((pack) => [pack.tag, true])) };
    ready.explainer = explainerOf(core, () => {
      running = loading = undefined;
    });
    return (running = ready);
  }

  return { load, loadSync };
}

/** Loads with the language of `locale` by itself, then explains. */
export async function explainWith(load, languages, query, options = {}) {
  const wanted = Object.keys(languages).find((tag) => sameLanguage(tag, options.locale));
  const explainer = await load(wanted ? { lang: [languages[wanted]()] } : {});
  return explainer.explain(query, options);
}

/** Adds a language once, however often and however soon it is asked for. */
function learn(ready, one) {
  const added = Promise.resolve(one).then(async (given) => {
    const pack = await unpack(given);
    if (ready.tags.has(pack.tag)) return;
    add(ready.core, pack);
    ready.tags.set(pack.tag, true);
  });
  return added;
}

function sameLanguage(tag, locale) {
  const language = (name) => String(name ?? "en").split("-")[0].toLowerCase();
  return language(tag) === language(locale);
}

function explainerOf(core, forget) {
  let dead = false;
  const safely = (work) => {
    if (dead) throw new Field39Error("crash", "the core has stopped: call load() again");
    try {
      return work();
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
      // Its memory can no longer be trusted; the next load() starts a new one.
      dead = true;
      forget();
      throw new Field39Error("crash", "the core stopped: call load() again", { cause: error });
    }
  };
  const checked = (options) => {
    const fault = options?.extraCodes !== undefined && faultIn(options.extraCodes);
    if (fault) throw new Field39Error("bad-codes", fault.message, fault);
    return options;
  };
  return Object.freeze({
    explain: (text, options) =>
      safely(() => {
        const explanation = JSON.parse(core.explain(String(text), asked(checked(options))));
        if (explanation.decoded) weighed(explanation.decoded);
        return explanation;
      }),
    lookup: (code, options) => safely(() => JSON.parse(core.lookup(String(code), asked(checked(options))))),
    search: (query, options) =>
      safely(() => {
        const hits = JSON.parse(core.search(String(query), asked(options)));
        for (const hit of hits) hit.score /= 1000;
        return hits;
      }),
    decode: (input, options) =>
      safely(() => {
        const bytes = bytesOf(input);
        return weighed(
          JSON.parse(bytes ? core.decodeBytes(bytes, asked(options)) : core.decode(String(input), asked(options))),
        );
      }),
    pick: (messages, { elements, skip, ...options }) =>
      safely(() => {
        const parts = Array.from(messages, (one) => bytesOf(one) ?? new Uint8Array());
        const lengths = new Uint32Array(parts.length);
        const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
        let at = 0;
        parts.forEach((part, number) => {
          const message = skip ? part.subarray(skip) : part;
          bytes.set(message, at);
          at += lengths[number] = message.length;
        });
        const rows = core.pick(bytes, lengths, Uint8Array.from(elements), asked(options));
        if (rows === undefined) throw new Field39Error("bad-dialect", "no such dialect and encoding", { found: String(options.dialect) });
        return JSON.parse(rows);
      }),
    labels: (options) => safely(() => core.labels(asked(options))),
    get systems() {
      return safely(() => core.systems(""));
    },
    version: core.version,
    dataVersion: core.dataVersion,
  });
}

/** The core gives confidence in thousandths. */
function weighed(decoded) {
  for (const message of decoded.messages) {
    for (const one of [message, ...message.alternatives]) one.confidence /= 1000;
  }
  return decoded;
}

/** Bytes from whatever holds bytes, also from another realm. */
function bytesOf(input) {
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  return Object.prototype.toString.call(input) === "[object ArrayBuffer]" ? new Uint8Array(input) : undefined;
}
