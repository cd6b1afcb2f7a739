//! Slips, ATM journals and screens in many languages: labels and the values behind them. Which label names which field
//! is data (`catalogue/pastes/slips.toml`). Letters that a camera takes for digits are repaired in hex values.

use super::{
    DecodeOptions, Message, MessageKind,
    field::{CodeRef, Field, Name},
    mask, tlv,
};
use crate::{
    catalogue::{
        Dialect, SystemId,
        tables::{SLIP_LABELS, word},
    },
    fold::fold,
    span::ByteSpan,
};
use alloc::{string::String, vec::Vec};

/// Longer texts are logs.
const MOST: usize = 20_000;
/// No label has more characters.
const LONGEST: usize = 40;

/// Reads the text if at least two labels have values that fit, one of them a chip's or a result.
pub fn read(text: &str, options: &DecodeOptions) -> Option<Message> {
    if text.len() > MOST || !text.contains([':', '\u{FF1A}', '=', ' ', '\u{A0}']) {
        return None;
    }
    let mut ends = [false; 256];
    let marks = [b'.', b')', b'"', b'\''];
    for last in SLIP_LABELS.iter().filter_map(|(label, _)| label.bytes().next_back()).chain(marks) {
        ends.iter_mut().skip(usize::from(last)).take(1).for_each(|known| *known = true);
    }
    let label = |line| label(line, &ends);
    let mut fields: Vec<Field> = Vec::new();
    let mut at = 0;
    let mut waiting: Option<&'static str> = None;
    for line in text.split_inclusive('\n') {
        let mut rest = (line, at);
        at += line.len();
        if let Some(path) = waiting.take().filter(|_| label(line).is_none())
            && let Some(field) = value_field(path, first_value(line, path), rest.1, line, options)
        {
            fields.push(field);
            continue;
        }
        while let Some((path, from)) = label(rest.0) {
            let behind = rest.0.get(from..).unwrap_or_default();
            let value = first_value(behind, path);
            let mut next = from;
            if value.is_empty() {
                waiting = behind.trim_matches([' ', '\t', '\r', '\n', '|']).is_empty().then_some(path);
            } else if let Some(field) = value_field(path, value, rest.1 + from, behind, options) {
                // The next label may touch the value.
                next = field.span.end as usize - rest.1;
                fields.push(field);
            }
            rest = (rest.0.get(next..).unwrap_or_default(), rest.1 + next);
        }
        // A label alone on its line: its value may stand below.
        if waiting.is_none() && label(line).is_none() {
            waiting = alone_on_line(line.trim());
        }
        if !fields.iter().any(|field| field.path == "4F") {
            fields.extend(application(line, at - line.len(), options));
        }
        let has_card = |field: &Field| field.path == "2" && field.span.start as usize >= at - line.len();
        if !fields.iter().any(has_card) {
            fields.extend(masked_card(line, at - line.len()));
        }
    }
    let chip = fields.iter().filter(|field| is_chip(&field.path)).count();
    let result = fields.iter().position(|field| field.path == "39" || field.path == "8A");
    // A label of a chip's value and that value are enough where there is nothing else.
    let alone = chip == 1 && text.trim().len() < 80 && !text.trim().contains('\n');
    // Keys of a program's answer are no labels of a slip, but for what a chip said.
    let printed = text.trim().contains('\n') && !text.trim_start().starts_with(['{', '[']);
    let enough = alone || fields.len() >= 2 && (chip > 0 || (result.is_some() && printed));
    if !enough {
        return None;
    }
    let span = ByteSpan::new(0, text.len());
    let verdict = result.and_then(|at| fields.get(at)).map(|field| field.path.clone());
    let mut message = Message::plain(MessageKind::Text, "slip", word::FOUND_SLIP, fields, span, 0.85);
    message.verdict_field = verdict;
    Some(message)
}

/// The field that a line names which is nothing but a label: a chip's or the result.
fn alone_on_line(line: &str) -> Option<&'static str> {
    if line.len() > LONGEST || line.is_empty() {
        return None;
    }
    let folded: String = line.chars().map(plain).collect();
    let (_, path) = SLIP_LABELS.iter().find(|(label, _)| *label == folded)?;
    (is_chip(path.split(':').next().unwrap_or_default()) || *path == "39").then_some(path)
}

/// An application that a slip prints without a label.
fn application(line: &str, at: usize, options: &DecodeOptions) -> Option<Field> {
    let word = line
        .split(|c: char| !c.is_ascii_alphanumeric())
        .find(|word| (10..=32).contains(&word.len()) && (word.starts_with("A0000") || word.starts_with("D5780")))?;
    let raw = super::bitmap::unhex(word).filter(|raw| super::apdu::scheme(raw).is_some())?;
    let from = at + line.find(word)?;
    Some(tlv::value_of(0x4F, &raw, ByteSpan::new(from, from + word.len()), options))
}

fn is_chip(path: &str) -> bool {
    matches!(path, "4F" | "95" | "9B" | "9F10" | "9F26" | "9F27" | "9F34" | "9F36" | "9F37" | "82" | "8A" | "9F33")
}

