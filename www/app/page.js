// What the hosted page adds to the element: the shortcuts of the installed app, and once an answer can be given, sharing
// and working offline.
const element = document.querySelector("field39-explainer");
const { hash } = location;
if (hash === "#search" || hash === "#decode") {
  if (hash === "#decode") element.setAttribute("mode", "decode");
  element.focus();
}
element.ready?.then(() => Promise.all([import("./share.js"), import("./offline.js")])).catch(() => {});
