//! BER-TLV (ISO/IEC 8825-1 as EMV Book 3 Annex B narrows it): tags of up to four bytes, lengths of up to three,
//! 00 and FF between objects as padding.

use super::{
    DecodeOptions, Decoded, MAX_DEPTH, Message, MessageKind,
    field::{CodeRef, Field, Meaning, Name},
    mask,
    reader::Reader,
    value,
};
use crate::{
    catalogue::{self, Enc, Inside, Sensitive, SystemId, TagRow, TextId, tables::word},
    diagnostic::{Diagnostic, DiagnosticCode, LengthSetBy, Severity},
    span::ByteSpan,
};
use alloc::{format, string::String, vec, vec::Vec};

/// After so many objects at least a quarter must be known.
const MAX_UNKNOWN: usize = 64;

/// Reads the bytes as a TLV message of its own.
pub fn message(bytes: &[u8], options: &DecodeOptions) -> Decoded {
    let mut walk = Walk { options, diagnostics: Vec::new(), known: 0, seen: 0 };
    let start = field_length(bytes);
    let fields = walk.objects(bytes.get(start..).unwrap_or_default(), start, "", 0);
    if fields.is_empty() {
        // A known tag that breaks at once is worth a word; anything else is no TLV.
        let diagnostics = if walk.known > 0 { walk.diagnostics } else { Vec::new() };
        return Decoded { messages: Vec::new(), diagnostics };
    }
    let whole = walk.diagnostics.is_empty();
    let empty = fields.iter().all(|field| field.value.is_empty() && field.children.is_empty());
    let confidence = match empty {
        true if whole && bytes.len() <= 16 => 0.3,
        true => 0.0,
        false => confidence(&walk, whole, bytes.len()),
    };
    if confidence < 0.3 {
        return Decoded::default();
    }
    let verdict_field = verdict(&fields);
    let span = ByteSpan::new(0, bytes.len());
    let name = word::FOUND_EMV_TLV;
    let mut message = Message::plain(MessageKind::Tlv, "emv-tlv", name, fields, span, confidence);
    message.verdict_field = verdict_field;
    Decoded { messages: vec![message], diagnostics: walk.diagnostics }
}

/// Field 55 is often copied with its length in front: three ASCII digits that count all that follows.
fn field_length(bytes: &[u8]) -> usize {
    let digits = bytes.get(..3).and_then(|digits| core::str::from_utf8(digits).ok()?.parse::<usize>().ok());
    if digits.is_some_and(|length| length + 3 == bytes.len()) { 3 } else { 0 }
}

#[allow(clippy::cast_precision_loss, reason = "small counts")]
fn confidence(walk: &Walk<'_>, whole: bool, length: usize) -> f32 {
    let share = walk.known as f32 / walk.seen.max(1) as f32;
    match (whole, walk.known) {
        (_, 0) if length < 4 || !whole => 0.0,
        (true, 0) if length <= 16 => 0.3,
        (true, 0) => 0.0,
        (true, _) => 0.2 + 0.75 * share,
        (false, 1) => 0.2,
        (false, _) => 0.4 * share,
    }
}

fn verdict(fields: &[Field]) -> Option<String> {
    let is_result = |field: &&Field| field.path == "8A" || field.path.ends_with(".8A");
    fields
        .iter()
        .find(is_result)
        .map(|field| field.path.clone())
        .or_else(|| fields.iter().find_map(|field| verdict(&field.children)))
}

/// Reads TLV inside a field at `base`. None when the bytes are something else.
pub fn inside(bytes: &[u8], base: usize, path: &str, options: &DecodeOptions) -> Option<Vec<Field>> {
    let mut walk = Walk { options, diagnostics: Vec::new(), known: 0, seen: 0 };
    let fields = walk.objects(bytes, base, path, 0);
    let sound = walk.diagnostics.is_empty() && walk.known * 2 >= walk.seen && walk.known > 0;
    sound.then_some(fields)
}

/// A tag's value as a field of its own: what slips print.
pub fn value_of(tag: u32, raw: &[u8], body: ByteSpan, options: &DecodeOptions) -> Field {
    let walk = Walk { options, diagnostics: Vec::new(), known: 0, seen: 0 };
    let row = catalogue::tag(tag);
    let path = if tag <= 0xFF { format!("{tag:02X}") } else { format!("{tag:X}") };
    let mut field = Field::new(path, row.map_or(Name::Unknown, |row| Name::Text(row.name())), body);
    walk.fill(&mut field, row, raw, body);
    field
}

/// Puts dots over the hidden bytes of children in the hex of what holds them.
pub fn hide_in_hex(children: &[Field], body: ByteSpan, hex: &mut String) {
    let mut hidden = Vec::new();
    super::field::hidden(children, &mut hidden);
    let ranges: Vec<_> = hidden
        .iter()
        .map(|span| {
            (span.start.saturating_sub(body.start) as usize) * 2..(span.end.saturating_sub(body.start) as usize) * 2
        })
        .collect();
    if !ranges.is_empty() {
        *hex = mask::dots(hex, &ranges);
    }
}

