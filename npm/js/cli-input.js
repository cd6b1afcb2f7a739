// What the command reads: a file, or what is piped in, which may come late and in pieces; as text, whatever it is written in.
import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { isatty } from "node:tty";
import { textOf } from "../../www/shell/dropped.js";

/** Longer input is cut: the decoder reads no more than this either. */
const MOST = 4 << 20;

/** Whether reading would wait for somebody to type. `process.stdin.isTTY` would say so too, but opens it. */
export const isTyped = () => isatty(0);

/** The texts that what is piped in may be, likeliest first. */
export const piped = async () => texts(await gathered(process.stdin));

/** The same of a file; nothing where none can be read. */
export async function ofFile(path) {
  const bytes = await gathered(createReadStream(path)).catch(() => undefined);
  return bytes && texts(bytes);
}

/** The mark that text of 16-bit units should begin with, where it is such text and lacks it. */
function markOf(bytes) {
  for (const [encoding, mark] of [["utf-16le", [0xff, 0xfe]], ["utf-16be", [0xfe, 0xff]]]) {
    const text = decoded(bytes, encoding);
    const ascii = text?.match(/[\t\n\r -~]/g) ?? [];
    // A message's own bytes have zeros too, but hardly beside every other letter, and never only there.
    if (ascii.length >= 4 && ascii.length * 2 >= text.length && !/[^\P{C}\t\n\r]/u.test(text)) return Uint8Array.from(mark);
  }
  return new Uint8Array();
}

function decoded(bytes, encoding) {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

async function gathered(stream) {
  const parts = [];
  let length = 0;
  for await (const part of stream) {
    parts.push(part);
    length += part.length;
    if (length >= MOST) break;
  }
  return Buffer.concat(parts).subarray(0, MOST);
}

async function texts(bytes) {
  const text = await textOf(new Blob([markOf(bytes), bytes]));
  // A message in EBCDIC passes for Chinese text: then it is one by its bytes alone.
  return isUtf8(bytes) ? [text] : [text, bytes.toString("hex")];
}
