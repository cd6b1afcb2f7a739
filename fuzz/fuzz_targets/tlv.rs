//! Any bytes as objects of a chip, as a single value of the tag that the first bytes name, and as a packet's payload.
#![no_main]
use field39::{
    decode::{DecodeOptions, decode},
    input::Input,
};
use field39_fuzz::held;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let read = |dialect: String, bytes: &[u8]| {
        let options = DecodeOptions { dialect: Some(dialect), ..DecodeOptions::default() };
        let input = Input::from_bytes(bytes);
        held("", Some(&input), &decode(&input, &options), "");
    };
    read("emv-tlv".into(), bytes);
    if let Some((tag, value)) = bytes.split_first_chunk::<2>() {
        read(format!("{:02X}", tag[0]), value);
        read(format!("{:02X}{:02X}", tag[0], tag[1]), value);
    }
});
