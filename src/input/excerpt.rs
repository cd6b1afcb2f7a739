//! Bytes inside other text: log lines with time stamps before them, a value of a JSON line, strings in source code. Runs
//! of hex digits are found by their form. In a log they stand in one place of every line: joined they are one message, or
//! each is one. A message of characters begins at its message type.

use super::{Form, Input, MAX_MESSAGE, base64, offset, unit};
use crate::span::TextSpan;
use alloc::vec::Vec;

/// Shorter runs are numbers, times or ids.
const LEAST: usize = 8;
/// So many messages of a log are read.
const MOST: usize = 60;

/// A run of hex digits in a line: the places of its bytes.
pub type Run = Vec<(u8, u32)>;

/// The run of a line that holds bytes, and what stands before it.
struct Found<'a> {
    run: Run,
    /// The last characters before the run.
    label: &'a str,
    column: usize,
}

/// All runs joined; each long run as a message of its own; and the longest by themselves.
pub fn hex(text: &str) -> Vec<Input> {
    let mut lines: Vec<Found<'_>> = Vec::new();
    let mut start = 0;
    // Where the bytes of this log stand: as before its longest run.
    let longest = text.lines().filter_map(|line| runs(line, 0).into_iter().max_by_key(|found| found.run.len()));
    let Some(model) = longest.take(400).max_by_key(|found| found.run.len()).filter(|found| found.run.len() >= 4) else {
        return Vec::new();
    };
    for line in text.split_inclusive('\n') {
        let found = runs(line, start);
        let alike = |one: &Found<'_>| one.label == model.label || (one.label.len() < 3 && one.column == model.column);
        let at = found.iter().position(alike);
        let chosen = match at {
            Some(at) => found.into_iter().nth(at),
            None => found.into_iter().max_by_key(|one| one.run.len()).filter(|one| one.run.len() >= LEAST),
        };
        lines.extend(chosen);
        start += line.len();
    }
    let mut inputs = Vec::new();
    let long: Vec<&Found<'_>> = lines.iter().filter(|found| found.run.len() >= LEAST).collect();
    if lines.len() > 1 {
        inputs.extend(parts(&long));
        inputs.extend(joined(lines.iter()));
        if long.len() < lines.len() {
            inputs.extend(joined(long.iter().copied()));
        }
    }
    let mut singles: Vec<&Found<'_>> = Vec::new();
    for found in long {
        let at = singles.iter().rposition(|known| known.run.len() >= found.run.len()).map_or(0, |at| at + 1);
        if at < 4 {
            singles.insert(at, found);
            singles.truncate(4);
        }
    }
    inputs.extend(singles.into_iter().filter_map(|found| input(found.run.iter())));
    inputs
}

/// Runs as one message, if it is not too long for one.
fn joined<'a>(lines: impl Iterator<Item = &'a Found<'a>> + Clone) -> Option<Input> {
    let length: usize = lines.clone().map(|found| found.run.len()).sum();
    if length > MAX_MESSAGE {
        return None;
    }
    input(lines.flat_map(|found| &found.run))
}

/// Long runs as messages of their own.
fn parts(long: &[&Found<'_>]) -> Option<Input> {
    let whole = long.iter().filter(|found| found.run.len() >= 12).take(MOST);
    let mut joined = input(whole.clone().flat_map(|found| &found.run))?;
    let mut at = 0;
    for found in whole {
        joined.cuts.push(at);
        at += found.run.len();
    }
    (joined.cuts.len() > 1).then_some(joined)
}

/// The runs of a line.
pub fn line(line: &str, base: usize) -> Vec<Vec<(u8, usize)>> {
    let places = |found: Found<'_>| found.run.into_iter().map(|(byte, at)| (byte, at as usize)).collect();
    runs(line, base).into_iter().map(places).collect()
}

fn input<'a>(bytes: impl Iterator<Item = &'a (u8, u32)>) -> Option<Input> {
    let mut input = Input::new(Form::Hex);
    for (byte, at) in bytes {
        input.bytes.push(*byte);
        input.map.push(TextSpan { start: *at, end: at + 2 });
    }
    (input.bytes.len() >= LEAST).then_some(input)
}

