//! Answer to reset: what a chip says first (ISO/IEC 7816-3, 8.2).

use super::{
    Decoded, Message, MessageKind,
    field::{Field, Name},
    reader::Reader,
    value,
};
use crate::{
    catalogue::{TextId, tables::word},
    diagnostic::{Diagnostic, DiagnosticCode, Severity},
    span::ByteSpan,
};
use alloc::{format, string::String, vec::Vec};

/// Reads an answer that takes all the bytes.
pub fn read(bytes: &[u8]) -> Option<Decoded> {
    let mut reader = Reader::new(bytes, 0);
    let mut fields = Vec::new();
    let mut push = |path: String, name: u16, span: ByteSpan| {
        let mut field = Field::new(path, Name::Text(TextId(name)), span);
        field.value = value::hex(span.of(bytes));
        fields.push(field);
    };
    let first = reader.byte().filter(|byte| matches!(byte, 0x3B | 0x3F))?;
    push("ts".into(), word::FOUND_TS, ByteSpan::new(0, 1));
    let format = reader.byte()?;
    push("t0".into(), word::FOUND_T0, ByteSpan::new(1, 2));
    let historical = usize::from(format & 0x0F);
    let mut announced = format >> 4;
    let mut needs_check = false;
    let mut group = 1;
    while announced != 0 && group < 8 {
        let mut next = 0;
        for (bit, letter) in [(1, 'a'), (2, 'b'), (4, 'c'), (8, 'd')] {
            if announced & bit != 0 {
                let start = reader.offset();
                let byte = reader.byte()?;
                push(format!("t{letter}{group}"), word::FOUND_INTERFACE, reader.since(start));
                if letter == 'd' {
                    next = byte >> 4;
                    needs_check |= byte & 0x0F != 0;
                }
            }
        }
        announced = next;
        group += 1;
    }
    let start = reader.offset();
    reader.take(historical)?;
    if historical > 0 {
        push("historical".into(), word::FOUND_HISTORICAL, reader.since(start));
    }
    if needs_check {
        let start = reader.offset();
        reader.byte()?;
        push("tck".into(), word::FOUND_TCK, reader.since(start));
    }
    // All bytes but the first, check character included, give 0 (8.2.5).
    let sum = bytes.iter().take(reader.offset()).skip(1).fold(0, |sum, byte| sum ^ byte);
    // Readers give an answer to reset with a status word of their own behind it.
    let status = reader.left() == 2 && bytes.ends_with(&[0x90, 0]) && bytes.len() > 8;
    if reader.left() > 0 && !status || bytes.len() < 2 {
        return None;
    }
    let end = reader.offset();
    // One that is wrong there is still an answer to reset where it says more of itself than that.
    let mut diagnostics = Vec::new();
    if needs_check && sum != 0 {
        if bytes.len() < 6 {
            return None;
        }
        let last = ByteSpan::new(end - 1, end);
        let found = last.of(bytes).first().copied().unwrap_or_default();
        let fault = Diagnostic::new(DiagnosticCode::BadCheck, Severity::Error, last, "atr.tck");
        diagnostics.push(fault.counts(usize::from(found ^ sum), usize::from(found)));
    }
    if status {
        let rest = ByteSpan::new(end, bytes.len());
        diagnostics.push(Diagnostic::new(DiagnosticCode::TrailingBytes, Severity::Error, rest, "atr").counts(0, 2));
    }
    if let Some(field) = fields.first_mut() {
        let convention = if first == 0x3B { "direct convention" } else { "inverse convention" };
        field.meaning = super::Meaning::Plain(convention.into());
    }
    let span = ByteSpan::new(0, bytes.len());
    let mut whole = Field::new("atr".into(), Name::Text(TextId(word::FOUND_ATR)), span);
    whole.value = value::hex(bytes);
    whole.children = fields;
    let fields = alloc::vec![whole];
    let confidence = match needs_check {
        _ if !diagnostics.is_empty() => 0.5,
        true => 0.9,
        false => 0.7,
    };
    let message = Message::plain(MessageKind::Apdu, "atr", word::FOUND_ATR, fields, span, confidence);
    Some(Decoded { messages: alloc::vec![message], diagnostics })
}
