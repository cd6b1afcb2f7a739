// The frame's document: sets the element up from its address, and talks with the page around it. It sends what people
// opened, never what they typed; it takes settings, and nothing else, from its parent alone.
import "../shell/define.js";
import { message, received } from "./message.js";

/** Settings that are attributes, as they stand in the address and in `config`. */
const SETTINGS = {
  lang: "lang",
  theme: "theme",
  query: "query",
  mode: "mode",
  label: "label",
  placeholder: "placeholder",
  defaultSystem: "default-system",
  maxResults: "max-results",
};
/** Settings that are properties, in `config` alone. */
const PROPERTIES = ["contact", "extraCodes", "strings"];

const element = document.querySelector("field39-explainer");
const scheme = document.querySelector("meta[name=color-scheme]");

function configure(settings) {
  for (const [name, attribute] of Object.entries(SETTINGS)) {
    const value = settings[name] ?? settings[attribute];
    if (value !== undefined && String(value) !== element.getAttribute(attribute)) element.setAttribute(attribute, value);
  }
  for (const name of PROPERTIES) if (name in settings) element[name] = settings[name];
  // Where the schemes of frame and element differ, browsers paint the frame white.
  const theme = element.theme;
  scheme.content = theme === "light" || theme === "dark" ? theme : "light dark";
  document.documentElement.lang = element.lang || navigator.language;
}

configure(Object.fromEntries(new URLSearchParams(location.search)));

if (parent !== window) {
  // Whoever the parent is: nothing that is said is anybody's secret.
  const tell = (type, more) => parent.postMessage(message(type, more), "*");
  const grown = () => tell("resize", { height: Math.ceil(element.getBoundingClientRect().height) });
  addEventListener("message", (event) => {
    const config = event.source === parent && received(event, ["config"]);
    if (!config) return;
    try {
      configure(config);
      // A parent that came late has not heard it.
      grown();
    } catch (error) {
      tell("error", { code: error.code, message: error.message });
    }
  });
  element.addEventListener("field39-select", ({ detail }) => tell("select", detail));
  element.addEventListener("field39-error", ({ detail }) => tell("error", detail));
  new ResizeObserver(grown).observe(element);
  tell("ready", { version: element.constructor.version });
}
