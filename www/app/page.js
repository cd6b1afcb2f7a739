// What the hosted page adds to the element: the visitor's language, the shortcuts of the installed app, and once an answer
// can be given, sharing and working offline. Stands before the element's own script.
const element = document.querySelector("field39-explainer");

// The address may name a language, as links from pages of codes do; else the first that the visitor reads and we speak.
const asked = new URLSearchParams(location.search).get("lang");
const spoken = [asked, ...navigator.languages].find((tag) => /^(zh|en)\b/i.test(tag));
document.documentElement.lang = /^zh/i.test(spoken) ? "zh-Hans" : "en";

const { hash } = location;
customElements.whenDefined("field39-explainer").then(async () => {
  if (hash === "#decode") element.mode = "decode";
  if (hash === "#search" || hash === "#decode") element.focus();
  await element.ready;
  await Promise.all([import("./share.js"), import("./offline.js")]);
}).catch(() => {});
