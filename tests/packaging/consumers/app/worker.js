import { load } from "field39";

load().then(
  (field39) => postMessage(field39.explain("insufficient funds").answers[0].verdict),
  (error) => postMessage(`${error.name} ${error.message}`),
);
