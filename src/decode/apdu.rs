//! Chip commands and answers (ISO/IEC 7816-4, 5), each by itself; `trace` finds them in text.

use super::{
    DecodeOptions, Decoded, Message, MessageKind, ber,
    field::{CodeRef, Field, Name},
    tlv, value,
};
use crate::{
    catalogue::{
        self, SystemId, TextId,
        tables::{APPLICATIONS, INSTRUCTIONS, word},
    },
    diagnostic::{Diagnostic, LengthSetBy, Severity},
    span::ByteSpan,
};
use alloc::{format, string::String, vec::Vec};

fn values(bytes: &[(u8, usize)]) -> Vec<u8> {
    bytes.iter().map(|(byte, _)| *byte).collect()
}

/// Class, a known instruction, parameters, and a body that the lengths account for.
pub fn is_command(bytes: &[u8]) -> bool {
    let [class, instruction, ..] = bytes else { return false };
    let known = name_of(INSTRUCTIONS.as_slice(), &format!("{instruction:02X}")).is_some();
    known && fills(bytes) && (*class & 0x60 == 0 || matches!(class, 0xA0 | 0x80..=0x9F | 0xE0 | 0xFF))
}

/// Whether the lengths of a command account for its bytes; an extended length (ISO/IEC 7816-4, 5.2) begins with 00.
pub fn fills(bytes: &[u8]) -> bool {
    match bytes {
        [_, _, _, _] | [_, _, _, _, _] | [_, _, _, _, 0, _, _] => true,
        [_, _, _, _, 0, high, low, rest @ ..] => {
            let length = usize::from(*high) << 8 | usize::from(*low);
            matches!(rest.len().checked_sub(length), Some(0 | 2))
        }
        [_, _, _, _, length, rest @ ..] => matches!(rest.len().checked_sub(usize::from(*length)), Some(0 | 1)),
        _ => false,
    }
}

/// Whether bytes by themselves, or among words, are surely a command: of a usual class, with data or asking for some.
pub fn is_evident(bytes: &[u8]) -> bool {
    let usual = matches!(bytes.first(), Some(0x00 | 0x04 | 0x80 | 0x84 | 0x8C | 0x90 | 0x94 | 0xA0));
    usual && (bytes.len() > 6 || asks(bytes)) && is_command(bytes)
}

/// Whether five bytes ask for data as chips are asked: a record, a data object, a challenge, what waits, a file's bytes
/// (ISO/IEC 7816-4, 11; EMV Book 3, 6.5). By itself a command without data looks like any five bytes.
fn asks(bytes: &[u8]) -> bool {
    match bytes {
        [_, 0xB2, record, file, _] => *record > 0 && file & 7 == 4,
        [_, 0xCA, high, ..] => matches!(high, 0x00 | 0x9F | 0xDF | 0x5F | 0xBF),
        [_, 0xC0 | 0x84 | 0xB0, 0, 0, _] | [0, 0xB0, 0, _, 0] | [_, 0xA4, 4, 0, 0] => true,
        _ => false,
    }
}

pub fn ends_with_status(bytes: &[u8]) -> bool {
    matches!(bytes, [.., first, _] if matches!(first, 0x61..=0x6F | 0x90..=0x9F))
}

/// Whether bytes begin with an object that counts more than follows: more of the answer stands elsewhere.
pub fn is_unfinished(bytes: &[u8]) -> bool {
    ber::is_template(bytes) && ber::wants(bytes).is_some_and(|whole| bytes.len() < whole + 2)
}

/// A command and its whole answer, one behind the other.
pub fn joined(bytes: &[(u8, usize)]) -> Option<(Placed<'_>, Placed<'_>)> {
    let plain = values(bytes);
    let length = usize::from(*plain.get(4)?);
    let cut = [5, 5 + length, 6 + length].into_iter().find(|cut| {
        let parts = plain.split_at_checked(*cut);
        parts.is_some_and(|(command, answer)| {
            is_command(command) && (ber::is_template(answer) || answer.len() == 2) && is_whole_answer(answer)
        })
    })?;
    let usual = matches!(plain.first(), Some(0x00 | 0x80 | 0x84 | 0x90));
    (usual && !is_command(&plain)).then(|| bytes.split_at_checked(cut)).flatten()
}

/// Whether an answer is at its end: one object and a status word, or a status word alone.
pub fn is_whole_answer(bytes: &[u8]) -> bool {
    ends_with_status(bytes) && (bytes.len() == 2 || ber::is_one(bytes.get(..bytes.len() - 2).unwrap_or_default()))
}

/// The same of an answer whose template may be broken.
pub fn is_likely_answer(bytes: &[u8]) -> bool {
    let begins = matches!(bytes, [0x6F | 0x70 | 0x77, _, 0x4F..=0x9F | 0xA5, ..]);
    is_whole_answer(bytes) || begins && bytes.len() > 8 && matches!(bytes, [.., 0x90, 0])
}

/// Bytes with their places.
type Placed<'a> = &'a [(u8, usize)];

