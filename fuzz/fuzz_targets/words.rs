//! Any text as what its words say it is: XML and lists of fields, gateway answers, NACHA lines, slips. Every span is inside
//! the text, and the text is masked to as many characters as it has.
#![no_main]
use field39::{
    decode::{DecodeOptions, structured},
    explain::masked_text,
    input::Input,
};
use field39_fuzz::held;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Some(decoded) = structured(text, &DecodeOptions::default()) else { return };
    let input = Input::from_text(text);
    let masked = masked_text(text, Some(&input), Some(&decoded));
    held(text, Some(&input), &decoded, &masked);
    assert_eq!(masked.chars().count(), text.chars().count());
});
