// `field39/react`: what `field39/define` does, and the element's types in JSX.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { Field39Explainer, Field39ExplainerJsx } from "./element.js";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "field39-explainer": DetailedHTMLProps<HTMLAttributes<Field39Explainer>, Field39Explainer> & Field39ExplainerJsx;
    }
  }
}
