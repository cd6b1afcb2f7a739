// A host's own table, checked before it is used: a slip in it is told by row and property, not shown to a cashier.

const VERDICTS = ["paid", "paid-part", "fix-now", "stop", "shop-fix", "unknown", "unlisted", "not-a-result"];
/** Texts, and how long they may be. */
const TEXTS = { code: 64, title: 200, meaning: 2000, source: 300, contact: 300 };
const KNOWN = ["verdict", ...Object.keys(TEXTS)];

/** What is wrong first: row, property, what was expected and found, and a sentence of all that; nothing if all is well. */
export function faultIn(rows) {
  if (!Array.isArray(rows)) return fault(undefined, undefined, "an array", rows);
  const seen = new Map();
  for (const [at, row] of rows.entries()) {
    const wrong = faultInRow(row, at);
    if (wrong) return wrong;
    const same = row.code.trim().toUpperCase();
    if (seen.has(same)) return fault(at, "code", `another code than row ${seen.get(same)}`, row.code);
    seen.set(same, at);
  }
  return undefined;
}

function faultInRow(row, at) {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return fault(at, undefined, "an object", row);
  for (const [property, most] of Object.entries(TEXTS)) {
    const value = row[property];
    if (property === "contact" && value === undefined) continue;
    if (typeof value !== "string" || value.trim() === "") return fault(at, property, "a text", value);
    if (value.length > most) return fault(at, property, `at most ${most} characters`, `${value.length} characters`);
  }
  if (!VERDICTS.includes(row.verdict)) return fault(at, "verdict", `one of ${VERDICTS.join(", ")}`, row.verdict);
  const strange = Object.keys(row).find((property) => !KNOWN.includes(property));
  return strange === undefined ? undefined : fault(at, strange, `only ${KNOWN.join(", ")}`, row[strange]);
}

function fault(row, property, expected, value) {
  const found = shown(value);
  const place = row === undefined ? "extraCodes" : `extraCodes[${row}]${property === undefined ? "" : `.${property}`}`;
  return { row, property, expected, found, message: `${place}: expected ${expected}, found ${found}` };
}

function shown(value) {
  if (typeof value === "string") return value === "" ? "an empty string" : value.length > 40 ? `${value.slice(0, 40)}…` : value;
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : `${typeof value} ${String(value)}`;
}
