// Bytes from whatever holds bytes, also from another realm.

/** A view of the same bytes; nothing where there are none. */
export function bytesOf(given) {
  if (given instanceof Uint8Array) return given;
  if (ArrayBuffer.isView(given)) return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  return Object.prototype.toString.call(given) === "[object ArrayBuffer]" ? new Uint8Array(given) : undefined;
}
