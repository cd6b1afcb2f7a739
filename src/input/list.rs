//! Lists of numbers as programs print them: C and Java arrays, Go slices, Erlang's `<<48,50>>`, `0x` lists, signed bytes.

use super::{Form, Input, offset};
use crate::span::TextSpan;

/// Reads a bracketed list in the text, the longest first, or the whole text, if all of it is numbers from -128 to 255.
pub fn read(text: &str) -> Option<Input> {
    let inside = |open: char, close: char| {
        let from = text.rfind(open)? + 1;
        let to = text.get(from..)?.find(close)? + from;
        Some((from, to))
    };
    let lists = [inside('{', '}'), inside('[', ']'), inside('(', ')'), inside('<', '>')];
    let mut best: Option<Input> = None;
    // Numbers that are turned into bytes one by one have brackets of their own: Kotlin's `0x08.toByte()`.
    let outer = text.find('(').zip(text.rfind(')')).filter(|(from, to)| from < to).map(|(from, to)| (from + 1, to));
    for (from, to) in lists.into_iter().flatten().chain(outer).chain([(0, text.len())]) {
        let found = text.get(from..to).and_then(|list| numbers(list, from, from > 0));
        if found.as_ref().is_some_and(|found| best.as_ref().is_none_or(|best| best.bytes.len() < found.bytes.len())) {
            best = found;
        }
    }
    best
}

/// Bytes in binary, eight digits each.
pub fn bits(text: &str) -> Option<Input> {
    let is_byte = |word: &str| word.len() == 8 && word.bytes().all(|byte| matches!(byte, b'0' | b'1'));
    if !text.trim_start().get(..8).is_some_and(is_byte) {
        return None;
    }
    let mut input = Input::new(Form::List);
    for word in text.split_whitespace() {
        if !is_byte(word) {
            return None;
        }
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        input.bytes.push(u8::from_str_radix(word, 2).ok()?);
        input.map.push(TextSpan { start: offset(start), end: offset(start + 8) });
    }
    (input.bytes.len() >= 4).then_some(input)
}

fn numbers(text: &str, base: usize, bracketed: bool) -> Option<Input> {
    let mut input = Input::new(Form::List);
    let mut at = 0;
    let mut decimals = 0;
    let (mut in_comment, mut to_line_end) = (false, false);
    for part in text.split_inclusive([',', ' ', '\t', '\n', '\r', ';']) {
        let start = at;
        at += part.len();
        let word = part.trim_matches([',', ' ', '\t', '\n', '\r', ';']);
        let word = word.strip_prefix("(byte)").unwrap_or(word);
        let word = word.strip_suffix(".toByte()").or_else(|| word.strip_suffix("u8")).unwrap_or(word);
        // What a comment says is no number.
        if in_comment || word.starts_with("/*") || word.starts_with("//") {
            to_line_end = if in_comment { to_line_end } else { word.starts_with("//") };
            in_comment = if to_line_end { !part.contains('\n') } else { !word.ends_with("*/") };
            continue;
        }
        if word.is_empty() {
            continue;
        }
        let lower = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X"));
        let value = match lower {
            Some(hex) if hex.len() <= 2 => i16::from_str_radix(hex, 16).ok()?,
            Some(_) => return None,
            // `08` is hex digits, not a number.
            None if word.len() > 1 && word.starts_with('0') => return None,
            None => {
                decimals += 1;
                word.parse::<i16>().ok()?
            }
        };
        input.bytes.push(u8::try_from(value.rem_euclid(256)).ok().filter(|_| (-128..=255).contains(&value))?);
        let from = base + start + part.find(word).unwrap_or(0);
        input.map.push(TextSpan { start: offset(from), end: offset(from + word.len()) });
    }
    // Decimal numbers are bytes inside brackets; elsewhere a few of them are anything.
    (input.bytes.len() >= 4 && (decimals == 0 || bracketed || input.bytes.len() >= 16)).then_some(input)
}
