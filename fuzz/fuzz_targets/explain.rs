//! Any text as a question: no panic, and what is shown holds.
#![no_main]
use field39::{
    explain::{Options, explain, masked_text},
    decode::Decoded,
};
use field39_fuzz::held;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = explain(text, &[], &Options::default());
    let masked = masked_text(text, found.input.as_ref(), found.decoded.as_ref());
    held(text, found.input.as_ref(), found.decoded.as_ref().unwrap_or(&Decoded::default()), &masked);
});
