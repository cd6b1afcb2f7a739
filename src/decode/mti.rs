//! The message type indicator: version, class, function, origin (ISO 8583:1987, 4.1; 2003, 5.2.1).

use super::field::Meaning;
use super::value;
use crate::catalogue::{Dialect, Enc, Encoding, List};
use alloc::{string::String, vec::Vec};

/// How many bytes it takes.
pub fn width(enc: Enc) -> usize {
    if enc == Enc::Bcd { 2 } else { 4 }
}

/// The four digits, if they can be a message type: version 0 to 2, a class, a function and an origin in use.
pub fn read(bytes: &[u8], enc: Enc) -> Option<String> {
    let text = match enc {
        Enc::Bcd => value::hex(bytes.get(..2)?),
        _ => value::characters(bytes.get(..4)?, enc),
    };
    let mut digits = text.bytes();
    let fits = matches!(digits.next()?, b'0'..=b'2')
        && matches!(digits.next()?, b'1'..=b'8')
        && matches!(digits.next()?, b'0'..=b'5')
        && matches!(digits.next()?, b'0'..=b'5');
    fits.then_some(text)
}

/// Whether a message type that a dialect can have stands here. Later editions are written with their version digit;
/// 1987 is what people write with any.
pub fn fits(bytes: &[u8], encoding: Encoding) -> bool {
    let digit = |at: usize| match encoding.mti() {
        Enc::Bcd => bytes.get(at / 2).map(|byte| if at.is_multiple_of(2) { byte >> 4 } else { byte & 0x0F }),
        Enc::Ebcdic => bytes.get(at).map(|byte| byte.wrapping_sub(0xF0)),
        _ => bytes.get(at).map(|byte| byte.wrapping_sub(b'0')),
    };
    let version = encoding.dialect().map_or(b'0', |dialect| dialect.version()) - b'0';
    let [Some(a), Some(b), Some(c), Some(d)] = [digit(0), digit(1), digit(2), digit(3)] else { return false };
    a <= 2 && (1..=8).contains(&b) && c <= 5 && d <= 5 && (version == 0 || version == a)
}

/// Its words: class and function.
pub fn meaning(dialect: Option<Dialect>, mti: &str) -> Meaning {
    let lists = [(List::MtiClass, 1), (List::MtiFunction, 2)];
    let words = lists.into_iter().filter_map(|(list, at)| dialect?.word(list, mti.get(at..at + 1)?));
    Meaning::Texts(words.collect::<Vec<_>>())
}
