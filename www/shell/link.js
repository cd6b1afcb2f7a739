// A link to a code: `#code=system:51`, in the page's own address. Codes of the tables only, never what was typed.

/** The code that the address names, as `system:code`. */
export function read() {
  const [, named] = /^#code=([\w-]+:[^&]+)$/.exec(location.hash) ?? [];
  try {
    return named && decodeURIComponent(named);
  } catch {
    return undefined;
  }
}

/** Names a code in the address, or none, without a step in the history. */
export function write(named) {
  const [page, hash] = location.href.split("#");
  if (named) {
    // The whole address: a bare fragment would be resolved against the <base> of the page.
    const next = `${page}#code=${encodeURIComponent(named).replace("%3A", ":")}`;
    if (next !== location.href) location.replace(next);
  } else if (hash?.startsWith("code=")) history.replaceState(history.state, "", page);
}
