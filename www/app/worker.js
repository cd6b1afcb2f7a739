// The service worker of the hosted page: after one visit everything works without a network. It keeps the files of its
// own build and nothing else, each held against its hash; the build writes the list. What is typed never comes here.
const FILES = [];
const NAME = "";

const scope = registration.scope;
const kept = new Set(FILES.map(([path]) => new URL(path, scope).href));

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(clear().then(() => clients.claim())));
addEventListener("message", (event) => event.data === "take over" && skipWaiting());
addEventListener("fetch", (event) => {
  const { method, mode, destination, url } = event.request;
  if (method !== "GET" || !url.startsWith(scope)) return;
  if (mode === "navigate" && destination === "document") event.respondWith(navigate(event.request));
  else if (kept.has(url)) event.respondWith(own(url));
});

/** All files or none: an interrupted visit leaves the cache of the build before as it was. */
async function fill() {
  const cache = await caches.open(NAME);
  await Promise.all(FILES.map(async ([path, hash]) => {
    const get = (cache) => fetch(new Request(path, { integrity: `sha256-${hash}`, cache }));
    // The page has just fetched most of them; a cache on the way may hold a file of the build before.
    const response = await get("default").catch(() => get("reload"));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    await cache.put(new URL(path, scope), response);
  }));
}

async function clear() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("field39-") && name !== NAME).map((name) => caches.delete(name)));
}

async function own(url) {
  return (await (await caches.open(NAME)).match(url)) ?? fetch(url);
}

async function navigate(request) {
  const url = new URL(request.url);
  const home = url.origin + url.pathname === scope;
  if (!home) return fetch(request).catch(() => away(url));
  // A newer build waits until no page of this one is open. If only this page is, its reload is the moment.
  if (registration.waiting && (await clients.matchAll({ type: "window" })).length < 2) {
    registration.waiting.postMessage("take over");
    // Not by a header: an address with a number sign would not be loaded again.
    return new Response("<script>setTimeout(() => location.reload(), 50)</script>", { headers: { "content-type": "text/html" } });
  }
  return own(scope);
}

/** A code's page without a network: the same code on the page that is kept. */
function away(url) {
  const [, folder] = /^(zh|en)\//.exec(url.pathname.slice(new URL(scope).pathname.length)) ?? [];
  const [, system, slug] = /\/codes\/([\w-]+)\/([^/]+)\/$/.exec(url.pathname) ?? [];
  const language = folder ? `?lang=${folder === "zh" ? "zh-Hans" : "en"}` : "";
  return Response.redirect(scope + language + (slug ? `#code=${system}:${slug.replaceAll("~", "%")}` : ""));
}