struct Walk<'a> {
    options: &'a DecodeOptions,
    diagnostics: Vec<Diagnostic>,
    known: usize,
    seen: usize,
}

impl Walk<'_> {
    /// The objects in `bytes`, which stand at `base`. Stops at the first that is broken, and keeps the rest.
    fn objects(&mut self, bytes: &[u8], base: usize, path: &str, depth: u8) -> Vec<Field> {
        let mut reader = Reader::new(bytes, base);
        let mut fields = Vec::new();
        while let Some(next) = reader.peek() {
            if next == 0x00 || next == 0xFF {
                reader.byte();
                continue;
            }
            // Bytes that are no TLV at all can look like thousands of unknown objects.
            if self.seen > MAX_UNKNOWN && self.known * 4 < self.seen {
                let span = ByteSpan::new(reader.offset(), reader.offset() + reader.left());
                self.diagnostics.push(Diagnostic::new(DiagnosticCode::BadMti, Severity::Error, span, path));
                break;
            }
            match self.object(&mut reader, path, depth) {
                Some(field) => fields.push(field),
                None => break,
            }
        }
        fields
    }

    fn object(&mut self, reader: &mut Reader<'_>, path: &str, depth: u8) -> Option<Field> {
        let start = reader.offset();
        let (tag, constructed) = read_tag(reader)?;
        let shown = if tag <= 0xFF { format!("{tag:02X}") } else { format!("{tag:X}") };
        let path = if path.is_empty() { shown } else { format!("{path}.{shown}") };
        let length_at = reader.offset();
        let Some(length) = read_length(reader) else {
            let span = ByteSpan::new(length_at, reader.offset());
            self.diagnostics.push(Diagnostic::new(DiagnosticCode::TlvNoLength, Severity::Error, span, &path));
            return None;
        };
        let length_span = reader.since(length_at);
        let header = reader.since(start);
        let row = catalogue::tag(tag);
        self.seen += 1;
        self.known += usize::from(row.is_some());
        let from = reader.offset();
        let left = reader.left();
        let Some(raw) = reader.take(length) else {
            let span = ByteSpan::new(from, from + left);
            self.diagnostics.push(
                Diagnostic::new(DiagnosticCode::TlvOverrun, Severity::Error, span, &path)
                    .counts(length, left)
                    .set_by(LengthSetBy::TlvLength(length_span)),
            );
            // What a template still holds is worth reading; a cut value is not.
            let rest = reader.take(left).filter(|_| constructed && depth < MAX_DEPTH)?;
            let mut field =
                Field::new(path, row.map_or(Name::Unknown, |row| Name::Text(row.name())), reader.since(start));
            field.header = header;
            field.children = self.objects(rest, from, &field.path, depth + 1);
            return Some(field).filter(|field| !field.children.is_empty());
        };
        let mut field = Field::new(path, row.map_or(Name::Unknown, |row| Name::Text(row.name())), reader.since(start));
        field.header = header;
        if constructed && depth >= MAX_DEPTH {
            self.diagnostics.push(Diagnostic::new(DiagnosticCode::TooDeep, Severity::Warning, field.span, &field.path));
        } else if constructed {
            let faults = self.diagnostics.len();
            field.children = self.objects(raw, from, &field.path, depth + 1);
            // Scripts (71, 72) may hold bytes of the issuer's own: no object inside means a plain value.
            if field.children.is_empty() {
                self.diagnostics.truncate(faults);
            }
        }
        if field.children.is_empty() {
            self.fill(&mut field, row, raw, ByteSpan::new(from, from + length));
        }
        Some(field)
    }

    fn fill(&self, field: &mut Field, row: Option<&TagRow>, raw: &[u8], body: ByteSpan) {
        field.value = value::hex(raw);
        let inside = row.map_or(Inside::Plain, |row| row.inside);
        match inside {
            Inside::Text => field.meaning = text(raw),
            Inside::Code(system) => {
                let digits = row.is_some_and(|row| row.numeric);
                let code = if digits { field.value.clone() } else { value::characters(raw, Enc::Ascii) };
                field.meaning = if digits { Meaning::None } else { text(raw) };
                field.code = SystemId::all().nth(usize::from(system)).map(|system| CodeRef { system, code });
            }
            // Three digits in two bytes.
            Inside::Country => {
                let code = field.value.get(1..).unwrap_or_default().into();
                field.code = SystemId::find("country").map(|system| CodeRef { system, code });
            }
            Inside::Bits(table) => field.meaning = bits(table, raw),
            Inside::CvmList => cvm_list(field, raw, body.start as usize),
            Inside::Aid => {
                field.meaning = super::apdu::scheme(raw).map_or(Meaning::None, |name| Meaning::Plain(name.into()))
            }
            Inside::Dol => {
                field.children = super::dol::objects(raw, body.start as usize, &field.path).unwrap_or_default()
            }
            Inside::Plain if field.path.ends_with("9F10") => {
                field.children = super::iad::parts(raw, body.start as usize, &field.path);
            }
            Inside::Plain if field.path.ends_with("80") => {
                field.children = super::apdu::format_one(raw, body.start as usize, &field.path, self.options);
            }
            Inside::Currency | Inside::Date | Inside::Time => {
                field.meaning = value::meaning(None, inside, &field.value);
            }
            _ => {}
        }
        self.mask(field, row.map_or(Sensitive::No, |row| row.sensitive), body);
    }

    fn mask(&self, field: &mut Field, sensitive: Sensitive, body: ByteSpan) {
        if self.options.unmask {
            return;
        }
        let count = field.value.len();
        let ranges = match sensitive {
            Sensitive::No => mask::windows(&field.value),
            Sensitive::Pan => vec![mask::card_number(field.value.trim_end_matches('F').len())],
            Sensitive::Track => mask::track(&field.value).to_vec(),
            Sensitive::Pin | Sensitive::Cvv | Sensitive::Name => vec![0..count],
        };
        let start = body.start as usize;
        for range in ranges.iter().filter(|range| !range.is_empty()) {
            field.hidden.push(ByteSpan::new(start + range.start / 2, start + range.end.div_ceil(2)));
        }
        // Text in hex: its words may hold a card number where the digits of the hex do not.
        if let Meaning::Plain(words) = &mut field.meaning {
            let in_words = mask::card_numbers_in(words);
            if sensitive != Sensitive::No || !in_words.is_empty() {
                field.meaning = Meaning::None;
                field.hidden = vec![body];
            }
        }
        if field.hidden == [body] {
            field.value = mask::dots(&field.value, &[0..count]);
        } else {
            field.value = mask::dots(&field.value, &ranges);
        }
        field.masked = !field.hidden.is_empty();
        if field.masked {
            field.code = None;
        }
    }
}

