// `npx field39 51`, `npx field39 decode < dump.txt`: the package's own wasm, in a terminal.
import { load } from "./index.js";
import zh from "./lang/zh-Hans.js";
import { isTyped, ofFile, piped } from "./cli-input.js";
import { answerLines, diagnosticLines, messageLines, paint, plain } from "./cli-print.js";
import { EXIT, words } from "./cli-words.js";

/** Carries the exit code out of the middle. */
class Stop extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

function language(asked, word) {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  // An empty variable is none, as POSIX has it.
  const wanted = asked ?? (LC_ALL || LC_MESSAGES || LANG || "en");
  if (/^zh\b|^zh_/i.test(wanted)) return "zh-Hans";
  if (asked !== undefined && !/^en\b/i.test(asked)) throw new Stop(EXIT.usage, word.unknownLanguage);
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
    const value = inline ?? given[at + 1];
    if (options && given[at] === "--") options = false;
    else if (options && given[at] === "-h") asked.help = true;
    else if (Object.hasOwn(values, name)) {
      if (value === undefined) throw new Stop(EXIT.usage, word.needsValue(name));
      asked[values[name]] = value;
      at += inline === undefined ? 1 : 0;
    } else if (options && flags.includes(given[at])) asked[name.slice(2)] = true;
    else if (options && /^--?[a-z]/.test(given[at])) {
      // What is typed may be anything: only what looks like an option is said again.
      throw new Stop(EXIT.usage, word.unknownOption(/^--?[a-z-]{1,16}$/.test(name) ? ` ${name}` : ""));
    } else asked.rest.push(given[at]);
  }
  return asked;
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
  if (asked.system !== undefined && !systems.has(asked.system)) throw new Stop(EXIT.usage, word.unknownSystem);
  const colours = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  const how = { word, systems, labels, colour: paint(colours) };
  const options = { locale, defaultSystem: asked.system };
  const decoding = asked.rest[0] === "decode";
  const rest = asked.rest.slice(decoding ? 1 : 0);
  const texts = await given(rest, decoding, word);
  const found = reading(field39, texts, decoding, options);
  if (decoding && found.kind === "nothing" && texts.typed) throw new Stop(EXIT.usage, rest.length > 1 ? word.tooMany : word.noFile);
  say(asked.json ? JSON.stringify(found, null, 2) : lines(found, decoding, how).join("\n"));
  if (found.decoded) process.exitCode = ofMessage(found.decoded);
  else process.exitCode = found.kind === "nothing" ? EXIT.nothing : EXIT.answered;
}

/** The texts that what was given may be, likeliest first; `typed` where it stood behind the command itself. */
async function given(rest, decoding, word) {
  if (rest.length === 0 && isTyped()) throw new Stop(EXIT.usage, word.noInput);
  let texts;
  if (rest.length === 0 || (rest.length === 1 && rest[0] === "-")) texts = await piped();
  else if (decoding && rest.length === 1) texts = await ofFile(rest[0]);
  if (!decoding && texts?.[0].trim() === "") throw new Stop(EXIT.usage, word.noInput);
  return texts ?? Object.assign([rest.join(" ")], { typed: true });
}

/** An explanation as the types describe it: of the first text that has a message, else of the first. */
function reading(field39, texts, decoding, options) {
  const all = texts.map((text) => field39.explain(text, options));
  const message = all.find((found) => found.decoded?.messages.length > 0);
  if (message || !decoding) return message ?? all[0];
  // The box takes short and doubtful ones for codes and words; who says "decode" does not.
  const decoded = texts.map((text) => field39.decode(text, options));
  const best = decoded.find(({ messages }) => messages.length > 0) ?? decoded[0];
  const kind = best.messages.length > 0 ? "message" : "nothing";
  return { kind, readAs: [], answers: [], undecided: 0, alternatives: [], suggestions: [], decoded: best };
}

function lines(found, decoding, how) {
  const lines = found.readAs.map((note) => how.colour.dim(plain(note)));
  const answer = found.answers[0];
  if (answer) lines.push(...answerLines(answer, how));
  if (found.decoded) lines.push(...decodedLines(found.decoded, how));
  if (!answer && found.suggestions.length > 0) lines.push(how.word.suggestions);
  for (const one of answer ? [] : found.suggestions) lines.push(`  ${one.code}  ${how.systems.get(one.system)}: ${one.title}`);
  if (found.kind === "nothing" && lines.length === 0) lines.push(decoding ? how.word.noMessage : how.word.nothing);
  return lines;
}

function decodedLines(decoded, how) {
  const messages = decoded.messages.flatMap((message) => ["", ...messageLines(message, how)]);
  return [...messages, ...(decoded.diagnostics.length > 0 ? [""] : []), ...diagnosticLines(decoded.diagnostics, how)];
}

function ofMessage(decoded) {
  if (decoded.messages.length === 0) return EXIT.nothing;
  return decoded.diagnostics.some((one) => one.severity === "error") ? EXIT.broken : EXIT.answered;
}

process.stdout.on("error", (error) => {
  // A reader that has seen enough (`field39 … | head`) is no failure.
  if (error.code === "EPIPE") process.exit(0);
  process.exitCode = EXIT.failed;
  process.stderr.write(`field39: ${words(language(undefined)).noOutput} (${error.code})\n`, () => process.exit(EXIT.failed));
});
main().catch((error) => {
  // Only our own words: a stack could hold what was pasted.
  process.stderr.write(`field39: ${error instanceof Stop || error.name === "Field39Error" ? error.message : "it stopped unexpectedly"}\n`);
  process.exitCode = error instanceof Stop ? error.code : EXIT.failed;
});
