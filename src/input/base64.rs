//! Base64 and base64url (RFC 4648, 4 and 5), alone or wrapped in lines.

use super::{Form, Input, offset};
use crate::span::TextSpan;

/// Reads the text if it is nothing but base64, and long enough to be no word.
pub fn read(text: &str) -> Option<Input> {
    let body = text.trim().trim_matches(['"', '\'']);
    let start = body.as_ptr() as usize - text.as_ptr() as usize;
    let letters =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'/' | b'_' | b'=' | b'\r' | b'\n');
    let mixed = || body.bytes().any(|b| b.is_ascii_lowercase()) && body.bytes().any(|b| b.is_ascii_uppercase());
    if body.len() < 24 || !body.bytes().all(letters) || !mixed() {
        return None;
    }
    let mut input = Input::new(Form::Base64);
    let mut bits = 0_u32;
    let mut count = 0;
    let mut first = start;
    let mut letters = 0;
    for (at, byte) in body.bytes().enumerate() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'\r' | b'\n' => continue,
            b'=' if at + 3 > body.len() => continue,
            _ => return None,
        };
        letters += 1;
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            input.bytes.push(u8::try_from(bits >> count & 0xFF).ok()?);
            input.map.push(TextSpan { start: offset(first), end: offset(start + at + 1) });
            first = start + at + usize::from(count == 0);
        }
    }
    (letters % 4 != 1).then_some(input)
}
