//! Chip commands and answers (ISO/IEC 7816-4, 5): traces in the styles of many tools, and single ones as bytes. The last
//! status word is the result.

use super::{
    DecodeOptions, Message, MessageKind,
    field::{CodeRef, Field, Name},
    tlv, value,
};
use crate::{
    catalogue::{
        SystemId, TextId,
        tables::{APPLICATIONS, INSTRUCTIONS, word},
    },
    input::line_bytes,
    span::ByteSpan,
};
use alloc::{format, string::String, vec::Vec};

/// A trace has at most so many exchanges.
const MOST: usize = 400;

/// Words before an answer, folded.
const ANSWERS: [&str; 10] = ["resp", "r-apdu", "rapdu", "received", "recv", "rx", "<<", "<-", "answer", "<="];
/// Words before a command, folded.
const COMMANDS: [&str; 10] = ["send", "c-apdu", "capdu", "command", "apdu", "tx", ">>", "->", "=>", "cmd"];

/// What a line of a trace is.
enum Line {
    Command(Vec<(u8, usize)>),
    Answer(Vec<(u8, usize)>),
    /// A status word apart from the data, which may follow in the next lines.
    Status([u8; 2], usize),
}

/// Reads a trace: at least one command, and an answer or another command.
pub fn trace(text: &str, options: &DecodeOptions) -> Option<Message> {
    let mut fields: Vec<Field> = Vec::new();
    let mut verdict = None;
    let (mut number, mut answers) = (0, 0);
    let mut open = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let read = classify(line, at, open);
        at += line.len();
        match read {
            Some(Line::Command(bytes)) if number < MOST => {
                // The same command twice is the typed one and its echo.
                let hex: String = value::hex(&values(&bytes));
                if open && fields.last().is_some_and(|field| field.value == hex) {
                    continue;
                }
                number += 1;
                open = true;
                fields.push(command(&format!("{number}.command"), &bytes));
            }
            Some(Line::Answer(bytes)) if number > 0 => {
                let path = format!("{number}.response");
                let known = fields.last().is_some_and(|field| field.path == format!("{number}.sw"));
                let (data, status) = if known { (&bytes[..], None) } else { split(&bytes)? };
                if !data.is_empty() {
                    let place = fields.len() - usize::from(known);
                    fields.insert(place, data_field(&path, data, options));
                }
                if let Some(status) = status {
                    fields.push(status_word(&format!("{number}.sw"), status));
                    verdict = Some(format!("{number}.sw"));
                    answers += 1;
                }
                open = false;
            }
            Some(Line::Status(word, place)) if number > 0 => {
                fields.push(status_word(&format!("{number}.sw"), &[(word[0], place), (word[1], place)]));
                verdict = Some(format!("{number}.sw"));
                answers += 1;
                open = false;
            }
            _ => {}
        }
    }
    if answers == 0 {
        return None;
    }
    let span = ByteSpan::new(0, text.len());
    let mut message = Message::plain(MessageKind::Apdu, "apdu", word::FOUND_APDU, fields, span, 0.92);
    message.verdict_field = verdict;
    Some(message)
}

fn values(bytes: &[(u8, usize)]) -> Vec<u8> {
    bytes.iter().map(|(byte, _)| *byte).collect()
}

fn classify(line: &str, at: usize, open: bool) -> Option<Line> {
    let lower = line.to_ascii_lowercase();
    if let Some((_, rest)) = lower.split_once("sw1=0x") {
        let first = u8::from_str_radix(rest.get(..2)?, 16).ok()?;
        let second = u8::from_str_radix(rest.split_once("sw2=0x")?.1.get(..2)?, 16).ok()?;
        return Some(Line::Status([first, second], at + lower.find("sw1")?));
    }
    let bytes = line_bytes(line, at);
    let label = lower.get(..bytes.first()?.1.saturating_sub(at)).unwrap_or_default();
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    let plain = values(&bytes);
    if says(&ANSWERS) {
        Some(Line::Answer(bytes))
    } else if says(&COMMANDS) {
        is_command(&plain).then_some(Line::Command(bytes))
    } else if !label.chars().any(char::is_alphabetic) {
        // Without a word: commands and answers take turns.
        match (open, is_command(&plain)) {
            (false, true) => Some(Line::Command(bytes)),
            (true, _) if ends_with_status(&plain) => Some(Line::Answer(bytes)),
            (_, true) => Some(Line::Command(bytes)),
            // Data behind a status word that stood before it.
            (false, false) => Some(Line::Answer(bytes)),
            _ => None,
        }
    } else {
        None
    }
}

