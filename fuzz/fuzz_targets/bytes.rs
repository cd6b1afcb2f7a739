//! Any bytes: ISO 8583 in every dialect, TLV, chip answers. What is called whole accounts for every byte.
#![no_main]
use field39::{
    decode::{DecodeOptions, decode},
    diagnostic::Severity,
    input::Input,
};
use field39_fuzz::held;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let input = Input::from_bytes(bytes);
    let decoded = decode(&input, &DecodeOptions::default());
    held("", Some(&input), &decoded, "");
    let sure = decoded.messages.first().is_some_and(|message| message.encoding.is_some() && message.confidence > 0.5);
    assert!(!sure || decoded.diagnostics.iter().all(|one| one.severity < Severity::Error));
});
