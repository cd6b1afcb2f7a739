// On the edge only modules that were uploaded may run: no code is made from bytes. So the host gives the module.
import module from "./core.wasm";
import { load } from "field39/url";

export default {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const how = searchParams.has("instantiate")
      ? { instantiate: (imports) => new WebAssembly.Instance(module, imports) }
      : { wasm: module };
    const field39 = await load(how);
    return Response.json(field39.explain(searchParams.get("q")).answers[0]);
  },
};