/// Class, a known instruction, parameters, and a body that the lengths account for.
fn is_command(bytes: &[u8]) -> bool {
    let [class, instruction, _, _, body @ ..] = bytes else { return false };
    let known = name_of(INSTRUCTIONS.as_slice(), &format!("{instruction:02X}")).is_some();
    let fits = match body {
        [] | [_] => true,
        [length, rest @ ..] => matches!(rest.len().checked_sub(usize::from(*length)), Some(0 | 1)),
    };
    known && fits && (*class & 0x60 == 0 || matches!(class, 0xA0 | 0x80..=0x9F | 0xE0))
}

fn ends_with_status(bytes: &[u8]) -> bool {
    matches!(bytes, [.., first, _] if matches!(first, 0x61..=0x6F | 0x90..=0x9F))
}

type Parts<'a> = (&'a [(u8, usize)], Option<&'a [(u8, usize)]>);

fn split(bytes: &[(u8, usize)]) -> Option<Parts<'_>> {
    let cut = bytes.len().checked_sub(2)?;
    let (data, status) = bytes.split_at(cut);
    Some((data, Some(status)))
}

/// Where bytes stand in the text.
fn place(bytes: &[(u8, usize)]) -> ByteSpan {
    let start = bytes.first().map_or(0, |(_, at)| *at);
    ByteSpan::new(start, bytes.last().map_or(start, |(_, at)| at + 2))
}

fn named(path: String, name: u16, bytes: &[(u8, usize)]) -> Field {
    let mut field = Field::new(path, Name::Text(TextId(name)), place(bytes));
    field.value = value::hex(&values(bytes));
    field
}

fn command(path: &str, bytes: &[(u8, usize)]) -> Field {
    let mut field = named(path.into(), word::FOUND_COMMAND, bytes);
    let instruction = bytes.get(1).and_then(|(byte, _)| name_of(INSTRUCTIONS.as_slice(), &format!("{byte:02X}")));
    if let Some(name) = instruction {
        field.meaning = super::Meaning::Plain(name.into());
    }
    let parts = [
        ("cla", word::FOUND_CLA, 0, 1),
        ("ins", word::FOUND_INS, 1, 2),
        ("p1", word::FOUND_P1, 2, 3),
        ("p2", word::FOUND_P2, 3, 4),
    ];
    for (id, name, from, to) in parts {
        let mut child = named(format!("{path}.{id}"), name, bytes.get(from..to).unwrap_or_default());
        if id == "ins" {
            child.meaning = field.meaning.clone();
        }
        field.children.push(child);
    }
    let length = bytes.get(4).map_or(0, |(byte, _)| usize::from(*byte));
    if bytes.len() == 5 {
        field.children.push(named(format!("{path}.le"), word::FOUND_LE, bytes.get(4..5).unwrap_or_default()));
    } else if bytes.len() > 5 {
        field.children.push(named(format!("{path}.lc"), word::FOUND_LC, bytes.get(4..5).unwrap_or_default()));
        field.value = super::mask::dots(&field.value, &super::mask::windows(&field.value));
        let mut data = named(format!("{path}.data"), word::FOUND_DATA, bytes.get(5..5 + length).unwrap_or_default());
        let ranges = super::mask::windows(&data.value);
        if !ranges.is_empty() {
            data.value = super::mask::dots(&data.value, &ranges);
            data.masked = true;
            data.hidden.push(data.span);
        }
        if let Some(name) = scheme(&values(bytes.get(5..5 + length).unwrap_or_default())) {
            data.meaning = super::Meaning::Plain(name.into());
        }
        // A PIN travels in VERIFY and in nothing else that is decoded here.
        if instruction == Some("VERIFY") {
            data.value = super::mask::dots(&data.value, &[0..data.value.len()]);
            data.masked = true;
            data.hidden.push(data.span);
            field.value = String::new();
        }
        field.children.push(data);
        if bytes.len() > 5 + length {
            field.children.push(named(
                format!("{path}.le"),
                word::FOUND_LE,
                bytes.get(5 + length..).unwrap_or_default(),
            ));
        }
    }
    field
}

fn status_word(path: &str, bytes: &[(u8, usize)]) -> Field {
    let mut field = named(path.into(), word::FOUND_SW, bytes);
    let code = field.value.clone();
    field.code = SystemId::find("iso7816-sw").map(|system| CodeRef { system, code });
    field
}

/// The data of an answer: objects where it is TLV.
fn data_field(path: &str, bytes: &[(u8, usize)], options: &DecodeOptions) -> Field {
    let mut field = named(path.into(), word::FOUND_RESPONSE, bytes);
    let raw = values(bytes);
    if let Some(mut children) = tlv::inside(&raw, 0, path, options) {
        tlv::hide_in_hex(&children, ByteSpan::new(0, raw.len()), &mut field.value);
        relocate(&mut children, bytes);
        field.masked = field.value.contains(super::mask::DOT);
        field.children = children;
    } else if !options.unmask {
        let ranges = super::mask::windows(&field.value);
        if ranges.iter().any(|range| !range.is_empty()) {
            field.value = super::mask::dots(&field.value, &ranges);
            field.masked = true;
            field.hidden.push(field.span);
        }
    }
    field
}

