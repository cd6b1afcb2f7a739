//! Hex digits, continuous or separated by white space, colons, dashes, commas or `0x`.

use super::{Form, Input, offset};
use crate::{
    diagnostic::{Diagnostic, DiagnosticCode, Severity},
    span::{ByteSpan, TextSpan},
};

/// Reads the text if it is hex digits and separators from end to end. A lone last digit is a diagnostic.
pub fn read(text: &str) -> Option<Input> {
    let mut input = Input::new(Form::Hex);
    let mut high: Option<(u8, usize)> = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let prefix = byte == b'0' && matches!(bytes.get(at + 1), Some(b'x' | b'X')) && high.is_none();
        if prefix {
            at += 2;
            continue;
        }
        match (char::from(byte).to_digit(16), high) {
            (Some(digit), None) => high = Some((u8::try_from(digit).ok()?, at)),
            (Some(digit), Some((first, from))) => {
                input.bytes.push(first << 4 | u8::try_from(digit).ok()?);
                input.map.push(TextSpan { start: offset(from), end: offset(at + 1) });
                high = None;
            }
            (None, _) if is_separator(byte) => {}
            (None, _) => return None,
        }
        at += 1;
    }
    if let Some((_, from)) = high {
        let end = input.bytes.len();
        input.diagnostics.push(
            Diagnostic::new(DiagnosticCode::OddHexDigits, Severity::Error, ByteSpan::new(end, end), "")
                .counts(input.bytes.len() * 2 + 2, input.bytes.len() * 2 + 1),
        );
        // The map gets a place for the lone digit, so that the diagnostic can point at it.
        input.map.push(TextSpan { start: offset(from), end: offset(from + 1) });
    }
    (!input.bytes.is_empty()).then_some(input)
}

fn is_separator(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b':' | b'-' | b',' | b';' | b'{' | b'}' | b'[' | b']')
}
