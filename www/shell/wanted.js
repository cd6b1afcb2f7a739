// When the wasm is fetched: at once, when the element comes into view and the page rests, or when it is touched.

/** Calls back when the page rests. */
export const idle = (work) => (globalThis.requestIdleCallback ? requestIdleCallback(work, { timeout: 1000 }) : setTimeout(work, 200));

/** Calls `load` as the element's `loading` says, until the signal comes. */
export function whenWanted(element, load, signal) {
  const once = { once: true, signal };
  // Whoever touches it wants it, whatever the attribute says.
  element.addEventListener("focusin", load, once);
  element.addEventListener("pointerdown", load, once);
  if (element.loading === "eager") load();
  else if (element.loading !== "focus") {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        idle(load);
      },
      { rootMargin: "200px" },
    );
    observer.observe(element);
    signal.addEventListener("abort", () => observer.disconnect());
  }
}
