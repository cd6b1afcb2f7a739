// Language packs: base64 of gzip in a module, because a file beside a module is lost by half of all bundlers.
import { Field39Error } from "./errors.js";

/** The bytes behind the base64 of gzip. */
export async function inflate(base64) {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
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

/** Adds a pack's bytes to the core. */
export function add(core, { tag, bytes, more }) {
  for (const part of [bytes, more]) {
    if (!part) continue;
    try {
      core.addPack(tag, part);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) throw new Field39Error("crash", "the core stopped", { cause: error });
      throw String(error) === "other-catalogue"
        ? new Field39Error("version", `the pack ${tag} belongs to another version of the package`)
        : new Field39Error("bad-pack", `the pack ${tag} cannot be read`);
    }
  }
}

/** A pack, a promise of one, or the module that has one as its default. */
async function whole(one) {
  const given = await one;
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

async function fetched(pack) {
  try {
    return await pack.more();
  } catch (error) {
    throw new Field39Error("network", `the rest of the pack ${pack.tag} cannot be fetched`, { cause: error });
  }
}
