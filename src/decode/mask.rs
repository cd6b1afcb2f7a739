//! Masking, where a field is made: card numbers keep their first six and last four digits (PCI DSS 4.0, 3.4.1),
//! tracks, PIN blocks and verification values keep nothing.

use super::grouped;
use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// A card number has at least so many digits (ISO/IEC 7812-1).
const LEAST: usize = 13;

/// What stands for a hidden character.
pub const DOT: char = '\u{2022}';

/// Which characters of a card number are hidden: all but the first six and the last four.
pub fn card_number(length: usize) -> Range<usize> {
    match length {
        13.. => 6..length - 4,
        _ => 0..length.saturating_sub(4),
    }
}

/// Which characters of a track are hidden: the card number's middle, and all from the separator on.
pub fn track(text: &str) -> [Range<usize>; 2] {
    let length = text.chars().count();
    let start = text.chars().position(|c| c.is_ascii_digit()).unwrap_or(0);
    let is_pan = |c: &char| c.is_ascii_digit() || *c == ' ';
    let digits = text.chars().skip(start).take_while(is_pan).count();
    let pan = card_number(digits);
    let separator = (start + digits + 1).min(length);
    [start + pan.start..start + pan.end, separator..length]
}

/// The text with some characters (counted, not bytes) replaced by dots.
pub fn dots(text: &str, hidden: &[Range<usize>]) -> String {
    if hidden.iter().all(Range::is_empty) {
        return text.into();
    }
    let mut marks = alloc::vec![false; text.len()];
    for range in hidden {
        if let Some(marks) = marks.get_mut(range.start..range.end.min(text.len())) {
            marks.fill(true);
        }
    }
    text.chars().zip(marks).map(|(c, hidden)| if hidden { DOT } else { c }).collect()
}

/// Whether digits are a card number: 13 to 19 of them (ISO/IEC 7812-1) with a right check digit, and of an
/// industry that issues cards (first digit 2 to 6, 8 or 9).
pub fn is_card_number(digits: &str) -> bool {
    if !(LEAST..=19).contains(&digits.len()) || digits.starts_with(['0', '1', '7']) {
        return false;
    }
    let mut sum = 0;
    for (place, byte) in digits.bytes().rev().enumerate() {
        if !byte.is_ascii_digit() {
            return false;
        }
        let digit = u32::from(byte - b'0');
        let doubled = if place % 2 == 1 { digit * 2 } else { digit };
        sum += if doubled > 9 { doubled - 9 } else { doubled };
    }
    sum % 10 == 0
}

/// Which characters of a card number in groups are hidden: all digits but the first six and the last four.
pub fn grouped_digits(number: &str) -> Vec<Range<usize>> {
    let places: Vec<usize> = number.chars().enumerate().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let inner = if places.len() < LEAST { 0..0 } else { card_number(places.len()) };
    places.get(inner).unwrap_or_default().iter().map(|at| *at..*at + 1).collect()
}

/// Runs of digits in a text that are card numbers, as ranges of characters to hide.
pub fn card_numbers_in(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut digits = 0;
    for (number, (at, c)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
        if c.is_ascii_digit() {
            digits += 1;
            continue;
        }
        let run = core::mem::take(&mut digits);
        if run < LEAST {
            continue;
        }
        let Some(text) = text.get(at - run..at) else { continue };
        if is_card_number(text) {
            let inner = card_number(run);
            found.push(number - run + inner.start..number - run + inner.end);
        } else {
            behind_length(text, number - run, &mut found);
        }
    }
    found
}

/// In a value or a key of somebody's text: card numbers as they stand, in groups as well, else those that hex may hold.
pub fn in_text(text: &str) -> Vec<Range<usize>> {
    let mut ranges = card_numbers_in(text);
    ranges.extend(grouped::hidden(text));
    if ranges.is_empty() { windows(text) } else { ranges }
}

