// A host's own table, checked before it is used: a slip in it is told by row and property, not shown to a cashier.

const VERDICTS = ["paid", "paid-part", "fix-now", "stop", "shop-fix", "unknown", "unlisted", "not-a-result"];
/** Texts, and how long they may be. */
const TEXTS = { code: 64, title: 200, meaning: 2000, source: 300, contact: 300 };
const KNOWN = ["verdict", ...Object.keys(TEXTS)];

/** What is wrong first: row, property, what was expected and found, and a sentence of all that; nothing if all is well. */
export function faultIn(rows) {
  const seen = new Map();
  const isTable = Array.isArray(rows);
  for (const [at, one] of isTable ? rows.entries() : [[undefined, rows]]) {
    const wrong = isTable ? inRow(one, at, seen) : ["", "an array of rows", one];
    if (!wrong) continue;
    const [property, expected, value] = wrong;
    const found = shown(value);
    const place = `extraCodes${isTable ? `[${at}]` : ""}${property && `.${property}`}`;
    const message = `${place}: expected ${expected}, found ${found}`;
    return { row: at, property: property || undefined, expected, found, message };
  }
  return undefined;
}

/** The first property that is wrong, what was expected, and what stands there. */
function inRow(row, at, seen) {
  if (shown(row) !== "an object") return ["", "an object", row];
  for (const [property, most] of Object.entries(TEXTS)) {
    const value = row[property];
    if (property === "contact" && value === undefined) continue;
    if (!value?.trim?.()) return [property, "a filled string", value];
    if (value.length > most) return [property, `at most ${most} characters`, `${value.length} characters`];
  }
  if (!VERDICTS.includes(row.verdict)) return ["verdict", `one of ${VERDICTS}`, row.verdict];
  const strange = Object.keys(row).find((property) => !KNOWN.includes(property));
  if (strange !== undefined) return [strange, `only ${KNOWN}`, row[strange]];
  const same = row.code.trim().toUpperCase();
  if (seen.has(same)) return ["code", `another code than row ${seen.get(same)}`, row.code];
  seen.set(same, at);
  return undefined;
}

function shown(value) {
  const type = typeof value;
  if (type === "string") return (value.length > 40 ? `${value.slice(0, 40)}…` : value) || "an empty string";
  if (Array.isArray(value)) return "an array";
  return value == null ? String(value) : type === "object" ? "an object" : `${type} ${String(value)}`;
}
