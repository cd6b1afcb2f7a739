// The element in React's JSX, as the compiler sees it.
import { useRef } from "react";
import "field39/react";
import type { Field39Explainer } from "field39/element";

export function Explainer() {
  const element = useRef<Field39Explainer>(null);
  return (
    <field39-explainer
      ref={element}
      className="box"
      lang="zh-Hans"
      default-system="unionpay-pos"
      mode="auto"
      deep-link
      extraCodes={[{ code: "R0", verdict: "shop-fix", title: "t", meaning: "m", source: "s" }]}
      onfield39-select={(event) => event.detail.code.length}
    >
      <a href="/codes/">Codes</a>
    </field39-explainer>
  );
}

// @ts-expect-error a mode that there is not
export const wrong = <field39-explainer mode="both" />;
