//! Any text: found in any form, decoded, and every span inside what was pasted. Seeds: `tests/vectors/*.txt`.
#![no_main]
use field39::{
    decode::DecodeOptions,
    explain::{decode_text, masked_text},
};
use field39_fuzz::held;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (input, decoded) = decode_text(text, &DecodeOptions::default());
    held(text, input.as_ref(), &decoded, &masked_text(text, input.as_ref(), Some(&decoded)));
});
