// The same as `field39`, with the wasm in a file of its own, `core.wasm` beside this module.
export * from "./index.js";
