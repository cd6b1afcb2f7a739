//! Any text: found in any form, decoded, and every span inside what was pasted. Seeds: `tests/vectors/*.txt`.
#![no_main]
use field39::{decode::DecodeOptions, explain::decode_text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (input, decoded) = decode_text(text, &DecodeOptions::default());
    let Some(input) = input else { return };
    for field in decoded.messages.iter().flat_map(|message| &message.fields) {
        let span = input.text_span(field.span);
        assert!(text.get(span.start as usize..span.end as usize).is_some());
    }
});
