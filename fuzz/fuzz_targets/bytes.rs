//! Any bytes: ISO 8583 in every dialect, TLV, chip answers. What is called whole accounts for every byte.
#![no_main]
use field39::{
    decode::{DecodeOptions, decode},
    input::Input,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let decoded = decode(&Input::from_bytes(bytes), &DecodeOptions::default());
    for message in &decoded.messages {
        assert!(message.span.end as usize <= bytes.len());
    }
});
