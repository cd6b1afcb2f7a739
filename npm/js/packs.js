// Wasm and language packs as texts in modules, because a file beside a module is lost by half of all bundlers: base64 of
// gzip, or, in the module that everybody takes, a writing that the transport compresses better.
import { Field39Error } from "./errors.js";

/** The bytes behind the base64 of gzip. */
export async function inflate(base64) {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The bytes of a text that `xtask/src/ascii.rs` wrote: a byte is one character, or two where the first is ` or ~. */
export function spelt(text) {
  const letters = Array.from({ length: 95 }, (_, at) => at + 32).filter((code) => !'"\\`~'.includes(String.fromCharCode(code)));
  const often = [];
  const seldom = [];
  for (let byte = 0; byte < 256; byte++) {
    (parseInt(text[byte >> 2], 16) & (1 << (byte & 3)) ? often : seldom).push(byte);
  }
  const bytes = new Uint8Array(256);
  const left = letters.filter((code) => !often.includes(code));
  for (const byte of often) bytes[letters.includes(byte) ? byte : left.shift()] = byte;
  const places = Object.fromEntries(letters.map((code, at) => [code, at]));
  const spelt = new Uint8Array(text.length);
  let length = 0;
  for (let at = 64; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const pair = code === 96 ? 0 : code === 126 ? letters.length : -1;
    spelt[length++] = pair < 0 ? bytes[code] : seldom[pair + places[text.charCodeAt(++at)]];
  }
  return spelt.slice(0, length);
}

/** A pack as bytes, both parts: what `loadSync` takes. */
export async function unpack(one) {
  const pack = await whole(one);
  if (pack.bytes) return pack;
  const unpacked = { tag: pack.tag, bytes: await opened(pack.tag, pack.data) };
  // The words of the systems that fewer people meet: a module of its own, so that the first one stays small.
  if (pack.more) unpacked.more = await opened(pack.tag, await fetched(pack));
  return unpacked;
}

/** A pack that is bytes already, for those who cannot wait. */
export function asBytes(pack) {
  if (typeof pack?.tag === "string" && pack.bytes instanceof Uint8Array) return pack;
  throw new Field39Error("bad-pack", "loadSync() takes packs as bytes: { lang: [await unpack(pack)] }");
}

/** Adds a pack's bytes to the core. */
export function add(core, { tag, bytes, more }) {
  for (const part of [bytes, more]) {
    if (!part) continue;
    try {
      core.addPack(tag, part);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) throw error;
      throw error.message === "other-catalogue"
        ? new Field39Error("version", `the pack ${tag} belongs to another version of the package`)
        : new Field39Error("bad-pack", `the pack ${tag} cannot be read`);
    }
  }
}

/** A pack, a promise of one, or the module that has one as its default. */
export async function whole(one) {
  const given = await Promise.resolve(one).catch(missing);
  const pack = given?.default ?? given;
  const known = typeof pack?.tag === "string" && (pack.bytes instanceof Uint8Array || typeof pack.data === "string");
  if (!known) throw new Field39Error("bad-pack", "a language pack is the default export of field39/lang/…");
  return pack;
}

async function opened(tag, data) {
  try {
    return await inflate(data);
  } catch (error) {
    throw new Field39Error("bad-pack", `the pack ${tag} cannot be unpacked`, { cause: error });
  }
}

const fetched = async ({ more }) => Promise.resolve(more()).catch(missing);

function missing(error) {
  throw error instanceof Field39Error ? error : new Field39Error("network", "a language pack cannot be fetched", { cause: error });
}