fn text(raw: &[u8]) -> Meaning {
    let words = value::characters(raw, Enc::Ascii);
    if words.chars().any(|c| c.is_control() || c == '\u{FFFD}') { Meaning::None } else { Meaning::Plain(words) }
}

fn bits(table: u8, raw: &[u8]) -> Meaning {
    let rows = catalogue::bit_table(table).iter().filter(|row| row.holds(raw));
    Meaning::Texts(rows.map(catalogue::BitRow::name).collect::<Vec<TextId>>())
}

/// Two amounts of four bytes, then rules of two bytes (EMV Book 3, 10.5).
fn cvm_list(field: &mut Field, raw: &[u8], base: usize) {
    let table = catalogue::bit_table(catalogue::tables::BITS_CVM_RULE);
    let mut child = |name: u16, id: String, from: usize, to: usize| {
        let mut child =
            Field::new(format!("{}.{id}", field.path), Name::Text(TextId(name)), ByteSpan::new(base + from, base + to));
        let bytes = raw.get(from..to).unwrap_or_default();
        child.value = value::hex(bytes);
        if to <= 8 {
            child.meaning =
                Meaning::Plain(format!("{}", bytes.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte))));
        } else {
            let rows = table.iter().filter(|row| row.holds(bytes));
            child.meaning = Meaning::Texts(rows.map(catalogue::BitRow::name).collect());
        }
        field.children.push(child);
    };
    if raw.len() >= 8 {
        child(word::FOUND_CVM_X, "x".into(), 0, 4);
        child(word::FOUND_CVM_Y, "y".into(), 4, 8);
    }
    let rules = raw.len().saturating_sub(8) / 2;
    for rule in 0..rules {
        child(word::FOUND_CVM_RULE, format!("{}", rule + 1), 8 + rule * 2, 10 + rule * 2);
    }
}

fn read_tag(reader: &mut Reader<'_>) -> Option<(u32, bool)> {
    let first = reader.byte()?;
    let mut tag = u32::from(first);
    if first & 0x1F == 0x1F {
        for _ in 0..3 {
            let next = reader.byte()?;
            tag = tag << 8 | u32::from(next);
            if next & 0x80 == 0 {
                break;
            }
        }
    }
    Some((tag, first & 0x20 != 0))
}

fn read_length(reader: &mut Reader<'_>) -> Option<usize> {
    let first = reader.byte()?;
    match first {
        0..=0x7F => Some(usize::from(first)),
        0x81..=0x83 => {
            let bytes = reader.take(usize::from(first & 0x7F))?;
            Some(bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
        }
        // 0x80 is the indefinite form, which EMV does not use; more than three bytes are no length in a paste.
        _ => None,
    }
}
