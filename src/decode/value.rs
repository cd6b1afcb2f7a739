//! Characters, digits and hex out of bytes, and what a value means in every language alike.

use super::field::Meaning;
use crate::catalogue::{Dialect, Enc, Inside, List, Pad, currency};
use alloc::{format, string::String, vec, vec::Vec};

/// Upper-case hex.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('?').to_ascii_uppercase());
        }
    }
    text
}

/// Characters: ASCII as it stands, EBCDIC by code page 037, and U+FFFD for what is neither.
pub fn characters(bytes: &[u8], enc: Enc) -> String {
    match enc {
        Enc::Ebcdic => bytes.iter().map(|byte| ebcdic(*byte)).collect(),
        _ => match core::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '\u{FFFD}' }).collect(),
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

/// `count` nibbles as digits; D is the separator of tracks, `=`. None when a nibble is something else.
pub fn nibbles(bytes: &[u8], count: usize, pad: Pad) -> Option<String> {
    let all = hex(bytes);
    let spare = all.len().checked_sub(count)?;
    let text = match pad {
        Pad::Left => all.get(spare..)?,
        Pad::Right => all.get(..count)?,
    };
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        'D' => Some('='),
        _ => None,
    };
    text.chars().map(digit).collect()
}

/// Code page 037, the printable part.
fn ebcdic(byte: u8) -> char {
    const ROWS: [(u8, &str); 14] = [
        (0x40, " "),
        (0x4B, ".<(+|&"),
        (0x5A, "!$*);"),
        (0x60, "-/"),
        (0x6B, ",%_>?"),
        (0x79, "`:#@'=\""),
        (0x81, "abcdefghi"),
        (0x91, "jklmnopqr"),
        (0xA1, "~stuvwxyz"),
        (0xC0, "{ABCDEFGHI"),
        (0xD0, "}JKLMNOPQR"),
        (0xE0, "\\"),
        (0xE2, "STUVWXYZ"),
        (0xF0, "0123456789"),
    ];
    let row = ROWS.iter().rev().find(|(first, _)| *first <= byte);
    row.and_then(|(first, chars)| chars.chars().nth(usize::from(byte - first))).unwrap_or('\u{FFFD}')
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

fn pair(value: &str, at: usize, most: u32) -> Option<&str> {
    let text = value.get(at..at + 2)?;
    text.parse::<u32>().ok().filter(|number| *number <= most).map(|_| text)
}

fn month(value: &str, at: usize) -> Option<&str> {
    pair(value, at, 12).filter(|month| *month != "00")
}

fn day(value: &str, at: usize) -> Option<&str> {
    pair(value, at, 31).filter(|day| *day != "00")
}

/// `MMDD` or `YYMMDD`; `YYMM` (expiry) when the first pair is no month.
fn date(value: &str) -> Option<String> {
    match value.len() {
        6 => Some(format!("20{}-{}-{}", pair(value, 0, 99)?, month(value, 2)?, day(value, 4)?)),
        4 if month(value, 0).is_some() && day(value, 2).is_some() => {
            Some(format!("{}-{}", month(value, 0)?, day(value, 2)?))
        }
        4 => Some(format!("20{}-{}", pair(value, 0, 99)?, month(value, 2)?)),
        _ => None,
    }
}

fn colons(value: &str) -> Option<String> {
    (value.len() == 6).then_some(())?;
    Some(format!("{}:{}:{}", pair(value, 0, 23)?, pair(value, 2, 59)?, pair(value, 4, 59)?))
}

fn date_time(value: &str) -> Option<String> {
    (value.len() == 10).then_some(())?;
    Some(format!("{}-{} {}", month(value, 0)?, day(value, 2)?, colons(value.get(4..)?)?))
}