/// In text that could not be taken apart although it has parts: card numbers as they stand, and among other digits.
pub fn anywhere_in(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for run in text.split(|c: char| !c.is_ascii_digit()) {
        let at = text.get(..start).unwrap_or_default().chars().count();
        numbers_in_run(run, &mut |range| found.push(at + range.start..at + range.end));
        start +=
            run.len() + text.get(start + run.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

/// Card numbers among other digits, where their length stands right before them: `02` `16` and sixteen digits.
fn behind_length(run: &str, start: usize, found: &mut Vec<Range<usize>>) {
    for at in 2..run.len() {
        let length = run.get(at - 2..at).and_then(|digits| digits.parse().ok()).unwrap_or(0_usize);
        let digits = run.get(at..at + length).unwrap_or_default();
        if lengths(digits.as_bytes()).contains(&length) && is_card_number(digits) {
            let inner = card_number(length);
            found.push(start + at + inner.start..start + at + inner.end);
        }
    }
}

/// A text in which card numbers, also in groups, keep only their last four digits. For anything that shows a person's words
/// again.
pub fn mask_card_numbers(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let numbers = grouped::card_numbers(&chars);
    let last_four = |places: &Vec<usize>| places.len() - 4;
    let hidden: Vec<Range<usize>> =
        numbers.iter().flat_map(|places| places.iter().take(last_four(places))).map(|at| *at..*at + 1).collect();
    dots(text, &hidden)
}

/// In hex that could not be read as objects: what stands behind a tag of card data (5A, 57, 56, 9F6B) and a length
/// that such data has.
pub fn tagged_in_hex(hex: &str) -> Vec<Range<usize>> {
    let digit = |at: usize| char::from(*hex.as_bytes().get(at)?).to_digit(16);
    let byte = |at: usize| digit(at).zip(digit(at + 1)).map(|(high, low)| high << 4 | low);
    let mut ranges = Vec::new();
    for at in (0..hex.len()).step_by(2) {
        let (Some(tag), Some(length)) = (byte(at), byte(at + 2)) else { break };
        let fits = match tag {
            0x5A => (6..=10).contains(&length),
            0x57 | 0x6B => (8..=19).contains(&length),
            0x56 => (20..=79).contains(&length),
            _ => false,
        };
        if fits {
            ranges.push(at + 4..(at + 4 + length as usize * 2).min(hex.len()));
        }
    }
    ranges
}

/// In hex whose meaning is not known: every run of digits that has the length and the check digit of a card number, and
/// every 15 or 16 inside longer runs that also begin like one; packed, or spelled in ASCII or EBCDIC. Better a few dots too
/// many than one number too much.
pub fn windows(hex: &str) -> Vec<Range<usize>> {
    let mut ranges = tagged_in_hex(hex);
    let bytes = hex.as_bytes();
    if bytes.len() < LEAST {
        return ranges;
    }
    // Digits in a row; and digits spelled as the low halves of bytes 30 to 39 or F0 to F9, at even and at odd places.
    let mut packed = 0;
    let mut spelled = [[0; 2]; 2];
    for at in 0..=bytes.len() + 1 {
        let digit = bytes.get(at).is_some_and(u8::is_ascii_digit);
        if digit || packed > 0 {
            run(&mut packed, digit, at, 1, hex, &mut ranges);
        }
        let zone = match at.checked_sub(1).and_then(|before| bytes.get(before)) {
            Some(b'3') => 0,
            Some(b'F' | b'f') => 1,
            _ => 2,
        };
        for (known, count) in spelled.get_mut(at % 2).into_iter().flatten().enumerate() {
            let goes_on = digit && known == zone;
            if goes_on || *count > 0 {
                run(count, goes_on, at, 2, hex, &mut ranges);
            }
        }
    }
    ranges
}

/// Counts digits that stand `step` apart, and looks at them where they end: `at` is the place of the first that is none.
fn run(count: &mut usize, goes_on: bool, at: usize, step: usize, hex: &str, ranges: &mut Vec<Range<usize>>) {
    if goes_on {
        *count += 1;
        return;
    }
    let digits = core::mem::take(count);
    if digits < LEAST {
        return;
    }
    // The first digit stands `digits` steps before; its own zone stands before it.
    let Some(first) = at.checked_sub(digits * step) else { return };
    let text: String = hex.get(first..at.min(hex.len())).unwrap_or_default().chars().step_by(step).collect();
    let before = step - 1;
    numbers_in_run(&text, &mut |range| {
        ranges.push((first + range.start * step).saturating_sub(before)..first + range.end * step - before);
    });
}

/// How long card numbers are that begin so.
fn lengths(digits: &[u8]) -> [usize; 2] {
    let usual = match digits {
        [b'4', ..] | [b'5', b'0'..=b'8', ..] | [b'2', b'2'..=b'7', ..] => 16,
        [b'6', b'0' | b'2' | b'3' | b'5' | b'7' | b'8' | b'9', ..] | [b'3', b'5' | b'6' | b'8' | b'9', ..] => 16,
        [b'3', b'4' | b'7', ..] => 15,
        _ => usize::MAX,
    };
    // UnionPay's are longer, too.
    [usual, if digits.starts_with(b"62") { 19 } else { usize::MAX }]
}

fn numbers_in_run(digits: &str, hide: &mut dyn FnMut(Range<usize>)) {
    if is_card_number(digits) {
        hide(0..digits.len());
        return;
    }
    for at in 0..digits.len() {
        let rest = digits.as_bytes().get(at..).unwrap_or_default();
        for length in lengths(rest) {
            let window = at.checked_add(length).and_then(|end| digits.get(at..end));
            if window.is_some_and(is_card_number) {
                hide(at..at + length);
            }
        }
    }
}

/// In text that was not read for sure: card numbers as digits or inside hex, with blanks or marks between their parts, as
/// ranges of bytes.
pub fn in_doubtful_text(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut hex = String::new();
    let mut places: Vec<u32> = Vec::new();
    for (at, byte) in text.bytes().chain([b'\n']).enumerate() {
        if byte.is_ascii_hexdigit() {
            hex.push(char::from(byte));
            places.push(u32::try_from(at).unwrap_or(u32::MAX));
        } else if !matches!(byte, b' ' | b':' | b'-' | b',' | b'\t' | b'|' | 0xC2 | 0xA0) {
            if hex.len() >= 13 {
                let digits = hex.bytes().all(|byte| byte.is_ascii_digit());
                let whole = (digits && is_card_number(&hex)).then_some(0..hex.len());
                for range in windows(&hex).into_iter().chain(whole) {
                    let inside = places.get(range).unwrap_or_default();
                    ranges.extend(inside.iter().map(|at| *at as usize..*at as usize + 1));
                }
            }
            hex.clear();
            places.clear();
        }
    }
    ranges
}
