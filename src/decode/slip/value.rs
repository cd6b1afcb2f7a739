//! What follows a label, as far as it can be a value of its field. A value has a shape: a result is a few characters with
//! a digit, a chip's value has as many hex digits as its tag takes. What has another shape is none, or is said to be odd.

use super::{label, print::Print};
use crate::catalogue;
use alloc::string::String;
use core::ops::Range;

/// A value and its characters.
#[derive(Debug)]
pub struct Value {
    /// Where it stands.
    pub place: Range<usize>,
    /// Without gaps, letters for digits repaired.
    pub text: String,
    /// So many hex digits were expected, others found.
    pub expected: Option<usize>,
}

/// The value of a field that begins at `from`, before `end`.
pub fn read(print: &Print, path: &str, from: usize, end: usize) -> Option<Value> {
    let tag = path.split(':').next().unwrap_or_default();
    match tag {
        "2" => card(print, from, end),
        "9F27" => cryptogram(print, from).or_else(|| hex(print, tag, from, end)),
        // An application of a registered, a national or a proprietary provider (ISO/IEC 7816-5, 8).
        "4F" => hex(print, tag, from, end).filter(|value| value.text.starts_with(['A', 'D', 'F', 'a', 'd', 'f'])),
        tag if most(tag) > 0 => hex(print, tag, from, end),
        // A label whose value nobody asks for.
        "-" => {
            let stop = print.run(from, |c| !c.is_whitespace());
            (stop > from).then(|| Value { place: from..stop, text: String::new(), expected: None })
        }
        tag => word(print, tag, from),
    }
}

/// Whether a value can hardly be anything else than that of this field: for labels with nothing but a gap behind them.
pub fn is_surely(path: &str, value: &Value, label: usize) -> bool {
    let text = value.text.as_str();
    let digits = |count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    match path.split(':').next().unwrap_or_default() {
        "37" => digits(12),
        "11" => digits(6),
        "38" => text.len() == 6 && text.bytes().filter(u8::is_ascii_digit).count() >= 4,
        "41" => digits(8),
        "42" => text.len() >= 8 && digits(text.len()),
        "39" => text.len() == 2 || label >= "resp code".len() && digits(3),
        "8A" => text.len() == 2 || text.len() == 4,
        "2" => false,
        _ => value.expected.is_none(),
    }
}

/// Whether digits are said to be hex.
fn is_hex_mark(print: &Print, at: usize) -> bool {
    print.shown(at) == '0' && matches!(print.shown(at + 1), 'x' | 'X')
}

/// A word of letters and digits in the shape that its field has.
fn word(print: &Print, path: &str, from: usize) -> Option<Value> {
    let from = if is_hex_mark(print, from) { from + 2 } else { from };
    let mut end = print.run(from, |c| c.is_ascii_alphanumeric());
    // Some print approval codes with a slash inside.
    if path == "38" && print.shown(end) == '/' && print.shown(end + 1).is_ascii_digit() && end == from + 1 {
        end = print.run(end + 1, |c| c.is_ascii_alphanumeric());
    }
    let mut text = print.text(from..end);
    if text.len() % 2 == 1 && matches!(path, "39" | "8A") && text.ends_with(['h', 'H']) {
        text.pop();
    }
    // A part of an amount, a date, a time.
    let goes_on = matches!(print.shown(end), '.' | ',' | ':' | '/' | '-') && print.shown(end + 1).is_ascii_digit();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let capitals = !text.bytes().any(|byte| byte.is_ascii_lowercase());
    let length = text.len();
    let fits = match path {
        "39" | "8A" => {
            if path == "8A"
                && length == 4
                && let Some(pair) = super::super::bitmap::unhex(&text)
                && pair.iter().all(u8::is_ascii_alphanumeric)
            {
                text = pair.iter().map(|byte| char::from(*byte)).collect();
            } else {
                text = repaired_code(&text, path);
            }
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            !goes_on && digits > 0 && if path == "8A" { text.len() == 2 } else { (1..=4).contains(&text.len()) }
        }
        "38" => capitals && digits > 0 && (2..=8).contains(&length) && !goes_on,
        "37" => digits >= 4 && (4..=24).contains(&length) && !goes_on,
        "11" => digits == length && (1..=12).contains(&length) && !goes_on,
        "41" => digits > 0 && (2..=16).contains(&length) && !goes_on,
        "42" => digits > 0 && (4..=20).contains(&length) && !goes_on,
        _ => false,
    };
    fits.then_some(Value { place: from..end, text, expected: None })
}

