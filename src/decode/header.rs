//! What stands before the message: a length, a TPDU, the header of a network. Found without allocating; fields are made
//! of it only for the reading that is shown.
//!
//! Length: two or four bytes, binary in either order or BCD, or three to six ASCII digits; with or without itself.
//! TPDU: five bytes, the first 60 or 68 (ISO/IEC 8073 as used in POS networks). UnionPay POS header: six bytes (China
//! UnionPay, POS terminal specification). CUPS: 46 bytes, the first 2E (Q/CUP 006.1). Visa: 22 bytes, or 26 and 22 for
//! rejects, each beginning with its own length (V.I.P. system, message header). BASE24: `ISO` and nine digits; others have more characters behind `ISO`.

use super::{
    bitmap,
    field::{Field, Name},
    value,
};
use crate::{
    catalogue::{Enc, TextId, tables::word},
    diagnostic::{Diagnostic, DiagnosticCode, LengthSetBy, Severity},
    span::ByteSpan,
};
use alloc::{format, vec::Vec};

/// How sure it is that the bytes before the message are a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Bytes without a known form.
    Unknown,
    /// Five bytes, or characters: the form of some header.
    Likely,
    /// A form that is known.
    Known,
}

/// Whose header it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Anybody's.
    Any,
    /// The network of the dialect with this key.
    Network(&'static str),
}

/// Parts of a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Tpdu,
    UnionPay,
    Cups,
    Visa,
    Other,
}

/// What was found before the message.
#[derive(Debug, Clone, Copy)]
pub struct Header {
    length: Option<ByteSpan>,
    parts: [Option<(Part, ByteSpan)>; 2],
    /// How sure.
    pub trust: Trust,
    /// Whether a length is there and right.
    pub length_right: bool,
    /// Whose it is.
    pub whose: Whose,
    /// Where the message ends, by a length in front of it that is shorter than what was pasted: the length counts what
    /// follows it, or itself too.
    pub ends_at: [Option<usize>; 2],
    /// The byte after the last of the message, where a frame closes it (ETX and a check byte).
    pub end: usize,
    said: Option<(usize, usize)>,
}

/// Looks at the bytes before the message type indicator, which stands at `start`; `base` is where the payload begins.
pub fn find(bytes: &[u8], base: usize, start: usize) -> Header {
    let mut best = explain(bytes, base, start, None);
    // A frame: 02, the message, 03 and the exclusive or of all between.
    let framed = bytes.get(base) == Some(&0x02) && start > base;
    let close = bytes.len().saturating_sub(2);
    let check = || bytes.get(base + 1..=close).unwrap_or_default().iter().fold(0, |sum, byte| sum ^ byte);
    let closed = framed && bytes.get(close) == Some(&0x03) && bytes.last().copied() == Some(check());
    let inner = if closed { base + 1 } else { base };
    let end = if closed { close } else { bytes.len() };
    for width in [0, 2, 4, 3, 5, 6] {
        if inner + width > start || (width == 0 && !closed) {
            continue;
        }
        let prefix = (width > 0).then(|| ByteSpan::new(inner, inner + width));
        let mut found = explain(bytes.get(..end).unwrap_or_default(), inner + width, start, prefix);
        found.end = end;
        // Three digits or more are a length only when they are right.
        if prefix.is_some() && !found.length_right && !matches!(width, 2 | 4) {
            continue;
        }
        let rank = |header: &Header| (header.length_right && header.trust == Trust::Known, header.trust);
        if rank(&found) > rank(&best) {
            best = found;
        }
    }
    best
}

