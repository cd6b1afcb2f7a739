//! Tags and their values as programs list them: `9F33: E0F8C8`, `Tag: 9F26, Length: 8, Value: ..`, `| 9F26 | 08 | .. |`,
//! `{"95": "0000008000"}`, `<T9F26>..</T9F26>`, `TVR (95): ..`. A tag of the dictionary, or what its value is called, perhaps
//! a length that is right, then hex that has as many bytes as the dictionary says. What does not fit is no entry, and a
//! text in which much else stands is no list.

use super::{
    DecodeOptions, Decoded, Message, MessageKind, apdu,
    entry::{self, Entry},
    field::{CodeRef, Field},
    tlv, value,
};
use crate::{
    catalogue::{self, SystemId, tables::word},
    diagnostic::{Diagnostic, DiagnosticCode, Severity},
    span::ByteSpan,
};
use alloc::{format, string::String, vec::Vec};

/// Longer texts are logs.
const MOST: usize = 40_000;

/// Reads the list that a text is.
pub fn read(text: &str, options: &DecodeOptions) -> Option<Decoded> {
    if text.len() > MOST || !text.contains(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) {
        return None;
    }
    let found = entry::all(text);
    // Bytes whose objects follow each other are read as bytes, but for a list that has one a line.
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    if (lines < 2 || lines != found.entries.len()) && is_chain(text) {
        return None;
    }
    let sound = found.entries.iter().filter(|entry| entry.fits).count();
    let enough = match sound {
        0 => false,
        1 => found.entries.len() == 1 && found.is_alone(text),
        // Bytes between signs look like tags of one byte with values of one.
        _ => found.is_most(text) && found.entries.iter().any(|entry| entry.tag > 0xFF || entry.bytes.len() > 1),
    };
    if !enough {
        return None;
    }
    let mut diagnostics = Vec::new();
    let mut fields = Vec::new();
    for entry in &found.entries {
        let field = field(entry, options);
        if !entry.fits {
            diagnostics.extend(misfit(entry.tag, entry.bytes.len(), field.span, &field.path));
        }
        fields.push(field);
    }
    let span = ByteSpan::new(0, text.len());
    // Sixteen bytes behind `AID` may be anybody's identifier: only a provider that is known makes it a chip's.
    let unknown = found.entries.iter().all(|entry| {
        let raw: Vec<u8> = entry.bytes.iter().map(|(byte, _)| *byte).collect();
        matches!(entry.tag, 0x4F | 0x84 | 0x9F06) && apdu::scheme(&raw).is_none()
    });
    let confidence = match sound {
        _ if unknown => 0.5,
        1 => 0.85,
        _ => 0.9,
    };
    let mut message = Message::plain(MessageKind::Tlv, "emv-tlv", word::FOUND_EMV_TLV, fields, span, confidence);
    tlv::judge(&mut message);
    Some(Decoded { messages: alloc::vec![message], diagnostics })
}

/// A value that has not as many bytes as its tag says.
pub fn misfit(tag: u32, bytes: usize, span: ByteSpan, path: &str) -> Option<Diagnostic> {
    let row = catalogue::tag(tag).filter(|row| !row.fits(bytes))?;
    let near = if bytes < usize::from(row.length.0) { row.length.0 } else { row.length.1 };
    let fault = Diagnostic::new(DiagnosticCode::ValueLength, Severity::Warning, span, path);
    Some(fault.counts(usize::from(near), bytes))
}

fn field(entry: &Entry, options: &DecodeOptions) -> Field {
    let raw: Vec<u8> = entry.bytes.iter().map(|(byte, _)| *byte).collect();
    let body = ByteSpan::new(0, raw.len());
    let mut field = tlv::value_of(entry.tag, &raw, body, options);
    // A template has objects inside, and no value of its own.
    if tlv::is_constructed(entry.tag)
        && let Some(children) = tlv::inside(&raw, 0, &field.path, options)
    {
        field.value = String::new();
        field.children = children;
    }
    if entry.characters {
        field.value = value::characters(&raw, catalogue::Enc::Ascii);
        field.code = SystemId::find("emv-arc").map(|system| CodeRef { system, code: field.value.clone() });
        let from = entry.bytes.first().map_or(0, |(_, at)| *at);
        field.span = ByteSpan::new(from, from + raw.len());
        field.header = ByteSpan::new(from, from);
        return field;
    }
    let mut fields = alloc::vec![field];
    apdu::relocate(&mut fields, &entry.bytes);
    fields.pop().unwrap_or_else(|| Field::new(format!("{:02X}", entry.tag), super::Name::Unknown, body))
}

/// Whether the text is nothing but hex whose objects follow each other: that is read as bytes.
pub fn is_chain(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    super::bitmap::unhex(&plain).is_some_and(|bytes| super::ber::is_chain(&bytes) && !entry::is_value_alone(text))
}

/// A slip that prints chip data by their tags, too: what its labels do not name is added to it.
pub fn add(slip: Option<(Message, Vec<Diagnostic>)>, list: Option<Decoded>) -> Option<Decoded> {
    let whole = |(message, diagnostics)| Decoded { messages: alloc::vec![message], diagnostics };
    let Some((mut slip, mut odd)) = slip else { return list };
    let Some((mut list, listed)) = list.and_then(|mut list| Some((list.messages.pop()?, list.diagnostics))) else {
        return Some(whole((slip, odd)));
    };
    // What the chip declined is not paid, whatever the slip's result says.
    slip.no_payment = slip.no_payment.or(list.no_payment);
    let known = |fields: &[Field], path: &str| fields.iter().any(|field| field.path == path);
    let chip = |field: &Field| field.path.len() == 2 && field.path.starts_with(['8', '9']) || field.path.len() == 4;
    let new = list.fields.iter().any(|field| !known(&slip.fields, &field.path));
    // What only a slip has: a result, numbers of the payment.
    if slip.fields.iter().all(|field| chip(field) || field.path == "4F") {
        let richer = new && list.fields.len() >= slip.fields.len();
        return Some(whole(if richer { (list, listed) } else { (slip, odd) }));
    }
    slip.fields.extend(list.fields.drain(..).filter(|field| !known(&slip.fields, &field.path)).collect::<Vec<_>>());
    slip.verdict_field = slip.verdict_field.or(list.verdict_field);
    odd.extend(listed);
    Some(whole((slip, odd)))
}
