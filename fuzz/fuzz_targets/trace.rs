//! Any bytes as a trace of chip commands and answers, in the words of several tools.
#![no_main]
use field39::{
    decode::DecodeOptions,
    explain::{decode_text, masked_text},
};
use field39_fuzz::held;
use libfuzzer_sys::fuzz_target;
use std::fmt::Write;

fuzz_target!(|bytes: &[u8]| {
    let words = ["> ", "< ", "send: ", "resp: ", "A>> T=1 (4+0000) ", "A<< (0018+2) (14ms) ", "APDU: ", "SW: ", "", "Rdr |", "Tag |"];
    let mut text = String::new();
    for part in bytes.split(|byte| *byte == 0xFE) {
        let Some((word, rest)) = part.split_first() else { continue };
        text.push_str(words[usize::from(*word) % words.len()]);
        rest.iter().for_each(|byte| {
            let _ = write!(text, "{byte:02X} ");
        });
        text.push('\n');
    }
    let (input, decoded) = decode_text(&text, &DecodeOptions::default());
    held(&text, input.as_ref(), &decoded, &masked_text(&text, input.as_ref(), Some(&decoded)));
});
