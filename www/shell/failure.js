// What can go wrong, by name, and the sentence that people get for it. No sentence holds anything that was typed.
const SENTENCES = {
  en: {
    csp: "This page's security policy does not allow the explainer.",
    "no-wasm": "This browser cannot run WebAssembly.",
    network: "The explainer could not be fetched. Check the connection, then try again.",
    integrity: "A file arrived altered and was not run. Try again.",
    version: "The explainer's files differ in version. Reload the page.",
    crash: "The explainer stopped. Nothing was sent. Try again.",
    again: "Try again",
  },
  "zh-Hans": {
    csp: "本页的安全策略不允许运行查询工具。",
    "no-wasm": "这个浏览器不支持 WebAssembly。",
    network: "查询工具没有下载成功。请检查网络，再试一次。",
    integrity: "收到的文件被改动过，没有运行。请重试。",
    version: "查询工具的文件版本不一致，请刷新页面。",
    crash: "查询工具意外停止，没有发送任何内容。请重试。",
    again: "重试",
  },
};

/** An error with one of the names above. */
export class Failure extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** The sentence for a name, in a language that the shell itself speaks. */
export const sentence = (code, language) => SENTENCES[language][code];

/** The name of whatever was thrown while loading or running. */
export function nameOf(error) {
  if (error instanceof Failure) return error.code;
  const text = String(error);
  // Browsers have no class of their own for this, but all of them name the policy.
  if (/content.security|unsafe-eval|\bcsp\b/i.test(text)) return "csp";
  if (text === "other-catalogue" || error.name === "LinkError") return "version";
  return text === "not-a-pack" || error.name === "CompileError" ? "integrity" : "crash";
}
