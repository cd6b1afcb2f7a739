//! How the body of an element is written: how many bytes that takes, where a spare nibble stands, and whether the bytes
//! can be what they must be (ISO 8583:1987, 4.2).

use super::value;
use crate::catalogue::{Enc, Kind, Pad};

/// How the body of an element is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Digits packed two a byte, with the spare nibble of an odd number in front or behind.
    Packed(Pad),
    /// One byte of C or D, in these characters, then packed digits.
    SignedPacked(Enc),
    /// Characters.
    Chars(Enc),
    /// Bytes that are shown as hex.
    Raw,
    /// Hex digits in these characters.
    Hex(Enc),
}

/// How many bytes a body of this length takes.
pub fn width(length: usize, form: Form) -> usize {
    match form {
        Form::Packed(_) => length.div_ceil(2),
        Form::SignedPacked(_) => 1 + length.saturating_sub(1).div_ceil(2),
        Form::Hex(_) => length * 2,
        Form::Chars(_) | Form::Raw => length,
    }
}

/// Where the spare nibble of an odd number of packed digits stands: where the dialect has it, unless the nibble there is
/// no filler and the one at the other end is. Tracks are filled behind whatever the dialect does with numbers (ISO 7813).
pub fn spare(raw: &[u8], length: usize, kind: Kind, pad: Pad) -> Pad {
    let (Some(first), Some(last)) = (raw.first(), raw.last()) else { return pad };
    if length.is_multiple_of(2) {
        return pad;
    }
    let filler = |nibble: u8| nibble == 0 || nibble == 15;
    let (front, behind) = (filler(first >> 4), filler(last & 15));
    match pad {
        Pad::Left if (!front || first >> 4 == 15 || kind == Kind::Track && last & 15 == 15) && behind => Pad::Right,
        Pad::Right if !behind && front => Pad::Left,
        _ => pad,
    }
}

/// Whether the bytes can be what they must be: digits where digits are asked for.
pub fn is_sound(kind: Kind, raw: &[u8], length: usize, form: Form) -> bool {
    match (kind, form) {
        (Kind::Number | Kind::Track, Form::Packed(_)) if raw.iter().all(|byte| byte >> 4 < 10 && byte & 15 < 10) => {
            true
        }
        (Kind::Number | Kind::Track, Form::Packed(pad)) => {
            let count = length.min(raw.len() * 2);
            let skip = if pad == Pad::Left { raw.len() * 2 - count } else { 0 };
            let nibbles = raw.iter().flat_map(|byte| [byte >> 4, byte & 15]);
            // Tracks have one separator, and filler where their length counts bytes.
            nibbles
                .skip(skip)
                .take(count)
                .all(|nibble| nibble < 10 || kind == Kind::Track && matches!(nibble, 0xD | 0xF))
        }
        (Kind::Number, Form::Chars(Enc::Ascii | Enc::Gbk)) if raw.iter().all(u8::is_ascii_digit) => true,
        (Kind::Number, Form::Chars(enc)) => raw.iter().all(|byte| {
            let c = value::character(*byte, enc);
            c.is_ascii_digit() || matches!(c, '*' | 'X' | 'x' | '#' | '_')
        }),
        (Kind::Track, Form::Chars(enc)) => raw.iter().all(|byte| matches!(value::character(*byte, enc), ' '..='~')),
        (Kind::Binary, Form::Hex(enc)) => raw.iter().all(|byte| value::character(*byte, enc).is_ascii_hexdigit()),
        _ => true,
    }
}
