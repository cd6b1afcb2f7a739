// `npx field39 51`, `npx field39 decode < dump.txt`: the package's own wasm, in a terminal.
import { readFileSync } from "node:fs";
import { load } from "./index.js";
import zh from "./lang/zh-Hans.js";
import { EXIT, words } from "./cli-words.js";
import { answerLines, diagnosticLines, messageLines, paint, plain } from "./cli-print.js";

/** Longer pastes are cut: the decoder reads no more than this either. */
const MOST = 4 << 20;

/** Carries the exit code out of the middle. */
class Stop extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

function language(asked, word) {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const wanted = asked ?? LC_ALL ?? LC_MESSAGES ?? LANG ?? "en";
  if (/^zh\b|^zh_/i.test(wanted)) return "zh-Hans";
  if (asked !== undefined && !/^en\b/i.test(asked)) throw new Stop(EXIT.usage, word.unknownLanguage(asked));
  return "en";
}

function read(given) {
  const word = words(language(undefined));
  const asked = { rest: [] };
  const values = { "--system": "system", "--lang": "lang" };
  const flags = ["--json", "--help", "--version", "--systems"];
  let options = true;
  for (let at = 0; at < given.length; at += 1) {
    const [name, inline] = options ? given[at].split(/=(.*)/s) : [""];
    if (options && given[at] === "--") options = false;
    else if (options && given[at] === "-h") asked.help = true;
    else if (name in values) {
      const value = inline ?? given[(at += 1)];
      if (value === undefined) throw new Stop(EXIT.usage, word.needsValue(name));
      asked[values[name]] = value;
    } else if (flags.includes(given[at])) asked[name.slice(2)] = true;
    else if (options && /^--?[a-z]/.test(given[at])) throw new Stop(EXIT.usage, word.unknownOption(name));
    else asked.rest.push(given[at]);
  }
  return asked;
}

/** A file, or what is piped in; as bytes where they are no text. */
function input(file, word) {
  let bytes;
  try {
    bytes = readFileSync(file ?? 0).subarray(0, MOST);
  } catch {
    throw new Stop(EXIT.usage, word.noFile(file ?? "stdin"));
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new Uint8Array(bytes);
  }
}

async function main() {
  const asked = read(process.argv.slice(2));
  const locale = language(asked.lang, words(language(undefined)));
  const word = words(locale);
  const say = (...lines) => process.stdout.write(`${lines.join("\n")}\n`);
  if (asked.help) return void say(word.help);
  const field39 = await load({ lang: [zh] });
  if (asked.version) return void say(`field39 ${field39.version}, data ${field39.dataVersion}`);
  const labels = field39.labels({ locale });
  const systems = new Map(Object.entries(labels.system));
  if (asked.systems) {
    if (asked.json) return void say(JSON.stringify(field39.systems, null, 2));
    return void say(...[...systems].map(([key, name]) => `${key.padEnd(24)} ${name}`));
  }
  if (asked.system !== undefined && !systems.has(asked.system)) throw new Stop(EXIT.usage, word.unknownSystem(asked.system));
  const colours = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  const how = { word, systems, labels, colour: paint(colours) };
  const options = { locale, defaultSystem: asked.system };
  if (asked.rest[0] === "decode") {
    if (asked.rest.length > 2) throw new Stop(EXIT.usage, word.tooMany);
    if (asked.rest.length === 1 && process.stdin.isTTY) throw new Stop(EXIT.usage, word.noInput);
    return decode(field39, input(asked.rest[1], word), options, asked.json, how, say);
  }
  const text = asked.rest.length > 0 ? asked.rest.join(" ") : process.stdin.isTTY ? "" : input(undefined, word);
  if (String(text).trim() === "") throw new Stop(EXIT.usage, word.noInput);
  if (typeof text !== "string") return decode(field39, text, options, asked.json, how, say);
  return explain(field39, text, options, asked.json, how, say);
}

function explain(field39, text, options, json, how, say) {
  const found = field39.explain(text, options);
  const lines = found.readAs.map((note) => how.colour.dim(plain(note)));
  const answer = found.answers[0];
  if (answer) lines.push(...answerLines(answer, how));
  if (found.decoded) lines.push(...decodedLines(found.decoded, how));
  if (!answer && found.suggestions.length > 0) lines.push(how.word.suggestions);
  for (const one of answer ? [] : found.suggestions) lines.push(`  ${one.code}  ${how.systems.get(one.system)}: ${one.title}`);
  if (found.kind === "nothing" && !answer) lines.push(how.word.nothing);
  say(json ? JSON.stringify(found, null, 2) : lines.join("\n"));
  if (found.decoded) process.exitCode = ofMessage(found.decoded);
  else process.exitCode = found.kind === "nothing" ? EXIT.nothing : EXIT.answered;
}

function decode(field39, input, options, json, how, say) {
  // Text goes through the one box, which also finds the verdict in it; bytes are a message or nothing.
  if (typeof input === "string") {
    const found = field39.explain(input, options);
    if (found.decoded) return explain(field39, input, options, json, how, say);
  }
  const decoded = field39.decode(input, options);
  say(json ? JSON.stringify({ kind: "message", decoded }, null, 2) : decodedLines(decoded, how).join("\n") || how.word.noMessage);
  process.exitCode = ofMessage(decoded);
}

function decodedLines(decoded, how) {
  const messages = decoded.messages.flatMap((message) => ["", ...messageLines(message, how)]);
  return [...messages, ...(decoded.diagnostics.length > 0 ? [""] : []), ...diagnosticLines(decoded.diagnostics, how)];
}

function ofMessage(decoded) {
  if (decoded.messages.length === 0) return EXIT.nothing;
  return decoded.diagnostics.some((one) => one.severity === "error") ? EXIT.broken : EXIT.answered;
}

// A reader that has seen enough (`field39 … | head`) is no failure.
process.stdout.on("error", (error) => process.exit(error.code === "EPIPE" ? 0 : EXIT.failed));
main().catch((error) => {
  // Only our own words: a stack could hold what was pasted.
  process.stderr.write(`field39: ${error instanceof Stop || error.name === "Field39Error" ? error.message : "it stopped unexpectedly"}\n`);
  process.exitCode = error instanceof Stop ? error.code : EXIT.failed;
});
