// Whatever keeps the element from working has a name, a sentence of its own in the page's language, and leaves what the
// page's author put into the element in sight.
import assert from "node:assert/strict";
import { test } from "node:test";
import { input, part } from "./browser.mjs";
import { host, reaches, rests, scriptPage, visit } from "./host.mjs";
import { stage } from "./stage.mjs";

const FALLBACK = '<a id="fallback" href="/codes/">All codes</a>';
const ELEMENT = `<field39-explainer loading="eager" default-system="unionpay-pos">${FALLBACK}</field39-explainer>`;
const { browser } = await stage();

/** Serves a page with faults and opens it. */
async function broken(faults, { policy, lang = "en", ...options } = {}) {
  const files = await host((path) => (path === "/" ? { body: scriptPage("", ELEMENT, { lang }), policy } : faults[path]));
  const visited = await visit(browser, `${files.origin}/`, options);
  return { ...visited, files, close: () => Promise.all([visited.context.close(), files.close()]) };
}

async function failsAs(code, sentence, opened) {
  const { page, seen, close } = opened;
  await reaches(page, "error");
  assert.match(await part(page, "failure").innerText(), sentence);
  assert.ok(await page.locator("#fallback").isVisible(), "the author's own content is shown");
  const told = await page.evaluate(() => document.querySelector("field39-explainer").ready.catch((error) => error.code));
  assert.equal(told, code, "the promise says why");
  const [, detail] = seen.events.find(([name]) => name === "error");
  assert.equal(detail.code, code);
  assert.match(detail.message, sentence);
  await close();
}

const flip = (bytes) => {
  const altered = Buffer.from(bytes);
  altered[altered.length >> 1] ^= 1;
  return altered;
};

test("a wasm that is not there", async () => failsAs("network", /could not be fetched/, await broken({ "/field39.wasm": { status: 404, body: "" } })));
test("the same, said in Chinese", async () =>
  failsAs("network", /没有下载成功/, await broken({ "/field39.wasm": { status: 404, body: "" } }, { lang: "zh-CN" })));
test("a wasm with one bit altered", async () => failsAs("integrity", /arrived altered/, await broken({ "/field39.wasm": { body: flip } })));
test("words with one bit altered", async () => failsAs("integrity", /arrived altered/, await broken({ "/lang/en.pack": { body: flip } })));
test("a page in place of the wasm", async () =>
  failsAs("integrity", /arrived altered/, await broken({ "/field39.wasm": { body: "<!doctype html><title>Lost</title>" } })));
test("a policy without 'wasm-unsafe-eval'", async () => {
  const policy = "default-src 'none'; script-src 'self'; connect-src 'self'";
  await failsAs("csp", /security policy/, await broken({}, { policy }));
});
test("a policy that allows no request", async () => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";
  await failsAs("csp", /security policy/, await broken({}, { policy }));
});
test("a browser without WebAssembly", async () =>
  failsAs("no-wasm", /cannot run WebAssembly/, await broken({}, { before: () => delete globalThis.WebAssembly })));

test("a browser that cannot compile a stream compiles the bytes", async () => {
  const { page, seen, close } = await broken(
    {},
    {
      before: () => {
        const refuse = () => Promise.reject(new TypeError("not here"));
        WebAssembly.compileStreaming = WebAssembly.instantiateStreaming = refuse;
      },
    },
  );
  await reaches(page, "ready");
  await input(page).fill("51");
  assert.equal(await part(page, "card").getAttribute("data-code"), "51");
  assert.deepEqual(seen.console, []);
  await close();
});

test("a server that names another type", async () => {
  const { page, close } = await broken({ "/field39.wasm": { type: "text/plain", body: (bytes) => bytes } });
  await reaches(page, "ready");
  await close();
});

test("what failed to come is fetched when people try again, and what they typed is answered", async () => {
  let isOut = true;
  const files = await host((path) => {
    if (path === "/") return { body: scriptPage("", ELEMENT, { lang: "en" }) };
    return isOut && path === "/field39.wasm" ? { status: 503, body: "" } : undefined;
  });
  const { page, context } = await visit(browser, `${files.origin}/`);
  await input(page).fill("51");
  await reaches(page, "error");
  isOut = false;
  await part(page, "retry").click();
  await reaches(page, "ready");
  assert.equal(await part(page, "card").getAttribute("data-code"), "51");
  assert.ok(!(await page.locator("#fallback").isVisible()));
  await context.close();
  files.close();
});

test("words that failed to come are fetched when typing rests", async () => {
  let missed = 0;
  const { page, close } = await broken({
    get "/lang/en.more.pack"() {
      return missed++ ? undefined : { status: 404, body: "" };
    },
  });
  await reaches(page, "ready");
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("zh-Hans.more.pack")));
  await input(page).fill("0210" + "0000000002000000" + "51");
  await part(page, "fields").first().waitFor();
  await page.waitForFunction(() => /Response code/.test(document.querySelector("field39-explainer").shadowRoot.querySelector("[part=fields]").textContent));
  assert.equal(missed, 2);
  await close();
});

test("a message that waits for a part that does not come says so", async () => {
  const { page, seen, close } = await broken({ "/field39-more.wasm": { status: 404, body: "" } });
  await reaches(page, "ready");
  await input(page).fill("02007024048000000000164111111111111111000000000000001000000001");
  await part(page, "failure").waitFor();
  assert.match(await part(page, "failure").innerText(), /could not be fetched/);
  assert.ok(seen.events.some(([name, detail]) => name === "error" && detail.code === "network"));
  await input(page).fill("51");
  assert.equal(await part(page, "card").getAttribute("data-code"), "51", "codes are answered all the same");
  assert.ok(!(await part(page, "failure").isVisible()));
  await close();
});

test("a wasm of the page's own that stops is none of ours", async () => {
  const { page, seen, close } = await broken({});
  await reaches(page, "ready");
  await input(page).fill("51");
  await page.evaluate(async () => {
    // One function, which does nothing but stop.
    const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11]);
    const { instance } = await WebAssembly.instantiate(bytes);
    setTimeout(() => instance.exports.f());
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  assert.ok(seen.console.some((line) => /unreachable/.test(line)), "it has stopped");
  assert.equal(await page.evaluate(() => document.querySelector("field39-explainer").state), "ready");
  assert.equal(await part(page, "card").first().getAttribute("data-code"), "51");
  assert.ok(seen.events.every(([name]) => name !== "error"));
  await close();
});

test("a widget that stops is put aside, the text with it, and can be started again", async () => {
  const { page, seen, close } = await broken(
    {},
    {
      before: () => {
        const instantiate = WebAssembly.instantiate;
        WebAssembly.instantiate = async (module, imports) => {
          const made = await instantiate(module, imports);
          const exports = { ...made.exports };
          const set = exports.widget_set;
          if (!set) return made;
          exports.widget_set = (...all) => {
            if (globalThis.trap) throw new WebAssembly.RuntimeError("unreachable");
            return set(...all);
          };
          return { exports };
        };
      },
    },
  );
  await rests(page);
  await page.evaluate(() => (globalThis.trap = true));
  await input(page).fill("4111111111111111 boom");
  await reaches(page, "error");
  assert.match(await part(page, "failure").innerText(), /stopped/);
  assert.equal(await input(page).inputValue(), "");
  assert.doesNotMatch(JSON.stringify(seen.events), /4111/);
  await page.evaluate(() => (globalThis.trap = false));
  await part(page, "retry").click();
  await reaches(page, "ready");
  await input(page).fill("51");
  assert.equal(await part(page, "card").getAttribute("data-code"), "51");
  await close();
});
