// From element.json, the one place where the element's interface is written down: custom-elements.json, element.d.ts,
// and the tables for people in both languages. `node www/interface/describe.mjs` writes them; a test compares.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = new URL("./", import.meta.url);
const HEAD = "Made by www/interface/describe.mjs from element.json";

/** Every file that is made, by its path from the repository. */
export async function described() {
  const element = JSON.parse(await readFile(new URL("element.json", here), "utf8"));
  return {
    "www/interface/custom-elements.json": `${JSON.stringify(manifest(element), null, 2)}\n`,
    "www/interface/element.d.ts": types(element),
    "www/interface/README.md": tables(element, "en"),
    "www/interface/README.zh-CN.md": tables(element, "zh"),
  };
}

function manifest({ tag, class: name, summary, attributes, properties, methods, events, parts, styles }) {
  const text = (type) => ({ text: type });
  const field = ({ name, property, type, readonly, en, default: usual }) => ({
    kind: "field",
    name: property ?? name,
    type: text(type),
    description: en,
    ...(readonly && { readonly }),
    ...(usual && { default: usual }),
    ...(property && { attribute: name, reflects: name !== "query" }),
  });
  const method = ({ name, parameters, returns, en }) => ({
    kind: "method",
    name,
    description: en,
    parameters: parameters.map(({ name, type, optional }) => ({ name, type: text(type), ...(optional && { optional }) })),
    return: { type: text(returns) },
  });
  const declaration = {
    kind: "class",
    name,
    tagName: tag,
    customElement: true,
    description: summary.en,
    superclass: { name: "HTMLElement" },
    attributes: attributes.map(({ name, property, type, en, default: usual }) => ({
      name,
      fieldName: property,
      type: text(type),
      description: en,
      ...(usual && { default: usual }),
    })),
    members: [...attributes.map(field), ...properties.map(field), ...methods.map(method)],
    events: events.map(({ name, detail, en }) => ({ name, type: text(`CustomEvent<${detail}>`), description: en })),
    slots: [{ name: "", description: "Shown without JavaScript, without WebAssembly, and when loading fails." }],
    cssParts: parts.map(({ name, en }) => ({ name, description: en })),
    cssProperties: styles.map(({ name, en, default: usual }) => ({ name, description: en, default: usual })),
  };
  const made = { name, module: "element.js" };
  const modules = [
    { kind: "javascript-module", path: "element.js", declarations: [declaration], exports: [{ kind: "js", name, declaration: made }] },
    { kind: "javascript-module", path: "define.js", exports: [{ kind: "custom-element-definition", name: tag, declaration: made }] },
  ];
  return { schemaVersion: "2.1.0", readme: "README.md", modules };
}

function types({ tag, class: name, summary, attributes, properties, methods, events }) {
  const member = ({ name, property, type, readonly, en }) => `  /** ${en} */\n  ${readonly ? "readonly " : ""}${property ?? name}: ${type};`;
  const own = attributes.filter(({ name }) => name !== "lang");
  const method = ({ name, parameters, returns, en }) =>
    `  /** ${en} */\n  ${name}(${parameters.map(({ name, type, optional }) => `${name}${optional ? "?" : ""}: ${type}`).join(", ")}): ${returns};`;
  const event = ({ name, detail }) => `  "${name}": CustomEvent<${detail}>;`;
  const settable = [...own, ...properties.filter(({ readonly }) => !readonly)];
  const jsx = [
    ...attributes.map(({ name, type }) => `  "${name}"?: ${type === "boolean" ? "boolean | \"\"" : type};`),
    ...settable.filter(({ name, property }) => (property ?? name) !== name || !property).map(({ name, property, type }) => `  ${property ?? name}?: ${type};`),
    ...events.map(({ name, detail }) => `  "on${name}"?: (event: CustomEvent<${detail}>) => void;`),
  ];
  return `// ${HEAD}.
import type { ExtraCode } from "./index.js";

export interface Contact { name?: string; phone?: string; url?: string }
export interface Strings { title?: string; label?: string; placeholder?: string; private?: string; clear?: string; language?: string }

export interface Field39Events {
${events.map(event).join("\n")}
}

/** ${summary.en} Importing the class registers nothing; \`field39/define\` does. */
export class ${name} extends HTMLElement {
  static readonly version: string;
${[...own.map(member), ...properties.map(member), ...methods.map(method)].join("\n")}
  addEventListener<K extends keyof Field39Events>(type: K, listener: (this: ${name}, event: Field39Events[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: ${name}, event: HTMLElementEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** For JSX: attributes, properties and events. */
export interface ${name}Jsx {
${jsx.join("\n")}
  [standard: string]: unknown;
}

declare global {
  interface HTMLElementTagNameMap { "${tag}": ${name} }
}
`;
}

const WORDS = {
  en: {
    title: "The element", attributes: "Attributes, each with a property that mirrors it", properties: "Properties", methods: "Methods",
    events: "Events: they bubble, cross shadow roots, and never carry what was typed", parts: "Parts", styles: "Custom properties",
    usual: "usually", cancelable: "cancelable",
  },
  zh: {
    title: "元素", attributes: "属性（attribute），每个都有同名的 property", properties: "Property", methods: "方法",
    events: "事件：冒泡、可穿过 shadow root，从不携带输入的内容", parts: "可定样式的部分", styles: "CSS 变量",
    usual: "默认", cancelable: "可取消",
  },
};

function tables({ tag, attributes, properties, methods, events, parts, styles }, language) {
  const words = WORDS[language];
  const cell = (text) => String(text).replaceAll("|", "\\|");
  const row = (...cells) => `| ${cells.map(cell).join(" | ")} |`;
  const table = (title, rows) => (rows.length ? `## ${title}\n\n| | |\n|---|---|\n${rows.join("\n")}\n` : "");
  const usual = (text) => (text ? ` (${words.usual} ${/^[\w-]+$/.test(text) ? `\`${text}\`` : text})` : "");
  return [
    `<!-- ${HEAD}. -->\n# ${words.title} \`<${tag}>\`\n`,
    table(words.attributes, attributes.map((one) => row(`\`${one.name}\``, one[language] + usual(one.default)))),
    table(words.properties, properties.map((one) => row(`\`${one.name}\``, one[language]))),
    table(words.methods, methods.map((one) => row(`\`${one.name}(${one.parameters.map(({ name }) => name).join(", ")})\``, one[language]))),
    table(words.events, events.map((one) => row(`\`${one.name}\``, `${one[language]}${one.cancelable ? ` (${words.cancelable})` : ""}. \`${one.detail}\``))),
    table(words.parts, parts.map((one) => row(`\`${one.name}\``, one[language]))),
    table(words.styles, styles.map((one) => row(`\`${one.name}\``, one[language] + usual(one.default)))),
  ]
    .filter(Boolean)
    .join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(await described())) await writeFile(new URL(`../../${path}`, here), text);
}
