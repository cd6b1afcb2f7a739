//! # Field 39: what a payment response code means, and what a message dump says
//!
//! Field 39 of an ISO 8583 message is the response code. This crate explains such codes and decodes messages that
//! carry them. It is pure: `no_std`, no serde, no wasm, no sentences. Words come from language packs
//! ([`catalogue::Pack`]), which are data.
//!
//! Three phases: [`input`] turns pasted text into bytes with a map back to the text, [`decode`] turns bytes into
//! fields with spans and diagnostics, [`explain`] joins what was read with the [`catalogue`].
//!
//! ```
//! use field39::explain::{explain, Kind, Options};
//! let explanation = explain("RESP: 05", &[], &Options::default());
//! assert_eq!(explanation.kind, Kind::Code);
//! ```
#![no_std]
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic))]

extern crate alloc;

pub mod catalogue;
pub mod decimal;
pub mod decode;
pub mod diagnostic;
pub mod explain;
pub mod fold;
pub mod input;
pub mod plain;
pub mod search;
pub mod slug;
pub mod span;
pub mod substring;
