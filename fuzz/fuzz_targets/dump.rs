//! Any bytes, written in the form of several tools, are read as those bytes.
#![no_main]
use field39::input::candidates;
use libfuzzer_sys::fuzz_target;
use std::fmt::Write;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}

fuzz_target!(|bytes: &[u8]| {
    if bytes.len() < 34 || bytes.len() > 4000 {
        return;
    }
    let shown = |row: &[u8]| row.iter().map(|byte| if (32..127).contains(byte) { char::from(*byte) } else { '.' }).collect::<String>();
    for form in 0..3 {
        let mut text = String::new();
        for (number, row) in bytes.chunks(16).enumerate() {
            let (at, hex) = (number * 16, hex(row));
            let _ = match form {
                0 => writeln!(text, "{at:08x}  {hex:<47}  |{}|", shown(row)),
                1 => writeln!(text, "{at:04x}   {hex:<47}   {}", shown(row)),
                _ => writeln!(text, "0x{at:04x}:  {}", hex.replace(' ', "")),
            };
        }
        let read = (0..).map_while(|step| candidates(&text, step)).flatten().any(|input| input.bytes == bytes);
        assert!(read, "{text}");
    }
});