/// A command and its answer in one run, as listeners on the line write them: five bytes, then data in one direction, then
/// the status word.
pub fn both(bytes: &[(u8, usize)]) -> Option<(Placed<'_>, Placed<'_>)> {
    let plain = values(bytes);
    let [class, instruction, _, _, length, ..] = plain.as_slice() else { return None };
    let answered = matches!(instruction, 0xB0 | 0xB2 | 0xC0 | 0xCA | 0x12 | 0x84 | 0xF2);
    let cut = if answered { 5 } else { 5 + usize::from(*length) };
    let fits = bytes.len() == 7 + usize::from(*length) || bytes.len() == 7 && answered;
    let known = name_of(INSTRUCTIONS.as_slice(), &format!("{instruction:02X}")).is_some() && *class & 0x10 == 0;
    (known && fits && ends_with_status(&plain)).then(|| bytes.split_at_checked(cut)).flatten()
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

/// A command. `lists` are those that the chip has shown so far, which say what its data are.
pub fn command(path: &str, bytes: &[(u8, usize)], lists: &[Vec<u8>], options: &DecodeOptions) -> Field {
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
        child.meaning = match id {
            "ins" => field.meaning.clone(),
            "cla" => super::Meaning::None,
            _ => super::parameters::meaning(id, bytes),
        };
        field.children.push(child);
    }
    let short = bytes.get(4).map_or(0, |(byte, _)| usize::from(*byte));
    let extended = match bytes {
        [_, _, _, _, (0, _), (high, _), (low, _), _, ..] => Some(usize::from(*high) << 8 | usize::from(*low)),
        _ => None,
    };
    let (length, begin) = extended.map_or((short, 5), |length| (length, 7));
    if bytes.len() == 5 || bytes.len() == 7 && short == 0 {
        field.children.push(named(format!("{path}.le"), word::FOUND_LE, bytes.get(4..).unwrap_or_default()));
    } else if bytes.len() > 5 {
        let body = bytes.get(begin..begin + length).unwrap_or_default();
        field.children.push(named(format!("{path}.lc"), word::FOUND_LC, bytes.get(4..begin).unwrap_or_default()));
        let mut data = named(format!("{path}.data"), word::FOUND_DATA, body);
        let ranges = if options.unmask { Vec::new() } else { super::mask::windows(&data.value) };
        field.value = super::mask::dots(&field.value, &ranges_in(&ranges, begin * 2));
        if !ranges.is_empty() {
            data.value = super::mask::dots(&data.value, &ranges);
            data.masked = true;
            data.hidden.push(data.span);
        }
        let raw = values(body);
        if let Some(name) = scheme(&raw) {
            data.meaning = super::Meaning::Plain(name.into());
        }
        if let Some(parts) = filled(&raw, lists, &data.path, options) {
            data.children = parts;
            relocate(&mut data.children, body);
        }
        // A PIN travels in VERIFY and in nothing else that is decoded here.
        if instruction == Some("VERIFY") && !options.unmask {
            data.value = super::mask::dots(&data.value, &[0..data.value.len()]);
            data.masked = true;
            data.hidden.push(data.span);
            field.value = String::new();
        }
        field.children.push(data);
        if bytes.len() > begin + length {
            field.children.push(named(
                format!("{path}.le"),
                word::FOUND_LE,
                bytes.get(begin + length..).unwrap_or_default(),
            ));
        }
    }
    field
}

/// The data of a command as the chip's list has them: behind 83 and a length in GET PROCESSING OPTIONS (EMV Book 3, 6.5.8.3).
fn filled(raw: &[u8], lists: &[Vec<u8>], path: &str, options: &DecodeOptions) -> Option<Vec<Field>> {
    let (from, body) = match raw {
        [0x83, length, body @ ..] if usize::from(*length) == body.len() => (2, body),
        _ => (0, raw),
    };
    lists.iter().rev().find_map(|list| super::dol::filled(list, body, from, &format!("{path}."), options))
}

fn ranges_in(ranges: &[core::ops::Range<usize>], by: usize) -> Vec<core::ops::Range<usize>> {
    ranges.iter().map(|range| range.start + by..range.end + by).collect()
}

/// A status word; of those whose second byte counts something, the code is the one that stands for all.
pub fn status_word(path: &str, bytes: &[(u8, usize)]) -> Field {
    let mut field = named(path.into(), word::FOUND_SW, bytes);
    let listed = |system, code: &str| {
        let folded: String = code.chars().map(crate::fold::fold).collect();
        catalogue::lookup_in(system, &folded).map(|entry| String::from(entry.code()))
    };
    field.code = SystemId::find("iso7816-sw").map(|system| {
        let exact = field.value.clone();
        let stem = |count: usize| field.value.get(..count).unwrap_or_default();
        let all = [format!("{}X", stem(3)), format!("{}XX", stem(2))];
        let found = listed(system, &exact).or_else(|| all.iter().find_map(|code| listed(system, code)));
        CodeRef { system, code: found.unwrap_or(exact) }
    });
    field
}

