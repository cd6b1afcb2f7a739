// The explainer that load() gives: one for all who load, because wasm, words and their memory are shared.
import { Core } from "field39-glue";
import { asked } from "./asked.js";
import { bytesOf } from "./bytes.js";
import { Field39Error } from "./errors.js";
import { faultIn } from "../../www/shell/extra-codes.js";
import { Batch } from "./picked.js";
import { start, startSync } from "./source.js";
import { add, asBytes, unpack, whole } from "./packs.js";
import { unpackNow } from "./now.js";

// A core whose wasm was replaced after a crash must never be collected: its memory would be freed in the new wasm.
const kept = [];

/** The functions of an entry. `own()` gives its wasm, `more()` the second part where that is apart, `english` the pack that is always there. */
export function entry({ own, more, english }) {
  let starting;
  let shared;
  let running;

  function load(options) {
    const given = options ?? {};
    const packs = Array.from(given.lang ?? []);
    if (!shared) {
      starting = begin(given);
      const mine = starting.then(
        ({ explainer }) => explainer,
        (error) => {
          if (shared === mine) shared = undefined;
          throw error;
        },
      );
      shared = mine;
    }
    if (!packs.some((one) => !running?.tags.has(tagOf(one)))) return shared;
    // They are waited for one by one, and later: none may count as unheard until then.
    for (const one of packs) Promise.resolve(one).catch(() => {});
    const ready = starting;
    return shared.then(async (explainer) => {
      for (const one of packs) await learn(await ready, one);
      return explainer;
    });
  }

  async function begin(options) {
    let ready = running;
    if (!ready) {
      const [finish, first] = await Promise.all([start(options, own, more), unpack(english)]);
      // Where loadSync() was quicker there is a core already, and the glue knows one only.
      ready = running ?? run(finish, [first]);
    }
    await learn(ready, english);
    return ready;
  }

  function loadSync(module, options) {
    const packs = Array.from(options?.lang ?? [], asBytes);
    if (!running) {
      const first = packs.some(({ tag }) => tag === english.tag) ? undefined : unpackNow(english);
      if (!first && packs.length === 0) {
        throw new Field39Error("bad-pack", "loadSync() cannot unpack words here: give them as bytes, { lang: [await unpack(pack)] }");
      }
      run(startSync(module), first ? [first, ...packs] : packs);
    }
    for (const pack of packs) learnNow(running, pack);
    return running.explainer;
  }

  function run(finish, packs) {
    let ready;
    const safely = guard(() => {
      if (running === ready) running = starting = shared = undefined;
    });
    const core = safely(() => {
      finish();
      return new Core();
    });
    kept.push(core);
    ready = { core, safely, tags: new Set(), explainer: explainerOf(core, safely) };
    for (const pack of packs) learnNow(ready, pack);
    return (running = ready);
  }

  return { load, loadSync };
}

const tagOf = (one) => (one?.default ?? one)?.tag;

/** Adds a language once, however often and however soon it is asked for. */
async function learn(ready, one) {
  const pack = await whole(one);
  if (!ready.tags.has(pack.tag)) learnNow(ready, await unpack(pack));
}

function learnNow({ core, safely, tags }, pack) {
  if (tags.has(pack.tag)) return;
  safely(() => add(core, pack));
  tags.add(pack.tag);
}

/** Loads with the language of `locale` by itself, then explains. */
export async function explainWith(load, languages, query, options) {
  const wanted = Object.keys(languages).find((tag) => sameLanguage(tag, options?.locale));
  const explainer = await load(wanted ? { lang: [languages[wanted]()] } : {});
  return explainer.explain(query, options);
}

function sameLanguage(tag, locale) {
  const language = (name) => String(name ?? "en").split("-")[0].toLowerCase();
  return language(tag) === language(locale);
}

/** Runs what calls into a core, until the core stops. */
function guard(forget) {
  let dead = false;
  return (work) => {
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
}

function explainerOf(core, safely) {
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
        const parts = Array.from(messages, (one, number) => {
          const part = bytesOf(one);
          if (!part) throw new TypeError(`pick() takes messages as bytes: messages[${number}] is none`);
          return part;
        });
        // What is no number of an element would be taken for another one, cut to a byte.
        const wanted = new Set(Array.from(elements, Number).filter((element) => element > 0 && element < 256));
        const batch = new Batch(parts, skip > 0 ? Math.floor(skip) : 0, Uint8Array.from(wanted).sort());
        batch.text = core.pick(batch.bytes, batch.lengths, batch.elements, asked(options), batch.cells);
        if (batch.text === undefined) throw new Field39Error("bad-dialect", "no such dialect and encoding", { found: String(options.dialect) });
        return batch.rows();
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