/// Runs of hex digits in a line: groups of even length, all set apart in the same way, up to a gutter that shows them.
fn runs(line: &str, base: usize) -> Vec<Found<'_>> {
    let bytes = line.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let word = bytes.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let group = group(bytes, at);
        let uuid = group == 8 && super::hex::is_uuid(bytes.get(at..).unwrap_or_default());
        if group == 0 || uuid {
            at += if uuid { 36 } else { word.max(1) };
            continue;
        }
        let mut run = Run::new();
        let mut separator = None;
        let column = at;
        let mut next = at + if group == 1 && bytes.get(at..at + 2) == Some(b"0x") { 2 } else { 0 };
        loop {
            let digits = self::group(bytes, next);
            // `h` behind hex digits says what they are.
            let end = next + digits + usize::from(bytes.get(next + digits) == Some(&b'h'));
            let touches = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
            // A number before a long group is no part of it.
            let apart = !run.is_empty() && run.len() <= 4 && digits >= 16;
            if digits < 2 || digits % 2 == 1 || touches || apart {
                break;
            }
            for place in (next..next + digits).step_by(2) {
                let pair = bytes.get(place..place + 2).and_then(unit::byte);
                run.extend(pair.map(|value| (value, offset(base + place))));
            }
            let end = next + digits;
            at = end;
            let Some(mark) = bytes.get(end).copied().filter(|mark| matches!(mark, b' ' | b':' | b'-')) else { break };
            let shown = run.len() >= 4
                && mark == b' '
                && unit::is_gutter(
                    line.get(end..).unwrap_or_default(),
                    &|at| run.get(at).map(|(byte, _)| *byte),
                    false,
                );
            if shown || *separator.get_or_insert(mark) != mark {
                break;
            }
            next = end + bytes.get(end..).unwrap_or_default().iter().take_while(|byte| **byte == mark).count();
        }
        if run.is_empty() {
            at += word;
        } else {
            let head = line.get(..column).unwrap_or_default().trim_end_matches([' ', '0', 'x']);
            let label = head.char_indices().rev().nth(3).map_or(head, |(from, _)| head.get(from..).unwrap_or_default());
            found.push(Found { run, label, column });
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
            // Brackets with a blank on either side; others before it belong to the message.
            let blank = rest.get(..quote).is_some_and(|inside| inside.ends_with(' ') && quote < rest.len());
            let mut ends = [rest.len(), quote, quote - usize::from(blank), last, word].to_vec();
            ends.dedup();
            for end in ends.into_iter().filter(|end| *end <= MAX_MESSAGE) {
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

/// The longest word that is base64, in quotes or behind a sign.
pub fn base64(text: &str) -> Option<Input> {
    let ends = |byte: &u8| !byte.is_ascii_alphanumeric() && !matches!(byte, b'+' | b'/' | b'-' | b'_' | b'=' | b'\\');
    let words =
        text.as_bytes().split(ends).filter(|word| word.len() >= 24).filter_map(|word| str::from_utf8(word).ok());
    let word = words.map(|word| word.trim_matches('=')).max_by_key(|word| word.len())?.rsplit('=').next()?;
    let start = word.as_ptr() as usize - text.as_ptr() as usize;
    let mut input = base64::read(word).filter(|_| word.len() < text.len())?;
    let start = offset(start);
    for span in &mut input.map {
        *span = TextSpan { start: span.start + start, end: span.end + start };
    }
    Some(input)
}

/// Whether the text begins with a message type and a bitmap of hex digits.
pub fn begins_message(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some([a, b, c, d]) = bytes.first_chunk::<4>() else { return false };
    let fits = matches!(a, b'0'..=b'2') && matches!(b, b'1'..=b'8') && matches!(c, b'0'..=b'5');
    fits && matches!(d, b'0'..=b'5') && group(bytes, 4) >= 16
}

/// The same inside a line, with no letter or digit before.
fn message_type(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    (1..bytes.len().saturating_sub(20)).find(|at| {
        let before = bytes.get(at - 1).is_some_and(|byte| !byte.is_ascii_alphanumeric());
        before && line.get(*at..).is_some_and(begins_message)
    })
}
