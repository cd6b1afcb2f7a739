//! Words of a list of tags: which is a tag, the name of a chip's value, hex, a length, or says what stands behind it.

use crate::catalogue::{self, tables::CHIP_VALUES};
use alloc::vec::Vec;

/// More words than this are no list.
pub const MOST: usize = 6000;

/// A run of letters and digits.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    pub text: &'a str,
    pub at: usize,
}

/// Runs of letters and digits.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut from = None;
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        match (byte.is_ascii_alphanumeric(), from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                words.extend(text.get(start..at).map(|text| Word { text, at: start }));
                from = None;
            }
            _ => {}
        }
        if words.len() > MOST {
            break;
        }
    }
    words
}

/// The tag that a word is: of the dictionary, or one of those that terminals use for their own.
pub fn tag(word: &str) -> Option<u32> {
    let lower = |mark: &str| word.get(..mark.len()).filter(|head| head.eq_ignore_ascii_case(mark));
    let marks = ["tag", "emv", "0x", "t"];
    let digits = marks.iter().find_map(|mark| lower(mark).and_then(|_| word.get(mark.len()..))).unwrap_or(word);
    if !matches!(digits.len(), 2 | 4 | 6) {
        return None;
    }
    let tag = u32::from_str_radix(digits, 16).ok()?;
    let own = digits.len() > 2 && matches!(digits.get(..2), Some("DF" | "df")) && whole(digits);
    (catalogue::tag(tag).is_some() || own).then_some(tag)
}

/// Whether the bytes of a tag are all of it: the last has no bit 8, those before it have.
fn whole(digits: &str) -> bool {
    let Some(bytes) = super::bitmap::unhex(digits) else { return false };
    let Some((last, before)) = bytes.split_last() else { return false };
    last & 0x80 == 0 && before.iter().skip(1).all(|byte| byte & 0x80 != 0)
}

pub fn named(name: &str) -> Option<u32> {
    let plain = |known: &str| known.bytes().filter(|byte| *byte != b' ').eq(name.bytes());
    let (_, tag) = CHIP_VALUES.iter().find(|(known, _)| plain(known))?;
    u32::from_str_radix(tag, 16).ok()
}

/// Words that say what stands behind them.
pub fn is_mark(word: &str) -> bool {
    let marks = ["tag", "t", "emv", "id", "name", "key", "length", "len", "l", "value", "val", "v", "data", "hex"];
    marks.iter().any(|mark| word.eq_ignore_ascii_case(mark))
}

/// The digits of a word in hex, without what marks it as such.
pub fn hex(word: &str) -> Option<&str> {
    let digits = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")).unwrap_or(word);
    let even = !digits.is_empty() && digits.len().is_multiple_of(2);
    (even && digits.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(digits)
}

/// Hex with a digit in it, or too long for a word; or a number.
pub fn is_number(word: &str) -> bool {
    let digit = word.bytes().any(|byte| byte.is_ascii_digit());
    hex(word).is_some() && (digit || word.len() >= 8 || matches!(word, "FF" | "ff"))
        || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a word can count: in decimal, in hex.
pub fn counts(word: &str) -> Vec<usize> {
    let digits = word.trim_start_matches("0x");
    let short = (1..=3).contains(&digits.len());
    let (decimal, hex) = (digits.parse().ok(), usize::from_str_radix(digits, 16).ok());
    let mut all: Vec<usize> = hex.into_iter().chain(decimal).filter(|_| short).collect();
    all.dedup();
    all
}

/// The same where the word is nothing but a number.
pub fn count(word: &str) -> Option<Vec<usize>> {
    Some(counts(word)).filter(|all| !all.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
}
