//! Any text as a question: no panic, and no more than one kind of answer.
#![no_main]
use field39::explain::{Options, explain};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = explain(text, &[], &Options::default());
});
