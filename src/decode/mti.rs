//! The message type indicator: version, class, function, origin (ISO 8583:1987, 4.1; 2003, 5.2.1).

use super::field::Meaning;
use crate::catalogue::{Dialect, Enc, List};
use alloc::borrow::ToOwned;
use alloc::{string::String, vec::Vec};

/// How many bytes it takes.
pub fn width(enc: Enc) -> usize {
    if enc == Enc::Bcd { 2 } else { 4 }
}

/// The four digits, if they can be a message type: version 0 to 2, a class, a function and an origin in use.
pub fn digits(bytes: &[u8], enc: Enc) -> Option<[u8; 4]> {
    let digits = match enc {
        Enc::Bcd => {
            let [first, second] = *bytes.first_chunk::<2>()?;
            [first >> 4, first & 15, second >> 4, second & 15].map(|nibble| nibble + b'0')
        }
        Enc::Ebcdic => bytes.first_chunk::<4>()?.map(|byte| if byte >= 0xF0 { byte - 0xC0 } else { 0 }),
        _ => *bytes.first_chunk::<4>()?,
    };
    let [version, class, function, origin] = digits;
    let fits = matches!(version, b'0'..=b'2')
        && matches!(class, b'1'..=b'9')
        && matches!(function, b'0'..=b'5')
        && matches!(origin, b'0'..=b'5');
    fits.then_some(digits)
}

/// Whether a type is one that most messages have: of a payment, a reversal or the network, asked or told, by the acquirer.
pub fn is_usual(digits: [u8; 4]) -> bool {
    matches!(digits, [b'0'..=b'2', b'1' | b'2' | b'4' | b'8', b'0'..=b'3', b'0' | b'1'])
}

/// A message type at the begin, and how it is written: no first byte of one way is one of another.
pub fn find(bytes: &[u8]) -> Option<(Enc, [u8; 4])> {
    let enc = match bytes.first()? {
        0..=0x2F => Enc::Bcd,
        0xF0.. => Enc::Ebcdic,
        _ => Enc::Ascii,
    };
    digits(bytes, enc).map(|digits| (enc, digits))
}

/// The same as text.
pub fn read(bytes: &[u8], enc: Enc) -> Option<String> {
    let digits = digits(bytes, enc)?;
    core::str::from_utf8(&digits).ok().map(ToOwned::to_owned)
}

/// Its words: class and function.
pub fn meaning(dialect: Option<Dialect>, mti: &str) -> Meaning {
    let lists = [(List::MtiClass, 1), (List::MtiFunction, 2)];
    let words = lists.into_iter().filter_map(|(list, at)| dialect?.word(list, mti.get(at..at + 1)?));
    Meaning::Texts(words.collect::<Vec<_>>())
}
