// A pack's bytes without waiting, for loadSync(): browsers cannot, but Node, and what has its modules, unpacks and reads files at
// once. They are asked for by name and not imported, so that no bundler looks for them.

/** Both parts of a pack of this package; nothing where that takes waiting. */
export function unpackNow({ tag, data }) {
  try {
    const { getBuiltinModule } = globalThis.process;
    const { gunzipSync } = getBuiltinModule("node:zlib");
    const { readFileSync } = getBuiltinModule("node:fs");
    const unpacked = (base64) => new Uint8Array(gunzipSync(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))));
    // The second part is in a module beside this one, a text in quotes. Where this one is, its own calls say: `import.meta`
    // would warn in bundles of other formats, and would write the place of a build into some.
    const [here] = /file:\/\/[^\s()?]+/.exec(new Error().stack);
    const [, more] = readFileSync(new URL(`./lang/${tag}.more.js`, here), "utf8").split('"');
    return { tag, bytes: unpacked(data), more: unpacked(more) };
  } catch {
    return undefined;
  }
}
