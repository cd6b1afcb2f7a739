// A host's own table, checked before it is used: a slip in it is told by row and property, not shown to a cashier.
import { Field39Error } from "./errors.js";

const VERDICTS = ["paid", "paid-part", "fix-now", "stop", "shop-fix", "unknown", "unlisted", "not-a-result"];
const TEXTS = { code: 64, title: 200, meaning: 2000, source: 300 };
const KNOWN = ["verdict", "contact", ...Object.keys(TEXTS)];

/** The rows, as they came; throws `bad-codes` at the first that is wrong. */
export function checkExtraCodes(rows) {
  if (!Array.isArray(rows)) fail(undefined, undefined, "an array of rows", rows);
  const seen = new Map();
  rows.forEach((row, at) => {
    if (typeof row !== "object" || row === null || Array.isArray(row)) fail(at, undefined, "an object", row);
    for (const [property, most] of Object.entries(TEXTS)) text(row, at, property, most);
    if (!VERDICTS.includes(row.verdict)) fail(at, "verdict", `one of ${VERDICTS.join(", ")}`, row.verdict);
    if (row.contact !== undefined) text(row, at, "contact", 300);
    const strange = Object.keys(row).find((property) => !KNOWN.includes(property));
    if (strange !== undefined) fail(at, strange, `only ${KNOWN.join(", ")}`, row[strange]);
    const same = row.code.trim().toUpperCase();
    if (seen.has(same)) fail(at, "code", `a code that row ${seen.get(same)} does not have`, row.code);
    seen.set(same, at);
  });
  return rows;
}

function text(row, at, property, most) {
  const value = row[property];
  if (typeof value !== "string" || value.trim() === "") fail(at, property, "a string with something in it", value);
  if (value.length > most) fail(at, property, `at most ${most} characters`, `${value.length} characters`);
}

function fail(row, property, expected, value) {
  const found = shown(value);
  const place = row === undefined ? "extraCodes" : `extraCodes[${row}]${property === undefined ? "" : `.${property}`}`;
  throw new Field39Error("bad-codes", `${place}: expected ${expected}, found ${found}`, { row, property, expected, found });
}

function shown(value) {
  if (typeof value === "string") return value === "" ? "an empty string" : value.length > 40 ? `${value.slice(0, 40)}…` : value;
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : `${typeof value} ${String(value)}`;
}
