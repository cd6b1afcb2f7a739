// What a call asks for, as the one text that npm/src/asked.rs reads: a call crosses into the wasm once.
const BETWEEN = "\x1f";

const text = (value) => (typeof value === "string" ? value.replaceAll(BETWEEN, " ") : "");
const isThere = (value) => value !== undefined && value !== null;

/** At most so many: `Infinity` is as many as there are. */
function count(limit) {
  if (typeof limit !== "number") return "";
  return String(Math.min(Math.max(Math.trunc(limit) || 0, 0), 0xffff));
}

/** Seven parts, then six for each row of the host's own table. A property of another type than expected counts as absent. */
export function asked(options) {
  if (!isThere(options)) return "";
  const { locale, defaultSystem, system, systems, limit, unmask, dialect, extraCodes } = options;
  const parts = [
    text(locale),
    text(defaultSystem),
    text(system),
    isThere(systems) ? `=${Array.from(systems, text)}` : "",
    count(limit),
    unmask ? "1" : "",
    text(dialect),
  ];
  for (const row of Array.from(extraCodes ?? [])) {
    const { code, verdict, title, meaning, source, contact } = row ?? {};
    parts.push(text(code), text(verdict), text(title), text(meaning), text(source), text(contact));
  }
  return parts.join(BETWEEN);
}
