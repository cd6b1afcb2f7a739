//! Characters, digits and hex out of bytes, and what a value means in every language alike.

use super::field::Meaning;
use crate::catalogue::{Dialect, Enc, Inside, List, Pad, currency};
use alloc::{format, string::String, vec, vec::Vec};

/// Upper-case hex.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(nibble + if nibble < 10 { b'0' } else { b'A' - 10 });
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Characters: ASCII (or UTF-8) as it stands, EBCDIC, and U+FFFD for what is neither.
pub fn characters(bytes: &[u8], enc: Enc) -> String {
    match enc {
        Enc::Ebcdic => bytes.iter().map(|byte| character(*byte, enc)).collect(),
        _ => match core::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => bytes.iter().map(|byte| character(*byte, enc)).collect(),
        },
    }
}

/// Whether bytes that are not all ASCII can be GBK: a lead byte from 81 to FE, then 40 to FE without 7F.
pub fn is_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    let mut pairs = 0;
    while let Some(byte) = rest.next() {
        if *byte >= 0x80 {
            let trail = rest.next().copied().unwrap_or_default();
            if !(0x81..=0xFE).contains(byte) || !(0x40..=0xFE).contains(&trail) || trail == 0x7F {
                return false;
            }
            pairs += 1;
        }
    }
    pairs > 0
}

/// `count` nibbles as digits; D is the separator of tracks, `=`; fillers behind a track are left out.
pub fn nibbles(bytes: &[u8], count: usize, pad: Pad) -> String {
    let skip = if pad == Pad::Left { (bytes.len() * 2).saturating_sub(count) } else { 0 };
    let nibbles = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).skip(skip).take(count);
    let text: String = nibbles
        .map(|nibble| match nibble {
            0..=9 => char::from(nibble + b'0'),
            13 => '=',
            _ => 'F',
        })
        .collect();
    text.trim_end_matches('F').into()
}

/// One character. EBCDIC is code page 1047 as hosts write it; where 037 and 500 differ from it in brackets, theirs are read
/// too. U+FFFD for what is no character.
pub fn character(byte: u8, enc: Enc) -> char {
    /// Latin-1 numbers of 40 to FF; 0 for controls.
    const EBCDIC: [u8; 192] = [
        0x20, 0xA0, 0xE2, 0xE4, 0xE0, 0xE1, 0xE3, 0xE5, 0xE7, 0xF1, 0xA2, 0x2E, 0x3C, 0x28, 0x2B, 0x7C, 0x26, 0xE9,
        0xEA, 0xEB, 0xE8, 0xED, 0xEE, 0xEF, 0xEC, 0xDF, 0x21, 0x24, 0x2A, 0x29, 0x3B, 0x5E, 0x2D, 0x2F, 0xC2, 0xC4,
        0xC0, 0xC1, 0xC3, 0xC5, 0xC7, 0xD1, 0xA6, 0x2C, 0x25, 0x5F, 0x3E, 0x3F, 0xF8, 0xC9, 0xCA, 0xCB, 0xC8, 0xCD,
        0xCE, 0xCF, 0xCC, 0x60, 0x3A, 0x23, 0x40, 0x27, 0x3D, 0x22, 0xD8, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67,
        0x68, 0x69, 0xAB, 0xBB, 0xF0, 0xFD, 0xFE, 0xB1, 0xB0, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70, 0x71, 0x72,
        0xAA, 0xBA, 0xE6, 0xB8, 0xC6, 0xA4, 0xB5, 0x7E, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7A, 0xA1, 0xBF,
        0xD0, 0x5B, 0xDE, 0xAE, 0xAC, 0xA3, 0xA5, 0xB7, 0xA9, 0xA7, 0xB6, 0xBC, 0xBD, 0xBE, 0x5B, 0x5D, 0xAF, 0x5D,
        0xB4, 0xD7, 0x7B, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0xAD, 0xF4, 0xF6, 0xF2, 0xF3, 0xF5,
        0x7D, 0x4A, 0x4B, 0x4C, 0x4D, 0x4E, 0x4F, 0x50, 0x51, 0x52, 0xB9, 0xFB, 0xFC, 0xF9, 0xFA, 0xFF, 0x5C, 0xF7,
        0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5A, 0xB2, 0xD4, 0xD6, 0xD2, 0xD3, 0xD5, 0x30, 0x31, 0x32, 0x33,
        0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0xB3, 0xDB, 0xDC, 0xD9, 0xDA, 0x00,
    ];
    match enc {
        Enc::Ebcdic => {
            let found = byte.checked_sub(0x40).and_then(|at| EBCDIC.get(usize::from(at)));
            found.filter(|number| **number != 0).map_or('\u{FFFD}', |number| char::from(*number))
        }
        _ if byte.is_ascii() => char::from(byte),
        _ => '\u{FFFD}',
    }
}

