// One icon a verdict, each with a shape of its own, so that colour is never needed to tell them apart: disc and tick,
// square and tick, triangle, octagon, spanner, hourglass, broken ring, flat box.
const PATHS = {
  paid: ["M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z", "M7.5 12.4l3.1 3.1 6-6.6"],
  "paid-part": ["M6 3h12a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3z", "M6.5 12.4l3 3 5-5.6", "M17.6 8v5M17.6 16v.2"],
  "fix-now": ["M12 3.2L22 20.5H2z", "M12 9.5v5", "M12 17.4v.2"],
  stop: ["M8 2h8l6 6v8l-6 6H8l-6-6V8z", "M8 12h8"],
  "shop-fix": ["M14.5 6.5a4.5 4.5 0 0 0-6 5.6L3 17.6 6.4 21l5.5-5.5a4.5 4.5 0 0 0 5.6-6L14.8 12 12 9.2z"],
  unknown: ["M6 3h12M6 21h12M7 3c0 5 10 6 10 9s-10 4-10 9M17 3c0 5-10 6-10 9s10 4 10 9"],
  unlisted: ["M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z", "M9.5 9.3a2.6 2.6 0 1 1 3.6 2.6c-.8.4-1.1.9-1.1 1.8M12 17v.2"],
  "not-a-result": ["M3 5h18v14H3z", "M7 12h10"],
};
/** The ring of what no table lists is broken. */
const BROKEN = { unlisted: "3.2 3" };
// Attributes, because a style sheet of the shadow root does not reach into what <use> clones.
const STROKE = { fill: "none", stroke: "currentColor", "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round" };
const SVG = "http://www.w3.org/2000/svg";

/** The sprite that the widget's icons point into. */
export function sprite() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "sprite");
  svg.setAttribute("aria-hidden", "true");
  for (const [name, paths] of Object.entries(PATHS)) {
    const symbol = document.createElementNS(SVG, "symbol");
    symbol.id = `f39-${name}`;
    symbol.setAttribute("viewBox", "0 0 24 24");
    for (const d of paths) {
      const path = document.createElementNS(SVG, "path");
      for (const [name, value] of Object.entries({ d, ...STROKE })) path.setAttribute(name, value);
      symbol.append(path);
    }
    if (BROKEN[name]) symbol.firstChild.setAttribute("stroke-dasharray", BROKEN[name]);
    svg.append(symbol);
  }
  return svg;
}
