// `field39/react`: what `field39/define` does, and the element's types in JSX.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { Contact, ExtraCode, Field39Attributes, Field39EventMap, Field39Explainer } from "./element.js";

/** React 19 sets properties of elements, and listens to `onfield39-…`. */
export interface Field39Props extends Field39Attributes {
  extraCodes?: readonly ExtraCode[];
  contact?: Contact;
  strings?: Readonly<Record<string, string>>;
  "onfield39-ready"?: (event: Field39EventMap["field39-ready"]) => void;
  "onfield39-result"?: (event: Field39EventMap["field39-result"]) => void;
  "onfield39-select"?: (event: Field39EventMap["field39-select"]) => void;
  "onfield39-copy"?: (event: Field39EventMap["field39-copy"]) => void;
  "onfield39-error"?: (event: Field39EventMap["field39-error"]) => void;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "field39-explainer": DetailedHTMLProps<HTMLAttributes<Field39Explainer>, Field39Explainer> & Field39Props;
    }
  }
}
