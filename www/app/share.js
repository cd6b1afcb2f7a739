// Sharing the code that is shown: a bar below the element, where a code of the tables is. Follows the language that a
// visitor switches to, and keeps it in the address, so that a reload finds it: nothing is stored.
const element = document.querySelector("field39-explainer");
const WORDS = {
  zh: { share: "分享这个码", copy: "复制链接", copied: "已复制" },
  en: { share: "Share this code", copy: "Copy link", copied: "Copied" },
};
const frame = element.shadowRoot.querySelector("[part~=frame]");
/** The folder of the language that is shown. */
const folder = () => (frame.lang.startsWith("zh") ? "zh" : "en");
/** The name of a code's folder: percent-encoding with `~` for `%`, as src/slug.rs has it. */
const slug = (code) =>
  encodeURIComponent(code)
    .replace(/[!'()*~]|^\.|\.$/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
    .replace(/%../g, (escape) => escape.toLowerCase().replace("%", "~"));
/** The code that the address names: the element writes codes of the tables there, never what was typed. */
function named() {
  const [, system, code] = /^#code=([\w-]+):([^&]+)$/.exec(location.hash) ?? [];
  try {
    return system && [system, decodeURIComponent(code)];
  } catch {
    return undefined;
  }
}

let shown;
/** The code's own page: it needs no script, and chat programs can show what it is about. */
const link = () => new URL(`${folder()}/codes/${shown[0]}/${slug(shown[1])}/`, new URL(".", location.href)).href;
const bar = document.createElement("p");
bar.className = "share";
const button = (act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.addEventListener("click", act);
  bar.append(made);
  return made;
};
const share = button(() => navigator.share({ title: `${shown[1]} · Field 39`, url: link() }).catch(() => {}));
share.hidden = !navigator.share;
const copy = button(async () => {
  await navigator.clipboard.writeText(link());
  copy.textContent = WORDS[folder()].copied;
});
function offer() {
  shown = named();
  bar.hidden = !shown;
  share.textContent = WORDS[folder()].share;
  copy.textContent = WORDS[folder()].copy;
  if (shown && !bar.isConnected) element.after(bar);
}
/** Hidden until typing rests: then the address names what is shown, or nothing. */
let resting;
function settle() {
  bar.hidden = true;
  clearTimeout(resting);
  resting = setTimeout(offer, 900);
}
for (const type of ["input", "click", "field39-result"]) element.addEventListener(type, settle);
addEventListener("hashchange", offer);
offer();

let spoken = frame.lang;
new MutationObserver(() => {
  // The element names its language again whenever it names anything.
  if (frame.lang === spoken) return;
  document.documentElement.lang = spoken = frame.lang;
  const address = new URL(location);
  address.searchParams.set("lang", frame.lang);
  history.replaceState(history.state, "", address);
  offer();
}).observe(frame, { attributeFilter: ["lang"] });
