//! Hex digits, continuous or separated by white space, colons, dashes, commas or bars, with the marks of programming
//! languages: `0x30`, `&H30`, `$30`, `30h`, one `\x` before all.

use super::{Form, Input, offset};
use crate::{
    diagnostic::{Diagnostic, DiagnosticCode, Severity},
    span::{ByteSpan, TextSpan},
};

/// Reads the text if it is hex digits and separators from end to end. A lone last digit is a diagnostic.
pub fn read(text: &str) -> Option<Input> {
    if is_uuid(text.trim().as_bytes()) {
        return None;
    }
    let mut input = Input::new(Form::Hex);
    let mut high: Option<(u8, usize)> = None;
    let bytes = text.as_bytes();
    // As PostgreSQL prints bytes; more than one are escapes.
    let mark = text
        .find("\\x")
        .filter(|at| text.rfind('\\') == Some(*at) && text.get(..*at).is_some_and(|head| head.trim().is_empty()));
    let mut at = mark.map_or(0, |at| at + 2);
    let mut dotted = false;
    while let Some(&byte) = bytes.get(at) {
        // `0x30`, `&H30`; `30h`, where what follows is the next number.
        if high.is_none() && matches!(byte, b'0' | b'&' | b'h' | b'H') {
            let next = bytes.get(at + 1).map_or(b' ', u8::to_ascii_lowercase);
            let taken = match (byte, next) {
                (b'0', b'x') | (b'&', b'h') => 2,
                (b'h' | b'H', next) if !next.is_ascii_alphanumeric() => 1,
                _ => 0,
            };
            if taken > 0 {
                at += taken;
                continue;
            }
        }
        match (char::from(byte).to_digit(16), high) {
            (Some(digit), None) => high = Some((u8::try_from(digit).ok()?, at)),
            (Some(digit), Some((first, from))) => {
                input.bytes.push(first << 4 | u8::try_from(digit).ok()?);
                input.map.push(TextSpan { start: offset(from), end: offset(at + 1) });
                high = None;
            }
            (None, _) if is_separator(byte) => {}
            // Delphi: `#$02#$10`.
            (None, None) if byte == b'#' && bytes.get(at + 1) == Some(&b'$') => {}
            // What stands around all of it.
            (None, _) if matches!(byte, b'(' | b')' | b'"' | b'\'' | b'`') && is_outside(text, at) => {}
            // Dots and strokes stand in dates and addresses too: only between single bytes, and many of them.
            (None, None) if matches!(byte, b'.' | b'/' | b'_') && is_pair(bytes.get(at + 1..)) => dotted = true,
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
    (!input.bytes.is_empty() && (!dotted || input.bytes.len() >= 8)).then_some(input)
}

/// Whether a bracket or quote stands before all digits or behind them.
fn is_outside(text: &str, at: usize) -> bool {
    let none = |part: Option<&str>| part.is_some_and(|part| !part.bytes().any(|byte| byte.is_ascii_alphanumeric()));
    none(text.get(..at)) || none(text.get(at + 1..))
}

/// Whether a number as RFC 9562, 4 writes it stands here: 8, 4, 4, 4 and 12 hex digits.
pub fn is_uuid(bytes: &[u8]) -> bool {
    let digits = |byte: &u8, at: usize| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    bytes.get(..36).is_some_and(|all| all.iter().zip(0..).all(|(byte, at)| digits(byte, at)))
        && !bytes.get(36).is_some_and(|byte| byte.is_ascii_hexdigit() || *byte == b'-')
}

/// Whether two hex digits begin the rest, and no third.
fn is_pair(rest: Option<&[u8]>) -> bool {
    rest.is_some_and(|rest| rest.iter().take(3).take_while(|byte| byte.is_ascii_hexdigit()).count() == 2)
}

fn is_separator(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || matches!(byte, b':' | b'-' | b',' | b';' | b'{' | b'}' | b'[' | b']' | b'<' | b'>' | b'|' | b'$')
        // A no-break space in UTF-8.
        || matches!(byte, 0xC2 | 0xA0)
}
