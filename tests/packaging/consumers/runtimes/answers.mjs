// What every runtime must say: printed as one line of JSON.
import { load, explain, Field39Error } from "field39";
import zh from "field39/lang/zh-Hans";

const field39 = await load({ lang: [zh] });
const chinese = { locale: "zh-Hans", defaultSystem: "unionpay-pos" };
const url = await import("field39/url").then(({ load }) => load()).then(
  (other) => other.explain("98", chinese).answers[0].verdict,
  (error) => `${error.name} ${error.code} ${error.message}`,
);
const refused = await load({ lang: [{}] }).catch((error) => error instanceof Field39Error && error.code);
const { Field39Explainer } = await import("field39/element");
await import("field39/define");
console.log(
  JSON.stringify({
    inlined: field39.explain("R0", chinese).answers[0].verdict,
    convenience: (await explain("51", { locale: "zh-CN" })).answers[0].title,
    url,
    refused,
    element: typeof Field39Explainer,
  }),
);