/// Letters that a camera takes for digits, in a code that no table has as it stands. A guess never approves.
fn repaired_code(text: &str, path: &str) -> String {
    let system = catalogue::SystemId::find(if path == "8A" { "emv-arc" } else { "iso8583-1987" });
    let known = |code: &str| {
        let code = code.to_ascii_lowercase();
        let generic = catalogue::SystemId::find("iso8583-1987");
        system.into_iter().chain(generic).find_map(|system| catalogue::lookup_in(system, &code))
    };
    let repaired = repaired(text);
    let is_better = repaired != text && known(text).is_none() && text.bytes().any(|byte| byte.is_ascii_digit());
    match known(&repaired).filter(|_| is_better) {
        Some(entry) if !entry.verdict().is_paid() => repaired,
        _ => text.into(),
    }
}

/// Hex digits in one word or in groups, as many as the tag takes.
fn hex(print: &Print, tag: &str, from: usize, end: usize) -> Option<Value> {
    let most = most(tag) * 2;
    let least = (1..=most / 2).find(|bytes| fits(tag, *bytes)).unwrap_or(0) * 2;
    let from = if is_hex_mark(print, from) { from + 2 } else { from };
    let mut value = Value { place: from..from, text: String::new(), expected: None };
    let mut at = from;
    while at < end {
        let stop = print.run(at, |c| c.is_ascii_alphanumeric());
        let mut group = print.text(at..stop);
        // `A0000000031010h`.
        if group.ends_with(['h', 'H']) {
            group.pop();
        }
        let room = most - value.text.len();
        let touching = touching(print, tag, at, stop).filter(|cut| *cut <= room);
        let touched = touching.is_some();
        group.truncate(touching.unwrap_or(group.len()));
        let digits = repaired(&group);
        let is_hex = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_label = label::ending_at(print, at, stop).is_some()
            && (label::gap(print, stop, end).is_signed || !group.bytes().any(|byte| byte.is_ascii_digit()));
        if !is_hex || is_label && at > from || digits.len() > room && at > from {
            break;
        }
        let single = group.len();
        value.text.push_str(&digits);
        value.place.end = at + group.len();
        // Groups stand one blank or sign apart; issuer data run on in the next line.
        let whole = is_whole(tag, &value.text, least, single);
        let folded = tag == "9F10" && stop >= end && (!whole || value.text.len() % 2 == 1);
        if touched || value.text.len() >= most || whole && !folded {
            break;
        }
        let next = if folded { print.run(stop, char::is_whitespace) } else { stop + 1 };
        let joins = folded || matches!(print.shown(stop), ' ' | '-' | ':' | '.');
        if folded {
            let stop = print.run(next, |c| c.is_ascii_hexdigit());
            let whole = matches!(print.shown(stop), '\n' | '\r' | ' ') && stop > next + 1;
            if !whole {
                break;
            }
            value.text.push_str(&print.text(next..stop));
            value.place.end = stop;
            break;
        }
        if !joins || !print.shown(next).is_ascii_alphanumeric() {
            break;
        }
        at = next;
    }
    let length = value.text.len();
    if length == 0 {
        return None;
    }
    if length % 2 == 1 || !fits(tag, length / 2) {
        // Words that happen to be hex digits are no broken value.
        let meant = value.text.bytes().filter(u8::is_ascii_digit).count() >= 2;
        value.expected = Some(length.clamp(least, most));
        return meant.then_some(value);
    }
    Some(value)
}

/// Where a label with a sign begins that touches a value, counted from the value: `TVR: 0000008000TSI: E800`.
fn touching(print: &Print, tag: &str, at: usize, stop: usize) -> Option<usize> {
    if !matches!(print.shown(stop), ':' | '=') {
        return None;
    }
    let cuts = (2..stop - at).step_by(2).filter(|cut| fits(tag, *cut / 2));
    cuts.into_iter().find(|cut| {
        let start = at + cut;
        print.text(at..start).bytes().all(|byte| byte.is_ascii_hexdigit())
            && label::ending_at(print, start, stop).is_some_and(|label| label.place.start == start)
    })
}

