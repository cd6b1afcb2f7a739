//! The style sheets of what the widget shows, small as build.rs made them. The shell puts them into the shadow root: they come
//! with the wasm, because nothing that they are for is there before it.

/// Chips, cards, lists, the customer's screen.
pub const ANSWERS: &str = include_str!(concat!(env!("OUT_DIR"), "/answers.css"));

/// Bytes and fields of a message.
pub const MESSAGE: &str = include_str!(concat!(env!("OUT_DIR"), "/message.css"));