/// From offsets in the answer to offsets in the text.
fn relocate(fields: &mut [Field], bytes: &[(u8, usize)]) {
    let moved = |span: ByteSpan| {
        let at = |offset: u32| bytes.get(offset as usize).map(|(_, at)| *at);
        let start = at(span.start).unwrap_or(0);
        let end = span.end.checked_sub(1).and_then(at).map_or(start, |at| at + 2);
        ByteSpan::new(start, end.max(start))
    };
    for field in fields {
        field.span = moved(field.span);
        field.header = moved(field.header);
        for hidden in &mut field.hidden {
            *hidden = moved(*hidden);
        }
        relocate(&mut field.children, bytes);
    }
}

/// A single command, or a single answer, as bytes.
pub fn bytes(bytes: &[u8], options: &DecodeOptions) -> Option<Message> {
    let placed: Vec<(u8, usize)> = bytes.iter().copied().zip(0..).collect();
    let span = ByteSpan::new(0, bytes.len());
    let message =
        |fields, confidence| Message::plain(MessageKind::Apdu, "apdu", word::FOUND_APDU, fields, span, confidence);
    let mut fields = Vec::new();
    if is_command(bytes) && bytes.len() > 5 {
        fields.push(command("command", &placed));
    } else if ends_with_status(bytes) {
        let (data, status) = placed.split_at(bytes.len() - 2);
        if !data.is_empty() {
            let field = data_field("response", data, options);
            if field.children.is_empty() {
                return None;
            }
            fields.push(field);
        }
        fields.push(status_word("sw", status));
    } else {
        return None;
    }
    // Spans are bytes here, not places of two digits.
    for field in &mut fields {
        halve(field);
    }
    let mut message = message(fields, 0.8);
    message.verdict_field = message.field("sw").map(|field| field.path.clone());
    Some(message)
}

fn halve(field: &mut Field) {
    for span in [&mut field.span, &mut field.header].into_iter().chain(&mut field.hidden) {
        span.end = span.end.saturating_sub(u32::from(span.end > span.start));
    }
    field.children.iter_mut().for_each(halve);
}

/// Format 1 answers (EMV Book 3, 6.5.5.4 and 6.5.8.4): values without tags, by place.
pub fn format_one(raw: &[u8], base: usize, path: &str, options: &DecodeOptions) -> Vec<Field> {
    let is_afl = raw.len() >= 6 && raw.len() % 4 == 2 && raw.iter().skip(2).step_by(4).all(|byte| byte & 7 == 0);
    let is_cryptogram = (11..=43).contains(&raw.len()) && raw.first().is_some_and(|byte| byte & 0x30 == 0);
    let cuts: &[(u32, usize, usize)] = match (is_afl, is_cryptogram) {
        (true, _) => &[(0x82, 0, 2), (0x94, 2, usize::MAX)],
        (_, true) => &[(0x9F27, 0, 1), (0x9F36, 1, 3), (0x9F26, 3, 11), (0x9F10, 11, usize::MAX)],
        _ => &[],
    };
    let mut fields = Vec::new();
    for (tag, from, to) in cuts {
        let to = (*to).min(raw.len());
        if *from < to {
            let span = ByteSpan::new(base + from, base + to);
            let mut field = tlv::value_of(*tag, raw.get(*from..to).unwrap_or_default(), span, options);
            field.path = format!("{path}.{}", field.path);
            fields.push(field);
        }
    }
    fields
}

/// An application identifier that was pasted by itself.
pub fn application(bytes: &[u8]) -> Option<Message> {
    if !(5..=16).contains(&bytes.len()) || bytes.first() != Some(&0xA0) {
        return None;
    }
    let span = ByteSpan::new(0, bytes.len());
    let mut field = Field::new("4F".into(), Name::Text(TextId(word::FOUND_AID)), span);
    field.value = value::hex(bytes);
    field.meaning = match scheme(bytes) {
        Some(name) => super::Meaning::Plain(name.into()),
        None => super::Meaning::Texts([TextId(word::FOUND_UNKNOWN)].into()),
    };
    Some(Message::plain(MessageKind::Tlv, "emv-aid", word::FOUND_AID, [field].into(), span, 0.8))
}

/// Whose application it is: the longest identifier of the table that it begins with.
pub fn scheme(bytes: &[u8]) -> Option<&'static str> {
    let hex = value::hex(bytes);
    let fits = APPLICATIONS.iter().filter(|(known, _)| hex.starts_with(known));
    fits.max_by_key(|(known, _)| known.len()).map(|(_, name)| *name)
}

fn name_of(rows: &'static [(&'static str, &'static str)], key: &str) -> Option<&'static str> {
    rows.binary_search_by_key(&key, |row| row.0).ok().and_then(|at| rows.get(at)).map(|row| row.1)
}
