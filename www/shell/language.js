// Which of our languages a page means, and the few words that the shell needs before a pack gives them.

export const LANGUAGES = ["zh-Hans", "en"];

/** A language of ours for any tag of theirs: zh-CN is zh-Hans, everything that we lack is English. */
export const ours = (tag) => (/^zh\b/i.test(tag) ? "zh-Hans" : "en");

/** The nearest language that the page states, out through shadow roots, or the visitor's. */
export function inherited(element) {
  for (let one = element; one; one = one.parentElement ?? one.getRootNode().host) if (one.lang) return one.lang;
  return navigator.language;
}

export const WORDS = {
  en: { title: "Response codes", label: "Code, words or message", clear: "Clear", language: "中文" },
  "zh-Hans": { title: "应答码说明", label: "应答码、文字或报文", clear: "清除", language: "English" },
};