/// What a value means, where that can be said.
pub fn meaning(dialect: Option<Dialect>, inside: Inside, value: &str) -> Meaning {
    let word = |list: List, key: Option<&str>| dialect?.word(list, key?).map(|text| Meaning::Texts(vec![text]));
    let found = match inside {
        Inside::ProcessingCode => word(List::ProcessingCode, value.get(..2)),
        Inside::EntryMode => word(List::EntryMode, value.get(..2)),
        Inside::ConditionCode => word(List::ConditionCode, Some(value)),
        Inside::NetworkCode => word(List::NetworkCode, Some(value)),
        Inside::Currency => value.parse().ok().and_then(currency).map(|(letters, _)| Meaning::Plain(letters.into())),
        Inside::Date => date(value).map(Meaning::Plain),
        Inside::Time => colons(value).map(Meaning::Plain),
        Inside::DateTime => date_time(value).map(Meaning::Plain),
        _ => None,
    };
    found.unwrap_or_default()
}

/// An amount in the currency of the message: `CNY 10.00`.
pub fn amount(digits: &str, currency_number: Option<&str>) -> Option<String> {
    let (letters, decimals) = currency(currency_number?.trim().parse().ok()?)?;
    let digits = digits.trim_start_matches('0');
    let places = usize::from(decimals);
    let padded = format!("{digits:0>width$}", width = places + 1);
    if !padded.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (whole, part) = padded.split_at(padded.len() - places);
    let groups: Vec<&str> = thousands(whole);
    let point = if places == 0 { "" } else { "." };
    Some(format!("{letters} {}{point}{part}", groups.join(",")))
}

fn thousands(whole: &str) -> Vec<&str> {
    let mut groups = Vec::new();
    let mut rest = whole;
    while rest.len() > 3 {
        let (front, group) = rest.split_at(rest.len() - 3);
        groups.push(group);
        rest = front;
    }
    groups.push(rest);
    groups.reverse();
    groups
}

/// Two digits, where they stand for no more than `most`.
fn pair(value: &str, at: usize, most: u8) -> Option<&str> {
    let text = value.get(at..at + 2)?;
    text.parse::<u8>().ok().filter(|number| *number <= most).map(|_| text)
}

fn month(value: &str, at: usize) -> Option<&str> {
    pair(value, at, 12).filter(|month| *month != "00")
}

fn day(value: &str, at: usize) -> Option<&str> {
    pair(value, at, 31).filter(|day| *day != "00")
}

/// Whether digits are a date: `MMDD`, `YYMM`, `YYMMDD`, `CCYYMMDD`, or nothing but zeros.
pub fn is_date(value: &str) -> bool {
    let at = value.len().saturating_sub(4);
    let last =
        (month(value, at).is_some() && day(value, at + 2).is_some()) || value.len() == 4 && month(value, 2).is_some();
    value.bytes().all(|byte| byte == b'0') || last
}

/// Whether digits end in a time of day, with a date before it where there are twelve or more: `hhmmss`, `YYMMDDhhmmss`.
pub fn is_time(value: &str) -> bool {
    let at = value.len().saturating_sub(6);
    let date = value.get(..at).is_none_or(|date| date.is_empty() || is_date(date));
    date && pair(value, at, 23).is_some() && pair(value, at + 2, 59).is_some() && pair(value, at + 4, 59).is_some()
}

/// Whether digits are `MMDDhhmmss`.
pub fn is_date_time(value: &str) -> bool {
    value.len() == 10
        && month(value, 0).is_some()
        && day(value, 2).is_some()
        && is_time(value.get(4..).unwrap_or_default())
}

/// `MMDD` or `YYMMDD`; `YYMM` (expiry) when the first pair is no month.
fn date(value: &str) -> Option<String> {
    match value.len() {
        8 => Some(format!("{}-{}-{}", value.get(..4)?, month(value, 4)?, day(value, 6)?)),
        6 => Some(format!("20{}-{}-{}", pair(value, 0, 99)?, month(value, 2)?, day(value, 4)?)),
        4 if month(value, 0).is_some() && day(value, 2).is_some() => {
            Some(format!("{}-{}", month(value, 0)?, day(value, 2)?))
        }
        4 => Some(format!("20{}-{}", pair(value, 0, 99)?, month(value, 2)?)),
        _ => None,
    }
}

/// `hhmmss`, with a date before it where there are twelve digits or fourteen.
fn colons(value: &str) -> Option<String> {
    let at = value.len().checked_sub(6)?;
    let time = format!("{}:{}:{}", pair(value, at, 23)?, pair(value, at + 2, 59)?, pair(value, at + 4, 59)?);
    match value.get(..at)? {
        "" => Some(time),
        before => Some(format!("{} {time}", date(before)?)),
    }
}

fn date_time(value: &str) -> Option<String> {
    (value.len() == 10).then_some(())?;
    Some(format!("{}-{} {}", month(value, 0)?, day(value, 2)?, colons(value.get(4..)?)?))
}
