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

/// Whether hex digits are tags, lengths and values, and noughts between them, to their very end.
pub fn chain_of_hex(raw: &[u8]) -> bool {
    let byte = |at: usize| {
        let digit = |at: usize| raw.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        Some(digit(at)? as usize * 16 + digit(at + 1)? as usize)
    };
    let next = |at: usize| {
        if byte(at)? == 0 {
            return Some(at + 2);
        }
        let tag = if byte(at)? & 31 == 31 { 4 } else { 2 };
        let length = byte(at + tag)?;
        let (length, head) = if length == 0x81 { (byte(at + tag + 2)?, tag + 4) } else { (length, tag + 2) };
        Some(at + head + length * 2)
    };
    let mut at = 0;
    while at < raw.len() {
        let Some(end) = next(at) else { return false };
        at = end;
    }
    at == raw.len() && raw.iter().all(u8::is_ascii_hexdigit)
}

/// Whether all bytes are ASCII digits, four at a time: most of a message is digits.
pub fn are_digits(raw: &[u8]) -> bool {
    let (fours, rest) = raw.as_chunks::<4>();
    // High halves are 3, and still are when six is added: no low half is above 9. Bytes do not run over into each other.
    let high = |word: u32| word & 0xF0F0_F0F0 == 0x3030_3030;
    let four = |word: u32| high(word) && high(word.wrapping_add(0x0606_0606));
    fours.iter().all(|bytes| four(u32::from_ne_bytes(*bytes))) && rest.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::are_digits;

    #[test]
    fn digits_are_told_at_every_place_of_a_word() {
        for byte in 0..=u8::MAX {
            for at in 0..7 {
                let mut raw = *b"0459012";
                raw[at] = byte;
                assert_eq!(are_digits(&raw), raw.iter().all(u8::is_ascii_digit), "{byte:02X} at {at}");
            }
        }
    }
}
