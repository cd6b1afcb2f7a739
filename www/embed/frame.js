// For the page around a frame: gives each frame of ours the height that it asks for and the settings of its `data-`
// attributes (`data-theme`, `data-lang`, `data-default-system` …), and turns what it says into events of the iframe.
import { message, received } from "./message.js";

const home = new URL("embed/", import.meta.url).href;

/** Frames of ours: those that show our document, and those that say so. */
const isOurs = (frame) => frame.src.startsWith(home) || frame.hasAttribute("data-field39");

/** The frame that an event comes from, if it is ours and still shows what its address says. */
function sender(event) {
  const frame = [...document.querySelectorAll("iframe")].find((frame) => frame.contentWindow === event.source);
  if (!frame || !isOurs(frame)) return undefined;
  const isOpaque = frame.sandbox.length > 0 && !frame.sandbox.contains("allow-same-origin");
  return event.origin === (isOpaque ? "null" : new URL(frame.src).origin) ? frame : undefined;
}

const watched = new WeakSet();

function configure(frame) {
  const isOpaque = frame.sandbox.length > 0 && !frame.sandbox.contains("allow-same-origin");
  const target = isOpaque ? "*" : new URL(frame.src).origin;
  frame.contentWindow.postMessage(message("config", { ...frame.dataset }), target);
}

/** Settings that change later are said again. */
function changed(changes) {
  if (changes.some(({ attributeName }) => attributeName.startsWith("data-"))) configure(changes[0].target);
}

addEventListener("message", (event) => {
  const said = received(event, ["ready", "resize", "select", "error"]);
  const frame = said && sender(event);
  if (!frame) return;
  const { source, v, type, ...detail } = said;
  if (type === "resize") frame.style.height = `${Math.max(0, Number(detail.height) || 0)}px`;
  if (type === "ready") {
    // Asked again after each load, so that no setting is lost that was made before.
    configure(frame);
    if (!watched.has(frame)) new MutationObserver(changed).observe(frame, { attributes: true });
    watched.add(frame);
  }
  frame.dispatchEvent(new CustomEvent(`field39-${type}`, { bubbles: true, detail }));
});