/// The data of an answer: objects where it is TLV.
pub fn data_field(path: &str, bytes: &[(u8, usize)], options: &DecodeOptions, faults: &mut Vec<Diagnostic>) -> Field {
    let mut field = named(path.into(), word::FOUND_RESPONSE, bytes);
    let raw = values(bytes);
    let mut begun = || {
        let (fields, found) = tlv::begun(&raw, path, options)?;
        faults.extend(found.into_iter().map(|fault| moved_fault(fault, bytes)));
        Some(fields)
    };
    if let Some(mut children) = tlv::inside(&raw, 0, path, options).or_else(&mut begun) {
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

/// What is wrong in an answer does not make what was said and answered doubtful: a warning, at its place in the text.
fn moved_fault(mut fault: Diagnostic, bytes: &[(u8, usize)]) -> Diagnostic {
    let at = |offset: u32| bytes.get(offset as usize).or(bytes.last()).map_or(0, |(_, at)| *at);
    let moved = |span: ByteSpan| ByteSpan::new(at(span.start), at(span.end).max(at(span.start)));
    fault.span = moved(fault.span);
    if let Some(LengthSetBy::TlvLength(span)) = &mut fault.set_by {
        *span = moved(*span);
    }
    fault.severity = Severity::Warning;
    fault
}

/// From offsets in the answer to offsets in the text.
pub fn relocate(fields: &mut [Field], bytes: &[(u8, usize)]) {
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

/// One known object and an ordinary status word, as GET DATA is answered (EMV Book 3, 6.5.7): 90 without a value is no
/// certificate.
fn is_object(bytes: &[u8]) -> bool {
    let data = bytes.get(..bytes.len().saturating_sub(2)).unwrap_or_default();
    let long = matches!(data.first(), Some(0x9F | 0x5F | 0xDF));
    let ordinary = matches!(bytes, [.., 0x90, 0]) && (long || !ber::is_chain(bytes));
    ber::is_one(data)
        && ber::known(data)
        && (ordinary || matches!(bytes, [.., 0x61..=0x63, _]) && !ber::is_chain(bytes))
}

/// A template, or one object, and a status word that does not belong to it: surely an answer.
pub fn answer(bytes: &[u8], options: &DecodeOptions) -> Option<Decoded> {
    let template = matches!(bytes.first(), Some(0x6F | 0x70 | 0x77 | 0x80 | 0x61));
    ((template || is_object(bytes)) && bytes.len() > 4 && is_whole_answer(bytes))
        .then(|| self::bytes(bytes, options))
        .flatten()
}

/// A single command, or a single answer, as bytes.
pub fn bytes(bytes: &[u8], options: &DecodeOptions) -> Option<Decoded> {
    let command = is_evident(bytes);
    let data = bytes.get(..bytes.len().saturating_sub(2)).unwrap_or_default();
    if !command && !(ends_with_status(bytes) && (data.is_empty() || ber::may_hold(data))) {
        return None;
    }
    let placed: Vec<(u8, usize)> = bytes.iter().copied().zip(0..).collect();
    let span = ByteSpan::new(0, bytes.len());
    let mut fields = Vec::new();
    let mut diagnostics = Vec::new();
    if command {
        fields.push(self::command("command", &placed, &[], options));
    } else {
        let (data, status) = placed.split_at(bytes.len() - 2);
        if !data.is_empty() {
            let field = data_field("response", data, options, &mut diagnostics);
            if field.children.is_empty() && !is_object(bytes) {
                return None;
            }
            fields.push(field);
        }
        fields.push(status_word("sw", status));
    }
    // Spans are bytes here, not places of two digits.
    for field in &mut fields {
        halve(field);
    }
    let confidence = if diagnostics.is_empty() { 0.8 } else { 0.5 };
    let mut message = Message::plain(MessageKind::Apdu, "apdu", word::FOUND_APDU, fields, span, confidence);
    message.verdict_field = message.field("sw").map(|field| field.path.clone());
    Some(Decoded { messages: [message].into(), diagnostics })
}

fn halve(field: &mut Field) {
    for span in [&mut field.span, &mut field.header].into_iter().chain(&mut field.hidden) {
        span.end = span.end.saturating_sub(u32::from(span.end > span.start));
    }
    field.children.iter_mut().for_each(halve);
}

/// An application identifier that was pasted by itself: of an international provider, or one that is known.
pub fn application(bytes: &[u8]) -> Option<Message> {
    let provider = scheme(bytes);
    // Six bytes may be what a chip checked.
    if !(5..=16).contains(&bytes.len())
        || provider.is_none() && super::iad::are_mchip_results(bytes)
        || bytes.first() != Some(&0xA0) && scheme(bytes).is_none()
    {
        return None;
    }
    let span = ByteSpan::new(0, bytes.len());
    let mut field = Field::new("4F".into(), Name::Text(TextId(word::FOUND_AID)), span);
    field.value = value::hex(bytes);
    field.meaning = match scheme(bytes) {
        Some(name) => super::Meaning::Plain(name.into()),
        None => super::Meaning::Texts([TextId(word::FOUND_UNKNOWN)].into()),
    };
    Some(Message::plain(
        MessageKind::Tlv,
        "emv-aid",
        word::FOUND_AID,
        [field].into(),
        span,
        if provider.is_some() { 0.8 } else { 0.5 },
    ))
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
