//! Lists of numbers as programs print them: C and Java arrays, Go slices, `0x` lists, signed bytes.

use super::{Form, Input, offset};
use crate::span::TextSpan;
use alloc::vec::Vec;

/// Reads the longest bracketed list in the text, or the whole text, if all of it is numbers from -128 to 255.
pub fn read(text: &str) -> Option<Input> {
    let inside = |open: char, close: char| {
        let from = text.rfind(open)? + 1;
        let to = text.get(from..)?.find(close)? + from;
        Some((from, to))
    };
    let (from, to) = [inside('{', '}'), inside('[', ']'), inside('(', ')')]
        .into_iter()
        .flatten()
        .max_by_key(|(from, to)| to - from)
        .unwrap_or((0, text.len()));
    numbers(text.get(from..to)?, from, from > 0)
}

fn numbers(text: &str, base: usize, bracketed: bool) -> Option<Input> {
    let mut input = Input { bytes: Vec::new(), map: Vec::new(), form: Form::List, diagnostics: Vec::new() };
    let mut at = 0;
    let mut decimals = 0;
    for part in text.split_inclusive([',', ' ', '\t', '\n', '\r', ';']) {
        let start = at;
        at += part.len();
        let word = part.trim_matches([',', ' ', '\t', '\n', '\r', ';']);
        let word = word.strip_prefix("(byte)").unwrap_or(word);
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
    // Decimal numbers are bytes only inside brackets: elsewhere they are anything.
    (input.bytes.len() >= 4 && (decimals == 0 || bracketed)).then_some(input)
}
