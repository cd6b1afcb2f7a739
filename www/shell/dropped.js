// A dropped or pasted file as text: words as they are, anything else as the hex of its bytes.

/** As much as the decoders read. */
const MOST = 4 << 20;

/** The text of a file. */
export async function textOf(blob) {
  const bytes = new Uint8Array(await blob.slice(0, MOST).arrayBuffer());
  const [first, second] = bytes;
  const wide = (first === 0xff && second === 0xfe && "utf-16le") || (first === 0xfe && second === 0xff && "utf-16be");
  if (wide) return new TextDecoder(wide).decode(bytes);
  const binary = bytes.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13);
  // Journals of Chinese terminals are written in GBK, which no other text is taken for once it is not UTF-8.
  for (const encoding of binary ? [] : ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {}
  }
  return Array.from(bytes.subarray(0, MOST / 2), (byte) => (byte + 256).toString(16).slice(1)).join("");
}