fn explain(bytes: &[u8], at: usize, start: usize, prefix: Option<ByteSpan>) -> Header {
    let mut header = Header {
        length: prefix,
        parts: [None, None],
        trust: Trust::Known,
        length_right: false,
        whose: Whose::Any,
        ends_at: [None, None],
        end: bytes.len(),
        said: None,
    };
    if let Some(span) = prefix {
        length(bytes, span, &mut header);
    }
    let first = bytes.get(at).copied().unwrap_or_default();
    let span = ByteSpan::new(at, start);
    let raw = bytes.get(at..start).unwrap_or_default();
    let is_visa = |raw: &[u8]| matches!(raw, [22, 1 | 2, ..] if raw.len() == 22);
    let printable = |enc| raw.iter().all(|byte| matches!(value::character(*byte, enc), ' '..='~'));
    match raw.len() {
        0 => {}
        5 if matches!(first, 0x60 | 0x68) => header.parts = [Some((Part::Tpdu, span)), None],
        // A TPDU and two digits of a version, twice.
        7 if first == 0x60 && raw.iter().skip(5).all(|byte| byte >> 4 < 10 && byte & 15 < 10) => {
            let middle = at + 5;
            header.parts =
                [Some((Part::Tpdu, ByteSpan::new(at, middle))), Some((Part::Other, ByteSpan::new(middle, start)))];
        }
        11 if first == 0x60 && raw.get(5).is_some_and(|byte| byte >> 4 == 6) => {
            let middle = at + 5;
            header.parts =
                [Some((Part::Tpdu, ByteSpan::new(at, middle))), Some((Part::UnionPay, ByteSpan::new(middle, start)))];
            header.whose = Whose::Network("unionpay-pos");
        }
        22 if is_visa(raw) => {
            header.parts = [Some((Part::Visa, span)), None];
            header.whose = Whose::Network("visa-base1");
        }
        48 if first == 26 && raw.get(26..).is_some_and(is_visa) => {
            let middle = at + 26;
            header.parts =
                [Some((Part::Visa, ByteSpan::new(at, middle))), Some((Part::Visa, ByteSpan::new(middle, start)))];
            header.whose = Whose::Network("visa-base1");
        }
        46 if first == 46 && raw.get(2..6).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit)) => {
            header.parts = [Some((Part::Cups, span)), None];
            header.whose = Whose::Network("unionpay-cups");
            let total = raw.get(2..6).and_then(|digits| core::str::from_utf8(digits).ok()?.parse().ok());
            header.length_right |= total == Some(header.end - at);
        }
        12 if raw.starts_with(&[0xC9, 0xE2, 0xD6]) => header.parts = [Some((Part::Other, span)), None],
        // The name of the standard and digits that say more about it, such as `ISO025000050` or `ISO8583-1993301100000`.
        3..=24 if raw.starts_with(b"ISO") && printable(Enc::Ascii) => {
            header.parts = [Some((Part::Other, span)), None];
        }
        // One letter before the type.
        1 if first.is_ascii_alphabetic() && bitmap::is_evident(bytes.get(start..).unwrap_or_default()) => {
            header.parts = [Some((Part::Other, span)), None];
        }
        // Length and two zero bytes, as X.25 and its heirs have it.
        2 if prefix.is_some() && raw == [0, 0] => header.parts = [Some((Part::Other, span)), None],
        count => {
            header.parts = [Some((Part::Other, span)), None];
            // Characters that begin with a letter; digits alone would rather be part of a message.
            let letters = |enc| value::character(first, enc).is_ascii_alphabetic() && printable(enc);
            let five = count == 5 && !raw.iter().all(u8::is_ascii_hexdigit);
            let likely = five || (count >= 3 && (letters(Enc::Ascii) || letters(Enc::Ebcdic)));
            header.trust = if likely { Trust::Likely } else { Trust::Unknown };
        }
    }
    // Characters, or bytes that are no number of bytes, are no length.
    let characters = prefix.is_some_and(|span| span.of(bytes).iter().all(u8::is_ascii_alphanumeric));
    if let Some(span) = prefix
        && !header.length_right
        && header.said.is_none_or(|(said, _)| characters && said > 1000)
        && header.ends_at == [None, None]
        && span.of(bytes).iter().any(|byte| *byte != 0)
    {
        header.trust = Trust::Unknown;
    }
    header
}

