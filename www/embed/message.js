// What the frame and the page around it say to each other, version 1. All messages are
// `{ source: "field39-explainer", v: 1, type, … }`: `ready`, `resize`, `select`, `error` come from the frame, `config` goes to it.
const SOURCE = "field39-explainer";
const VERSION = 1;

/** A message to send. */
export const message = (type, more) => ({ source: SOURCE, v: VERSION, type, ...more });

/** The message of an event, if it is one of ours and of a type that is expected. */
export function received({ data }, types) {
  const isOurs = data?.source === SOURCE && data.v === VERSION && types.includes(data.type);
  return isOurs ? data : undefined;
}