/// Whether a value of varying length is whole, so that what follows is something else.
fn is_whole(tag: &str, digits: &str, least: usize, group: usize) -> bool {
    let first = digits.get(..2).and_then(|byte| usize::from_str_radix(byte, 16).ok()).unwrap_or(0);
    match tag {
        // The first byte says how many follow (Visa, UnionPay); longer forms have a fixed length.
        "9F10" if (3..=0x1F).contains(&first) => digits.len() > first * 2,
        _ => digits.len() >= least && group > 4,
    }
}

/// Whether a word names the kind of a cryptogram.
pub fn names_cryptogram(print: &Print, from: usize) -> bool {
    cryptogram(print, from).is_some()
}

/// The kind of cryptogram that a journal names.
fn cryptogram(print: &Print, from: usize) -> Option<Value> {
    let end = print.run(from, |c| c.is_ascii_alphanumeric());
    let text = match print.text(from..end).as_str() {
        "TC" => "40",
        "ARQC" => "80",
        "AAC" => "00",
        _ => return None,
    };
    Some(Value { place: from..end, text: text.into(), expected: None })
}

/// A card number, masked by the slip or whole: digits and signs in groups.
pub fn card(print: &Print, from: usize, end: usize) -> Option<Value> {
    let mut value = Value { place: from..from, text: String::new(), expected: None };
    let inside = |c: char| c.is_ascii_digit() || is_mask(c);
    let mut at = from;
    while at < end {
        let stop = print.run(at, inside);
        if stop == at {
            break;
        }
        value.text.push_str(&print.text(at..stop));
        value.place.end = stop;
        let joins = matches!(print.shown(stop), ' ' | '-' | '.' | '\u{A0}');
        // Signs and four digits at the end: whole.
        let count = value.text.chars().count();
        let whole =
            count >= 12 && value.text.chars().any(is_mask) && value.text.ends_with(|c: char| c.is_ascii_digit());
        if !joins || !inside(print.shown(stop + 1)) || stop - at < 3 || whole || count >= 19 {
            break;
        }
        at = stop + 1;
    }
    let touches = print.shown(value.place.end).is_alphanumeric();
    let signs = value.text.chars().filter(|c| is_mask(*c)).count();
    let digits = value.text.bytes().filter(u8::is_ascii_digit).count();
    let last = value.text.chars().rev().take(4).filter(char::is_ascii_digit).count();
    let hidden = value.text.split(|c| !is_mask(c)).map(|run| run.chars().count()).max().unwrap_or(0);
    let fits = if signs > 0 { digits >= 3 && last >= 3 && hidden >= 4 } else { (12..=19).contains(&digits) };
    let fits = fits && !touches && signs + digits <= 24;
    value.text = print.text(value.place.clone());
    fits.then_some(value)
}

/// Whether a character stands for a digit that nobody may see.
pub fn is_mask(c: char) -> bool {
    matches!(c, '*' | 'X' | 'x' | '#' | '\u{2022}' | '\u{25CF}')
}

/// The most bytes of a chip's value; 0 for everything else.
pub fn most(tag: &str) -> usize {
    (1..=32).rev().find(|bytes| fits(tag, *bytes)).unwrap_or(0)
}

/// How many bytes a tag's value has (EMV Book 3, Annex A).
fn fits(tag: &str, bytes: usize) -> bool {
    match tag {
        "95" => bytes == 5,
        "9B" | "82" | "9F36" => bytes == 2,
        "9F34" | "9F33" => bytes == 3,
        "9F26" => bytes == 8,
        "9F37" => bytes == 4,
        "5F34" | "9F27" => bytes == 1,
        "4F" => (5..=16).contains(&bytes),
        "9F10" => (1..=32).contains(&bytes),
        _ => false,
    }
}

/// O for 0, I and l for 1, S for 5: no hex digits, so what a camera saw was something else.
fn repaired(value: &str) -> String {
    let digit = |c: char| match c {
        'O' | 'o' | 'Q' => '0',
        'I' | 'l' | 'i' => '1',
        'S' | 's' => '5',
        'Z' | 'z' => '2',
        c => c,
    };
    value.chars().map(digit).collect()
}
