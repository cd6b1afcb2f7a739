// Lighthouse on the hosted page, a code's page and a table, as a phone sees them:
//   cargo xtask build && npm install --no-save lighthouse@12 && node benches/lighthouse.mjs
// The pages are printed once more for the server's own address, since search engines want whole ones.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { EXECUTABLE } from "../tests/browser/browser.mjs";
import { serve } from "../tests/browser/server.mjs";

const { default: lighthouse } = await import("lighthouse");
const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
const chromium = spawn(EXECUTABLE, ["--headless=new", "--no-sandbox", "--disable-gpu", `--remote-debugging-port=${port}`, "about:blank"], { stdio: "ignore" });
await new Promise((resolve) => setTimeout(resolve, 2000));
const printed = fileURLToPath(new URL("../target/lighthouse", import.meta.url));
const server = await serve((path) => {
  const file = `${printed}${path.endsWith("/") ? `${path}index.html` : path}`;
  return existsSync(file) ? readFileSync(file) : undefined;
});
execFileSync("cargo", ["run", "--quiet", "-p", "field39-pages", "--", printed, server.url], { stdio: "inherit" });
console.log("| page | performance | accessibility | best practices | SEO | first paint, ms | largest paint, ms | TBT, ms | CLS |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|");
const faults = new Set();
for (const path of ["", "zh/codes/unionpay-pos/51/", "en/codes/unionpay-pos/", "en/reviewers/"]) {
  const { lhr } = await lighthouse(server.url + path, { port, output: "json", logLevel: "error" });
  const score = (id) => Math.round(lhr.categories[id].score * 100);
  const value = (id) => lhr.audits[id].numericValue;
  const marks = ["performance", "accessibility", "best-practices", "seo"].map(score);
  const times = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time"].map((id) => Math.round(value(id)));
  console.log(`| /${path} | ${[...marks, ...times, value("cumulative-layout-shift").toFixed(3)].join(" | ")} |`);
  for (const id of ["accessibility", "best-practices", "seo"]) {
    for (const { id: audit } of lhr.categories[id].auditRefs) {
      const { score, title, details } = lhr.audits[audit];
      if (score !== null && score < 1) faults.add(`/${path}: ${title} ${JSON.stringify(details?.items?.slice(0, 2).map((item) => item.node?.selector ?? item.description ?? item.url))}`);
    }
  }
}
for (const fault of faults) console.log(fault);
server.close();
chromium.kill();
