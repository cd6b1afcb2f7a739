//! Bytes inside other text: log lines with time stamps before them, a field of a JSON line, strings in source code.
//! Runs of hex digits are found by their form; the longest run of each line is joined with those of the next lines.
//! A message of characters begins at its message type.

use super::{Form, Input, offset};
use crate::span::TextSpan;
use alloc::vec::Vec;

/// Shorter runs are numbers, times or ids.
const LEAST: usize = 8;

/// A run of hex digits in a line: the places of its bytes.
pub type Run = Vec<(u8, usize)>;

/// All runs joined, and each long run by itself.
pub fn hex(text: &str) -> Vec<Input> {
    let mut lines: Vec<Run> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let longest = runs(line, start).into_iter().max_by_key(Vec::len);
        lines.extend(longest.filter(|run| !run.is_empty()));
        start += line.len();
    }
    let long: Vec<&Run> = lines.iter().filter(|run| run.len() >= LEAST).collect();
    let mut inputs = Vec::new();
    if long.is_empty() {
        return inputs;
    }
    if lines.len() > 1 {
        inputs.extend(input(lines.iter().flatten()));
        inputs.extend(input(long.iter().copied().flatten()));
        // Full lines and the last one: what is shorter in between is a heading or an address.
        let widest = lines.iter().map(Vec::len).max().unwrap_or(0);
        let full = lines.iter().enumerate().filter(|(at, run)| run.len() == widest || at + 1 == lines.len());
        inputs.extend(input(full.flat_map(|(_, run)| run)));
    }
    inputs.extend(long.iter().take(4).filter_map(|run| input(run.iter())));
    inputs
}

/// The longest run of a line.
pub fn longest(line: &str, base: usize) -> Run {
    runs(line, base).into_iter().max_by_key(Vec::len).unwrap_or_default()
}

fn input<'a>(bytes: impl Iterator<Item = &'a (u8, usize)>) -> Option<Input> {
    let mut input = Input { bytes: Vec::new(), map: Vec::new(), form: Form::Hex, diagnostics: Vec::new() };
    for (byte, at) in bytes {
        input.bytes.push(*byte);
        input.map.push(TextSpan { start: offset(*at), end: offset(at + 2) });
    }
    (input.bytes.len() >= LEAST).then_some(input)
}

/// Runs of hex digits in a line: groups of even length, all set apart in the same way.
fn runs(line: &str, base: usize) -> Vec<Run> {
    let bytes = line.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let begins = before.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let group = group(bytes, at);
        if group == 0 || !begins {
            at += 1;
            continue;
        }
        let mut run = Run::new();
        let mut separator = None;
        let mut next = at;
        loop {
            let digits = self::group(bytes, next);
            let touches = bytes.get(next + digits).is_some_and(u8::is_ascii_alphanumeric);
            if digits < 2 || digits % 2 == 1 || touches {
                break;
            }
            for pair in 0..digits / 2 {
                let place = next + pair * 2;
                let text = line.get(place..place + 2).unwrap_or_default();
                if let Ok(value) = u8::from_str_radix(text, 16) {
                    run.push((value, base + place));
                }
            }
            let end = next + digits;
            at = end;
            let Some(mark) = bytes.get(end).copied().filter(|mark| matches!(mark, b' ' | b':' | b'-')) else { break };
            if *separator.get_or_insert(mark) != mark {
                break;
            }
            next = end + bytes.get(end..).unwrap_or_default().iter().take_while(|byte| **byte == mark).count();
        }
        if run.is_empty() {
            at += group;
        } else {
            found.push(run);
        }
    }
    found
}

fn group(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_hexdigit()).count()
}

/// Messages of characters inside a line: from a message type with a bitmap behind it to the end of the line, of the
/// quotes, or of the word.
pub fn characters(text: &str) -> Vec<Input> {
    let mut inputs = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n').take(200) {
        if let Some(at) = message_type(line) {
            let rest = line.get(at..).unwrap_or_default().trim_end();
            let quote = rest.find(['"', '\'', ']', '>']).unwrap_or(rest.len());
            let word = rest.find(' ').unwrap_or(rest.len());
            let last = rest.rfind(' ').unwrap_or(rest.len());
            let mut ends = [rest.len(), quote, last, word].to_vec();
            ends.dedup();
            for end in ends {
                inputs.push(super::characters_of(rest.get(..end).unwrap_or_default(), start + at));
            }
            if inputs.len() > 8 {
                break;
            }
        }
        start += line.len();
    }
    inputs
}

/// Four digits that can be a message type, then sixteen hex digits, with no letter or digit before.
fn message_type(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    (1..bytes.len().saturating_sub(20)).find(|at| {
        let before = bytes.get(at - 1).is_some_and(|byte| !byte.is_ascii_alphanumeric());
        let Some([a, b, c, d]) = bytes.get(*at..at + 4).and_then(|four| four.first_chunk::<4>()) else { return false };
        let fits = matches!(a, b'0'..=b'2') && matches!(b, b'1'..=b'8') && matches!(c, b'0'..=b'5');
        before && fits && matches!(d, b'0'..=b'5') && group(bytes, at + 4) >= 16
    })
}
