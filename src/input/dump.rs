//! Dumps with offsets: `xxd`, `hexdump -C`, jPOS and their kin. The gutter is found by structure, never by its
//! characters: a line holds exactly as many bytes as the next offset is away; the last line ends where the
//! groups of the lines above end.

use super::{Form, Input, offset};
use crate::span::TextSpan;
use alloc::vec::Vec;

/// A line that begins with an offset.
struct Line {
    offset: usize,
    /// Two hex digits each: value, place in the text, column in the line.
    bytes: Vec<(u8, usize, usize)>,
    repeats_before: bool,
}

/// Reads the text if every line that is not blank begins with an offset that grows with the bytes.
pub fn read(text: &str) -> Option<Input> {
    [16, 10].into_iter().find_map(|radix| read_with(text, radix))
}

fn read_with(text: &str, radix: u32) -> Option<Input> {
    let mut lines: Vec<Line> = Vec::new();
    let mut start = 0;
    let mut repeats = false;
    let mut headings = 0;
    for raw in text.split_inclusive('\n') {
        let at = start;
        start += raw.len();
        let line = raw.trim_end();
        if line.trim() == "*" {
            repeats = true;
        } else if !line.trim().is_empty() {
            match parse_line(line, at, radix) {
                Some(mut parsed) => {
                    parsed.repeats_before = core::mem::take(&mut repeats);
                    lines.push(parsed);
                }
                // A heading, such as tcpdump's line before each packet.
                None if lines.is_empty() => headings += 1,
                None => return None,
            }
        }
    }
    if headings > 3 || (headings > 0 && (lines.len() < 2 || lines.first()?.offset != 0)) {
        return None;
    }
    let first = lines.first()?.offset;
    // One line that begins with a few hex digits and a space is bytes, unless those digits are nought.
    if first != 0 && lines.len() == 1 {
        return None;
    }
    let mut input = Input { bytes: Vec::new(), map: Vec::new(), form: Form::Dump, diagnostics: Vec::new() };
    let mut groups_end = 0;
    for (number, line) in lines.iter().enumerate() {
        if line.repeats_before {
            repeat_line(&mut input, line.offset - first);
        }
        if line.offset.checked_sub(first)? != input.bytes.len() {
            return None;
        }
        let take = match lines.get(number + 1) {
            Some(next) if next.repeats_before => line.bytes.len().min(16),
            Some(next) => next.offset.checked_sub(line.offset).filter(|count| (1..=64).contains(count))?,
            None => {
                let inside = |column: usize| groups_end == 0 || column < groups_end;
                line.bytes.iter().take_while(|(_, _, column)| inside(*column)).count().min(widest(&lines))
            }
        };
        if take > line.bytes.len() {
            return None;
        }
        for (value, at, column) in line.bytes.iter().take(take) {
            input.bytes.push(*value);
            input.map.push(TextSpan { start: offset(*at), end: offset(at + 2) });
            if number + 1 < lines.len() {
                groups_end = groups_end.max(column + 2);
            }
        }
    }
    (input.bytes.len() >= 2).then_some(input)
}

/// The bytes of a full line: 16 unless the lines above say otherwise.
fn widest(lines: &[Line]) -> usize {
    let steps = lines.windows(2).filter_map(|pair| match pair {
        [a, b] if !b.repeats_before => b.offset.checked_sub(a.offset),
        _ => None,
    });
    steps.max().unwrap_or(16)
}

/// `hexdump` writes `*` for lines that repeat the one before.
fn repeat_line(input: &mut Input, until: usize) {
    let from = input.bytes.len().saturating_sub(16);
    let line: Vec<(u8, TextSpan)> = input.bytes.iter().copied().zip(input.map.iter().copied()).skip(from).collect();
    while !line.is_empty() && input.bytes.len() < until.min(super::MAX_TEXT) {
        for (byte, span) in &line {
            if input.bytes.len() < until {
                input.bytes.push(*byte);
                input.map.push(*span);
            }
        }
    }
}

fn parse_line(line: &str, at: usize, radix: u32) -> Option<Line> {
    let body = line.trim_start();
    let body = body.strip_prefix("0x").unwrap_or(body);
    let digits = body.bytes().take_while(u8::is_ascii_hexdigit).count();
    if !(4..=8).contains(&digits) {
        return None;
    }
    let value = usize::from_str_radix(body.get(..digits)?, radix).ok()?;
    let mut rest = body.get(digits..)?;
    // `0016(0010)`: the same offset twice.
    if let Some(inner) = rest.strip_prefix('(') {
        rest = inner.split_once(')')?.1;
    }
    rest = rest.strip_prefix([':', 'h', '|']).unwrap_or(rest);
    let bare = rest.is_empty();
    if !bare && !rest.starts_with([' ', '\t']) {
        return None;
    }
    let from = line.len() - rest.len();
    let bytes = groups(rest).map(|(value, column)| (value, at + from + column, from + column)).collect::<Vec<_>>();
    (bare || !bytes.is_empty()).then_some(Line { offset: value, bytes, repeats_before: false })
}

/// Pairs of hex digits in groups of even length, up to the first token that is no such group.
fn groups(rest: &str) -> impl Iterator<Item = (u8, usize)> {
    let mut found = Vec::new();
    let mut column = 0;
    for token in rest.split_inclusive([' ', '\t', '|', '\u{2502}']) {
        let word = token.trim_end_matches([' ', '\t', '|', '\u{2502}']);
        let even = word.len() % 2 == 0 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !even {
            break;
        }
        for pair in 0..word.len() / 2 {
            let digits = word.get(pair * 2..pair * 2 + 2).unwrap_or_default();
            if let Ok(value) = u8::from_str_radix(digits, 16) {
                found.push((value, column + pair * 2));
            }
        }
        column += token.len();
        if token.ends_with('|') && !found.is_empty() {
            break;
        }
    }
    found.into_iter()
}
