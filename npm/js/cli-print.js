// Answers and messages as lines for a terminal or a pipe.

/** Colours by meaning; nothing at all where they are not wanted. */
export function paint(wanted) {
  const code = (number) => (text) => (wanted ? `\x1b[${number}m${text}\x1b[0m` : text);
  const hues = { paid: 32, "paid-part": 32, "fix-now": 33, stop: 31, "shop-fix": 33, unknown: 35, unlisted: 31, "not-a-result": 36 };
  return { bold: code(1), dim: code(2), verdict: (name, text) => code(`1;${hues[name] ?? 0}`)(text) };
}

/** Values come out of messages: a control character in one must not steer the terminal. */
export function plain(text) {
  return String(text).replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "·");
}

export function answerLines(answer, { word, labels, systems, colour }) {
  const name = systems.get(answer.system) ?? answer.sources[0]?.owner ?? answer.system;
  const lines = [
    `${colour.bold(plain(answer.code))}  ${colour.verdict(answer.verdict, labels.verdict[answer.verdict])}`,
    `${plain(answer.title)} · ${plain(name)}`,
    "",
    plain(answer.meaning),
  ];
  answer.steps.forEach((step, at) => lines.push(`  ${at + 1}. ${labels.actor[step.actor]}: ${step.text}`));
  if (answer.contact) lines.push(`${word.contact}: ${plain(answer.contact)}`);
  lines.push("", `${colour.bold(word.again)} ${answer.again.text}`);
  for (const one of answer.again.channels) {
    lines.push(`  ${labels.channel[one.channel]}: ${one.text} ${colour.dim(`(${one.asOf})`)}`);
  }
  if (answer.customerText) lines.push(`${colour.bold(word.say)}: ${answer.customerText}`);
  if (answer.misread) lines.push(`${colour.bold(word.misread)}: ${answer.misread}`);
  const others = answer.elsewhere.slice(0, 6);
  if (others.length > 0) lines.push("", colour.bold(word.elsewhere));
  for (const one of others) {
    lines.push(`  ${one.code}  ${systems.get(one.system) ?? one.system}: ${one.title} ${colour.dim(`(${labels.verdict[one.verdict]})`)}`);
  }
  if (answer.sources.length > 0) lines.push("", colour.bold(`${word.sources} (${word.level} ${answer.level})`));
  for (const one of answer.sources) {
    const checked = one.checked ? `, ${word.checked} ${one.checked}` : "";
    lines.push(colour.dim(`  ${plain(one.title)}, ${plain(one.owner)}${checked}${one.url ? ` ${one.url}` : ""}`));
  }
  return lines;
}

export function messageLines(message, { word, colour }) {
  const sure = `${Math.round(message.confidence * 100)} %`;
  const lines = [colour.bold(`${message.mti ? `${message.mti} · ` : ""}${message.dialect} · ${sure}`)];
  const walk = (field, depth) => {
    const meaning = field.meaning ? `  ${colour.dim(plain(field.meaning))}` : "";
    const { start, end } = field.span;
    const at = end > start ? colour.dim(` @${start}-${end - 1}`) : "";
    lines.push(`${"  ".repeat(depth + 1)}${colour.bold(plain(field.path))} ${plain(field.name)}: ${plain(field.value)}${meaning}${at}`);
    for (const child of field.children) walk(child, depth + 1);
  };
  for (const field of message.fields) walk(field, 0);
  return lines;
}

export function diagnosticLines(diagnostics, { colour }) {
  const marks = { error: "✗", warning: "!", note: "·" };
  return diagnostics.map((one) => `${colour.verdict(one.severity === "error" ? "stop" : "unknown", marks[one.severity])} ${plain(one.message)}`);
}
