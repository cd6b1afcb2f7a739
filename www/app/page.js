// What the hosted page adds to the element: sharing a code, the shortcuts of the installed app, working offline.
const element = document.querySelector("field39-explainer");
const WORDS = {
  zh: { share: "分享这个码", copy: "复制链接", copied: "已复制" },
  en: { share: "Share this code", copy: "Copy link", copied: "Copied" },
};
/** The folder of the language that is shown. */
const folder = () => (/^zh/i.test(element.getAttribute("lang")) ? "zh" : "en");
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
addEventListener("hashchange", offer);
element.addEventListener("field39-result", ({ detail }) => {
  offer();
  // A message is nobody else's: what its field 39 says is on the page, and no link leads to the rest.
  if (detail.kind === "message") bar.hidden = true;
});
offer();

// Shortcuts of the installed app.
if (location.hash === "#search" || location.hash === "#decode") {
  if (location.hash === "#decode") element.setAttribute("mode", "decode");
  element.focus();
}

/** Whether the page's policy lets the service worker in. Where it does not, trying would be reported as an attack. */
async function allowed() {
  const policy = (await fetch("./", { method: "HEAD" })).headers.get("content-security-policy") ?? "";
  const directive = (name) => new RegExp(`(?:^|[;,])\\s*${name}(?![\\w-])([^;,]*)`).exec(policy)?.[1];
  const workers = directive("worker-src") ?? directive("child-src") ?? directive("script-src") ?? directive("default-src");
  const types = directive("require-trusted-types-for") ? directive("trusted-types") : undefined;
  return /'self'|\*/.test(workers ?? "*") && /field39-worker|\*/.test(types ?? "*");
}

/** Registers the service worker, under a policy of its own where addresses of scripts may not be made from text. */
async function keep() {
  if (!navigator.serviceWorker || navigator.serviceWorker.controller || !(await allowed())) return;
  const worker = new URL("worker.js", import.meta.url).href;
  const policy = globalThis.trustedTypes?.createPolicy("field39-worker", {
    createScriptURL(address) {
      if (address !== worker) throw new TypeError("another address");
      return address;
    },
  });
  await navigator.serviceWorker.register(policy?.createScriptURL(worker) ?? worker);
}
// After the first answer can be given: keeping files must not delay it. Without a network there is nothing to do.
const later = () => keep().catch(() => {});
element.ready?.then(() => ("requestIdleCallback" in window ? requestIdleCallback(later) : setTimeout(later, 500)), () => {});
