// Working offline: registers the service worker, where the page's policy lets it in.

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
// Keeping files must not delay an answer. Without a network there is nothing to do.
const later = () => keep().catch(() => {});
if ("requestIdleCallback" in window) requestIdleCallback(later);
else setTimeout(later, 500);