fn length(bytes: &[u8], span: ByteSpan, header: &mut Header) {
    let width = span.len();
    let prefix = span.of(bytes);
    let rest = bytes.len().saturating_sub(span.end as usize);
    let sum = |radix: usize, digits: &mut dyn Iterator<Item = u8>| {
        let mut sum = 0_usize;
        for digit in digits {
            let digit = Some(usize::from(digit)).filter(|digit| *digit < radix)?;
            sum = sum.saturating_mul(radix).saturating_add(digit);
        }
        Some(sum)
    };
    let nibbles = |byte: &u8| [byte >> 4, byte & 15];
    let characters = sum(10, &mut prefix.iter().map(|byte| byte.wrapping_sub(b'0')));
    let values = match width {
        2 => [
            sum(16, &mut prefix.iter().flat_map(nibbles)),
            sum(16, &mut prefix.iter().rev().flat_map(nibbles)),
            sum(10, &mut prefix.iter().flat_map(nibbles)),
        ],
        4 => [
            characters,
            sum(16, &mut prefix.iter().flat_map(nibbles)),
            sum(16, &mut prefix.iter().rev().flat_map(nibbles)),
        ],
        _ => [characters, None, None],
    };
    let right = |length: &usize| *length == rest || *length == rest + width;
    if values.iter().flatten().any(right) {
        header.length_right = true;
        return;
    }
    // Shorter than the paste: the rest is another message or padding. Longer: the paste is cut.
    let inside = values.iter().flatten().find(|length| (10..rest).contains(*length));
    let from = |start: u32| inside.map(|length| start as usize + length);
    header.ends_at = [from(span.end), from(span.start)];
    header.said = values.into_iter().flatten().find(|length| *length > 0 && *length < 10_000).map(|said| (said, rest));
}

impl Header {
    /// Whether there is more in it than a length, in a form that is known, or a length that is right.
    pub fn is_formed(&self) -> bool {
        self.trust == Trust::Known && (self.length_right || self.parts.iter().any(Option::is_some))
    }

    /// Its fields, in order.
    pub fn fields(&self, bytes: &[u8]) -> Vec<Field> {
        let field = |path: &str, text: u16, span: ByteSpan| {
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
        let mut fields: Vec<Field> = Vec::new();
        let first = self.length.into_iter().chain(self.parts.into_iter().flatten().map(|(_, span)| span)).next();
        let begins = first.map_or(0, |span| span.start as usize);
        if begins > 1 {
            fields.push(field("frame", word::FOUND_FRAME, ByteSpan::new(0, begins)));
        }
        fields.extend(self.length.map(|span| field("length", word::FOUND_LENGTH, span)));
        for (part, span) in self.parts.into_iter().flatten() {
            let mut made = match part {
                Part::Tpdu => field("tpdu", word::FOUND_TPDU, span),
                _ => field("header", word::FOUND_HEADER, span),
            };
            let widths: &[usize] = match part {
                // Length, version, length of all, destination, source, reserved, batch, reserved, user, reject code.
                Part::Cups => &[1, 1, 4, 11, 11, 3, 1, 8, 1, 5],
                // Length, format, text format, length of all, destination, source, round trip, flags, status, batch,
                // reserved, user; then, in rejects, a bitmap and the reason.
                Part::Visa => &[1, 1, 1, 2, 3, 3, 1, 2, 3, 1, 3, 1, 2, 2],
                _ => &[],
            };
            let mut at = span.start as usize;
            for (number, width) in (1..).zip(widths) {
                if at + width > span.end as usize {
                    break;
                }
                let span = ByteSpan::new(at, at + width);
                at += width;
                let mut child = Field::new(format!("header.{number}"), Name::Unknown, span);
                let raw = span.of(bytes);
                let is_text = part == Part::Cups && *width > 1 && raw.iter().all(|byte| (0x20..0x7F).contains(byte));
                child.value = if is_text { value::characters(raw, Enc::Ascii) } else { value::hex(raw) };
                made.children.push(child);
            }
            fields.push(made);
        }
        fields
    }

    /// What does not fit.
    pub fn diagnostic(&self) -> Option<Diagnostic> {
        let (span, (said, rest)) = (self.length?, self.said?);
        let fault = Diagnostic::new(DiagnosticCode::LengthPrefix, Severity::Warning, span, "length");
        Some(fault.counts(said, rest).set_by(LengthSetBy::Message(span)))
    }
}
