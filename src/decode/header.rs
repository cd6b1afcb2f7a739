//! What stands before the message: a length, a TPDU, a UnionPay POS header.
//!
//! Length: two bytes, binary or BCD, or four ASCII digits. TPDU: five bytes, the first 0x60 (ISO/IEC 8073 as used
//! in POS networks). UnionPay POS header: six bytes (China UnionPay, POS terminal specification, message header).

use super::{
    field::{Field, Name},
    value,
};
use crate::{
    catalogue::{TextId, tables::word},
    diagnostic::{Diagnostic, DiagnosticCode, LengthSetBy, Severity},
    span::ByteSpan,
};
use alloc::vec::Vec;

/// What was found before the message.
#[derive(Debug, Default)]
pub struct Header {
    /// Its fields, in order.
    pub fields: Vec<Field>,
    /// Whether every byte has a name.
    pub known: bool,
    /// Whether a length is there and right.
    pub length_right: bool,
    /// Whether a TPDU and UnionPay's six-byte header are there.
    pub unionpay: bool,
    /// Where the message ends, by a length in front of it that is shorter than what was pasted: the length counts what
    /// follows it, or itself too.
    pub ends_at: [Option<usize>; 2],
    /// What does not fit.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the bytes before the message type indicator, which stands at `start`; `base` is where the payload begins.
pub fn read(bytes: &[u8], base: usize, start: usize) -> Header {
    let mut header = Header { known: true, ..Header::default() };
    let mut at = base;
    let field = |path: &str, text: u16, from: usize, to: usize| {
        let span = ByteSpan::new(from, to);
        let mut field = Field::new(path.into(), Name::Text(TextId(text)), span);
        field.value = value::hex(span.of(bytes));
        let ranges = super::mask::windows(&field.value);
        if !ranges.is_empty() {
            field.value = super::mask::dots(&field.value, &ranges);
            field.masked = true;
            field.hidden.push(span);
        }
        field
    };
    if base > 0 {
        header.fields.push(field("frame", word::FOUND_FRAME, 0, base));
    }
    // What follows a length must be the message itself, a TPDU, or a TPDU and a header.
    let width = match start - base {
        2 | 7 | 13 => 2,
        4 | 9 | 15 => 4,
        _ => 0,
    };
    let has_tpdu = |at: usize| bytes.get(at) == Some(&0x60) && matches!(start - at, 5 | 11);
    if width > 0 && (start - base == width || has_tpdu(base + width)) {
        let span = ByteSpan::new(base, base + width);
        header.fields.push(field("length", word::FOUND_LENGTH, base, base + width));
        length(bytes, span, &mut header);
        at = base + width;
    }
    if has_tpdu(at) {
        header.fields.push(field("tpdu", word::FOUND_TPDU, at, at + 5));
        at += 5;
        if start - at == 6 {
            header.fields.push(field("header", word::FOUND_HEADER, at, at + 6));
            header.unionpay = true;
            at += 6;
        }
    }
    if at < start {
        header.known = false;
        header.fields.push(field("header", word::FOUND_HEADER, at, start));
    }
    header
}

fn length(bytes: &[u8], span: ByteSpan, header: &mut Header) {
    let width = span.len();
    let prefix = span.of(bytes);
    let rest = bytes.len().saturating_sub(span.end as usize);
    let number = |radix, text: &str| usize::from_str_radix(text, radix).ok();
    let values = if width == 4 {
        [core::str::from_utf8(prefix).ok().and_then(|text| number(10, text)), None]
    } else {
        let digits = value::hex(prefix);
        [number(16, &digits), number(10, &digits)]
    };
    let right = values.iter().flatten().find(|length| **length == rest || **length == rest + width);
    if right.is_some() {
        header.length_right = true;
        return;
    }
    // Shorter than the paste: the rest is another message or padding. Longer: the paste is cut.
    let inside = values.iter().flatten().find(|length| (10..rest).contains(*length));
    let from = |start: u32| inside.map(|length| start as usize + length);
    header.ends_at = [from(span.end), from(span.start)];
    let Some(said) = values.into_iter().flatten().find(|length| *length > 0 && *length < 10_000) else { return };
    header.diagnostics.push(
        Diagnostic::new(DiagnosticCode::LengthPrefix, Severity::Warning, span, "length")
            .counts(said, rest)
            .set_by(LengthSetBy::Message(span)),
    );
}