/// The first label of a line with a colon, a sign or, where the value is surely its own, a blank behind it: its field, and
/// where the value begins. `ends` says which bytes labels end with: dumps have more blanks than anything else.
fn label(line: &str, ends: &[bool; 256]) -> Option<(&'static str, usize)> {
    let mut last = ' ';
    for (at, c) in line.char_indices() {
        let sign = matches!(c, ':' | '\u{FF1A}' | '=');
        let blank = matches!(c, ' ' | '\t' | '\u{A0}');
        let before = if c.is_whitespace() { last } else { core::mem::replace(&mut last, c) };
        let ended = || {
            plain(before)
                .encode_utf8(&mut [0; 4])
                .bytes()
                .next_back()
                .and_then(|byte| ends.get(usize::from(byte)).copied())
        };
        if !sign && !blank || ended() != Some(true) {
            continue;
        }
        let head = line.get(..at)?;
        let near =
            head.char_indices().rev().nth(LONGEST).map_or(head, |(from, _)| head.get(from..).unwrap_or_default());
        let before: String = near.chars().map(plain).collect();
        let before = before.trim();
        // `RESP.: 51`, `KOD (AUTH): 51`, `"resp": "51"`: a label with and without what closes it.
        let named = named(before).or_else(|| named(before.strip_suffix(['.', ')', '"', '\''])?));
        let Some((label, path)) = named else { continue };
        let from = at + c.len_utf8();
        let behind = line.get(from..).unwrap_or_default();
        let value = first_value(behind, path);
        let spelled_out = path == "39" && label.len() >= "resp code".len() && value.len() == 3;
        if sign || is_surely(path, value) || spelled_out && value.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some((path, from));
        }
    }
    None
}

/// The longest label that a text ends with, and its field.
fn named(before: &str) -> Option<(&'static str, &'static str)> {
    let last = before.bytes().next_back();
    // Line ends may be written as programs escape them.
    let escaped = |head: &str| ["\\n", "\\t", "\\r"].iter().any(|mark| head.ends_with(mark));
    let whole = |head: &str| head.chars().next_back().is_none_or(|c| !c.is_alphanumeric()) || escaped(head);
    let alike = SLIP_LABELS.iter().filter(|(label, _)| label.bytes().next_back() == last);
    let fits = alike.filter(|(label, _)| before.strip_suffix(label).is_some_and(whole));
    fits.max_by_key(|(label, _)| label.len()).copied()
}

/// Whether a value can hardly be anything else than that of this field.
fn is_surely(path: &str, value: &str) -> bool {
    let digits = |count: usize| value.len() == count && value.bytes().all(|byte| byte.is_ascii_digit());
    match path.split(':').next().unwrap_or_default() {
        "37" => digits(12),
        "11" => digits(6),
        "38" => value.len() == 6 && approval(value),
        "41" => digits(8),
        "42" => digits(15),
        "39" | "8A" => value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()),
        "2" => false,
        tag => {
            let even = value.len().is_multiple_of(2) && value.bytes().all(|byte| byte.is_ascii_hexdigit());
            even && fits(tag, value.len() / 2)
        }
    }
}

/// Digits and capitals, mostly digits.
fn approval(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    digits >= 4 && value.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

/// A letter without its case and accent, as labels are listed.
fn plain(c: char) -> char {
    /// Latin letters from C0 to FF.
    const LATIN: &[u8; 64] = b"aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
    match c {
        '\u{C0}'..='\u{FF}' => LATIN.get(c as usize - 0xC0).map_or(c, |byte| char::from(*byte)),
        // Turkish and Polish letters, and Cyrillic capitals.
        '\u{130}' | '\u{131}' => 'i',
        '\u{15E}' | '\u{15F}' | '\u{15A}' | '\u{15B}' => 's',
        '\u{11E}' | '\u{11F}' => 'g',
        '\u{410}'..='\u{42F}' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        c => fold(c),
    }
}

/// The value behind a label: the first word; of a chip's value all groups of digits that belong to it.
fn first_value<'a>(behind: &'a str, path: &str) -> &'a str {
    let ends = ['<', '\n', '\r', ',', ' ', '\t', '\u{A0}', '\u{3000}', '/', '|', ';', '"', '\'', '\\'];
    let body = behind.trim_start_matches([' ', '\t', '"', '\'']);
    let word = body.split(ends).next().unwrap_or_default();
    let tag = path.split(':').next().unwrap_or_default();
    if most(tag) == 0 {
        return word;
    }
    let mut end = 0;
    let mut digits = 0;
    while let Some(group) = body.get(end..).map(|rest| rest.trim_start_matches(' ')) {
        let from = body.len() - group.len();
        let word = group.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let after = group.get(word.len()..).unwrap_or_default().trim_start_matches(' ');
        let hex = !word.is_empty() && repaired(word).bytes().all(|byte| byte.is_ascii_hexdigit());
        // A word with a sign behind it is the next label; a group too many is something else.
        let is_label = end > 0 && after.starts_with([':', '=', '\u{FF1A}']);
        if !hex || is_label || digits + word.len() > most(tag) * 2 || end > 0 && from == end {
            break;
        }
        digits += word.len();
        end = from + word.len();
    }
    // A label that touches the value: `TVR: 0000008000TSI: E800`.
    let width = most(tag) * 2;
    let touched = word.len() > width && fits(tag, most(tag)) && !fits(tag, most(tag).saturating_sub(1));
    match body.get(..end).filter(|_| end > 0) {
        Some(value) => value,
        None if touched => word.get(..width).unwrap_or(word),
        None => word,
    }
}

