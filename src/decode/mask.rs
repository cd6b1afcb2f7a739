//! Masking, where a field is made: card numbers keep their first six and last four digits (PCI DSS 4.0, 3.4.1),
//! tracks, PIN blocks and verification values keep nothing.

use alloc::{string::String, vec::Vec};
use core::ops::Range;

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
    // Marked first: a long text may hide thousands of ranges.
    let mut marked: Vec<bool> = text.chars().map(|_| false).collect();
    for at in hidden.iter().flat_map(Clone::clone) {
        if let Some(mark) = marked.get_mut(at) {
            *mark = true;
        }
    }
    text.chars().zip(marked).map(|(c, is_hidden)| if is_hidden { DOT } else { c }).collect()
}

/// Whether digits are a card number: 13 to 19 of them (ISO/IEC 7812-1) with a right check digit, and of an
/// industry that issues cards (first digit 2 to 6, 8 or 9).
pub fn is_card_number(digits: &str) -> bool {
    let mut sum = 0;
    for (place, c) in digits.chars().rev().enumerate() {
        let Some(digit) = c.to_digit(10) else { return false };
        let doubled = if place % 2 == 1 { digit * 2 } else { digit };
        sum += if doubled > 9 { doubled - 9 } else { doubled };
    }
    (13..=19).contains(&digits.len()) && sum % 10 == 0 && !digits.starts_with(['0', '1', '7'])
}

/// Runs of digits in a text that are card numbers, as ranges of characters to hide.
pub fn card_numbers_in(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run = String::new();
    for (at, c) in text.chars().chain([' ']).enumerate() {
        if c.is_ascii_digit() {
            run.push(c);
        } else {
            if is_card_number(&run) {
                let start = at - run.len();
                let inner = card_number(run.len());
                found.push(start + inner.start..start + inner.end);
            }
            run.clear();
        }
    }
    found
}

/// A text in which card numbers, also with spaces or dashes between their digits, keep only their last four.
/// For anything that shows a person's words again.
pub fn mask_card_numbers(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut hidden: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        if !c.is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut digits = String::new();
        let mut places = Vec::new();
        let mut end = at;
        while let Some(c) = chars.get(end) {
            let joins = matches!(c, ' ' | '-' | '\u{A0}') && chars.get(end + 1).is_some_and(char::is_ascii_digit);
            if c.is_ascii_digit() {
                digits.push(*c);
                places.push(end);
            } else if !joins {
                break;
            }
            end += 1;
        }
        if is_card_number(&digits) {
            let keep = places.len() - 4;
            hidden.extend(places.iter().take(keep).map(|place| *place..place + 1));
        }
        at = end.max(at + 1);
    }
    dots(text, &hidden)
}

/// In hex that could not be read as objects: what stands behind a tag of card data (5A, 57, 56, 9F6B) and a length
/// that such data has.
pub fn tagged_in_hex(hex: &str) -> Vec<Range<usize>> {
    let byte = |at: usize| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
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
            ranges.push(at + 4..(at + 4 + usize::from(length) * 2).min(hex.len()));
        }
    }
    ranges
}

/// In hex whose meaning is not known: every run of 15 or 16 digits, inside longer runs too, that has the check digit and
/// the beginning of a card number. Better a few dots too many than one number too much.
pub fn windows(hex: &str) -> Vec<Range<usize>> {
    let mut ranges = tagged_in_hex(hex);
    for at in 0..hex.len() {
        let begins = match hex.as_bytes().get(at..at + 2) {
            Some([b'4', _] | [b'5', b'0'..=b'8'] | [b'6', b'0' | b'2' | b'3' | b'5' | b'7' | b'8' | b'9']) => 16,
            Some([b'3', b'5' | b'6' | b'8' | b'9'] | [b'2', b'2'..=b'7']) => 16,
            Some([b'3', b'4' | b'7']) => 15,
            _ => continue,
        };
        if hex.get(at..at + begins).is_some_and(is_card_number) {
            ranges.push(at..at + begins);
        }
    }
    ranges
}
