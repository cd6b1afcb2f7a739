// On the server: the package answers, and importing the element's class does nothing.
import { load } from "field39";
import { Field39Explainer } from "field39/element";
import { Client } from "./client";

export default async function Page() {
  const field39 = await load();
  const [answer] = field39.explain("51").answers;
  return (
    <main data-from="server" data-verdict={answer.verdict} data-element={Field39Explainer.name}>
      {answer.title}
      <Client />
    </main>
  );
}