/// The most bytes of a chip's value; 0 for everything else.
fn most(tag: &str) -> usize {
    (1..=32).rev().find(|bytes| fits(tag, *bytes)).unwrap_or(0)
}

fn value_field(path: &str, value: &str, from: usize, behind: &str, options: &DecodeOptions) -> Option<Field> {
    let place = from + behind.find(value)?;
    let span = ByteSpan::new(place, place + value.len());
    let (path, kind) = path.split_once(':').unwrap_or((path, ""));
    let dialect = Dialect::find("iso8583-1987");
    let named = |path: &str| {
        let name = path.parse().ok().and_then(|number| dialect?.field_name(number));
        let mut field = Field::new(path.into(), name.map_or(Name::Unknown, Name::Text), span);
        field.value = value.into();
        field
    };
    let mut field = match path {
        "39" => {
            let fits = (2..=4).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let mut field = named(path);
            let system = dialect.and_then(|dialect| dialect.system()).filter(|_| fits)?;
            field.code = Some(CodeRef { system, code: value.into() });
            field
        }
        "8A" => {
            // Two characters, or those in hex.
            let raw =
                super::bitmap::unhex(value).filter(|raw| raw.len() == 2 && raw.iter().all(u8::is_ascii_alphanumeric));
            let code = raw.and_then(|raw| String::from_utf8(raw).ok()).unwrap_or_else(|| value.into());
            let mut field = tlv::value_of(0x8A, code.as_bytes(), span, options);
            let fits = code.len() == 2;
            field.value.clone_from(&code);
            field.code = SystemId::find("emv-arc").map(|system| CodeRef { system, code });
            fits.then_some(field)?
        }
        "2" if value.bytes().filter(u8::is_ascii_digit).count() < 4 => return None,
        "2" | "11" | "37" | "38" | "41" | "42" => named(path),
        "9F27" => {
            let raw =
                cryptogram(value).map(Vec::from).or_else(|| super::bitmap::unhex(value).filter(|raw| raw.len() == 1));
            let mut field = tlv::value_of(0x9F27, &raw?, span, options);
            field.value = value.into();
            field
        }
        tag => {
            let raw = super::bitmap::unhex(&repaired(value)).filter(|raw| fits(tag, raw.len()))?;
            let mut field = tlv::value_of(u32::from_str_radix(tag, 16).ok()?, &raw, span, options);
            if !kind.is_empty() {
                field.meaning = super::Meaning::Plain(kind.into());
            }
            field
        }
    };
    if !options.unmask {
        let count = field.value.chars().count();
        let digits = field.value.bytes().all(|byte| byte.is_ascii_digit());
        let ranges = if path == "2" && digits {
            alloc::vec![mask::card_number(count)]
        } else {
            mask::card_numbers_in(&field.value)
        };
        if ranges.iter().any(|range| !range.is_empty()) {
            field.value = mask::dots(&field.value, &ranges);
            field.masked = true;
            field.hidden.push(span);
        }
    }
    Some(field)
}

/// How many bytes a tag's value has.
fn fits(tag: &str, bytes: usize) -> bool {
    match tag {
        "95" => bytes == 5,
        "9B" | "82" | "9F36" => bytes == 2,
        "9F34" | "9F33" => bytes == 3,
        "9F26" => bytes == 8,
        "9F37" => bytes == 4,
        "5F34" => bytes == 1,
        "4F" => (5..=16).contains(&bytes),
        "9F10" => (1..=32).contains(&bytes),
        _ => false,
    }
}

/// The kind of cryptogram that a journal names.
fn cryptogram(word: &str) -> Option<[u8; 1]> {
    match word {
        "TC" => Some([0x40]),
        "ARQC" => Some([0x80]),
        "AAC" => Some([0x00]),
        _ => None,
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
    value.chars().filter(|c| *c != ' ').map(digit).collect()
}

/// A card number that the slip masks itself: digits, stars, digits.
fn masked_card(line: &str, at: usize) -> Option<Field> {
    let inside = |c: char| c.is_ascii_digit() || matches!(c, '*' | 'X' | 'x');
    let run = line.split(|c| !inside(c)).find(|run| {
        let stars = run.bytes().filter(|byte| !byte.is_ascii_digit()).count();
        (stars >= 4 && run.len() >= 8) && run.bytes().rev().take(4).all(|byte| byte.is_ascii_digit())
    })?;
    let place = at + line.find(run)?;
    let mut field = Field::new(
        "2".into(),
        Name::Text(crate::catalogue::TextId(word::FOUND_CARD)),
        ByteSpan::new(place, place + run.len()),
    );
    field.value = run.into();
    field.masked = true;
    Some(field)
}
