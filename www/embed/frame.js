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
  return event.origin === originOf(frame) ? frame : undefined;
}

const watched = new WeakSet();

function configure(frame, target) {
  frame.contentWindow?.postMessage(message("config", { ...frame.dataset }), target);
}

/** Where a frame's answers come from. */
function originOf(frame) {
  const isOpaque = frame.sandbox.length > 0 && !frame.sandbox.contains("allow-same-origin");
  return isOpaque ? "null" : new URL(frame.src).origin;
}

/** Says a frame's settings, and says them again when they change. */
function watch(frame, target) {
  configure(frame, target);
  if (watched.has(frame)) return;
  watched.add(frame);
  const changed = (changes) => changes.some(({ attributeName }) => attributeName.startsWith("data-")) && configure(frame, target);
  new MutationObserver(changed).observe(frame, { attributes: true });
}

addEventListener("message", (event) => {
  const said = received(event, ["ready", "resize", "select", "error"]);
  const frame = said && sender(event);
  if (!frame) return;
  const { source, v, type, ...detail } = said;
  if (type === "resize") frame.style.height = `${Math.max(0, Number(detail.height) || 0)}px`;
  // Each `ready` is answered, so that no setting is lost that was made before.
  if (type === "ready" || !watched.has(frame)) watch(frame, event.origin === "null" ? "*" : event.origin);
  frame.dispatchEvent(new CustomEvent(`field39-${type}`, { bubbles: true, detail }));
});
// Frames that were ready before this script was have said so to nobody. What is in them now may still be an empty
// document, which has no origin to name; `ready` follows then.
for (const frame of document.querySelectorAll("iframe")) if (isOurs(frame)) watch(frame, "*");
