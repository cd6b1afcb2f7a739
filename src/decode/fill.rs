//! A data element from its bytes: value, meaning, what stands inside, dots over what nobody may see.

use super::{
    DecodeOptions, MAX_DEPTH, bitmap,
    body::Form,
    composite::{self, Chars},
    field::{CodeRef, Field, Meaning, Name},
    layout::{Layout, Slot},
    mask, tlv, value,
};
use crate::{
    catalogue::{Composite, CompositeForm, Dialect, Enc, FieldRow, Inside, Kind, Pad, Sensitive, Subfield, SystemId},
    span::ByteSpan,
};
use alloc::{format, string::String, vec, vec::Vec};

/// What is needed besides the bytes.
#[derive(Debug, Clone, Copy)]
pub struct Fill<'a> {
    /// Whose element it is.
    pub dialect: Option<Dialect>,
    /// What may be shown.
    pub options: &'a DecodeOptions,
}

impl Fill<'_> {
    /// Fills an element or a part behind a bitmap.
    pub fn element(self, field: &mut Field, row: &FieldRow, layout: &Layout<'_>, slot: &Slot) {
        let raw = layout.bytes.get(slot.body..slot.end).unwrap_or_default();
        let body = ByteSpan::new(slot.body, slot.end);
        field.value = match slot.form {
            Form::Packed(pad) => value::nibbles(raw, slot.length.min(raw.len() * 2), pad),
            Form::SignedPacked(enc) => {
                let (sign, digits) = raw.split_at(raw.len().min(1));
                value::characters(sign, enc) + &value::hex(digits)
            }
            Form::Chars(enc) => characters(field, row.kind, raw, enc),
            Form::Hex(enc) => value::characters(raw, enc).to_ascii_uppercase(),
            Form::Raw => value::hex(raw),
        };
        if row.inside == Inside::Icc || row.number == 55 {
            self.chip_data(field, raw, body);
        }
        if let Some(table) = table(row) {
            field.children = match table.form() {
                CompositeForm::Bitmap => self.behind_bitmap(table, layout, slot, &field.path),
                _ => self.parts(table, Chars::new(raw, slot), slot.body, &field.path),
            };
            hide_in_whole(field, body);
        }
        let packed = match slot.form {
            Form::Packed(pad) => Some(pad),
            _ => None,
        };
        self.finish(field, row, body, packed);
    }

    /// What a value means, and dots where they must be.
    fn finish(self, field: &mut Field, row: &FieldRow, body: ByteSpan, packed: Option<Pad>) {
        if let Inside::Code(system) = row.inside {
            let own = self.dialect.and_then(|dialect| dialect.system()).filter(|_| row.number == 39);
            let system = own.or_else(|| SystemId::all().nth(usize::from(system)));
            field.code = system.map(|system| CodeRef { system, code: field.value.clone() });
        }
        field.meaning = value::meaning(self.dialect, row.inside, &field.value);
        self.mask(field, row.sensitive, body, packed);
        let apart = |table: Composite| matches!(table.form(), CompositeForm::Tagged | CompositeForm::Pairs);
        if field.children.is_empty() && !field.masked && !self.options.unmask && table(row).is_some_and(apart) {
            let ranges = mask::anywhere_in(&field.value);
            if !ranges.is_empty() {
                field.value = mask::dots(&field.value, &ranges);
                field.masked = true;
                field.hidden.push(body);
            }
        }
    }

    /// The parts of a value in characters; none where not all have a place.
    pub fn parts(self, table: Composite, value: Chars<'_>, base: usize, path: &str) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        if path.split('.').count() >= usize::from(MAX_DEPTH) {
            return fields;
        }
        let whole = composite::parts(table, &value, &mut |found| {
            let part = value.part(&found.body);
            let id = found.part.map_or_else(|| self.key(value.part(&found.tag)), |part| part.id.into());
            let path = if found.group > 0 { format!("{path}.{}.{id}", found.group) } else { format!("{path}.{id}") };
            let name = match found.part {
                Some(part) => Name::Text(part.name()),
                None if table.form() == CompositeForm::Pairs => Name::Path,
                None => Name::Unknown,
            };
            let body = part.span(base);
            let mut field = Field::new(path, name, value.part(&(found.start..found.body.end)).span(base));
            field.header.end = body.start.max(field.span.start);
            let kind = found.part.map_or(Kind::Text, |part| part.row.kind);
            field.value = match part.bytes() {
                Some((raw, enc)) => characters(&mut field, kind, raw, enc),
                None => part.text(),
            };
            match found.part {
                Some(known) => {
                    if let Some(table) = self::table(known.row) {
                        field.children = self.parts(table, part, base, &field.path);
                        hide_in_whole(&mut field, body);
                    }
                    self.finish(&mut field, known.row, body, None);
                    word(&mut field, known);
                }
                None => self.mask(&mut field, Sensitive::No, body, None),
            }
            fields.push(field);
        });
        if whole { fields } else { Vec::new() }
    }

    /// A key that stands in the message: text like any other, so card numbers are hidden in it.
    fn key(self, tag: Chars<'_>) -> String {
        let key = tag.text();
        if self.options.unmask { key } else { mask::dots(&key, &mask::in_text(&key)) }
    }

    /// The parts behind a bitmap; none where not all bytes have a place.
    fn behind_bitmap(self, table: Composite, layout: &Layout<'_>, slot: &Slot, path: &str) -> Vec<Field> {
        let layout = Layout { bytes: layout.bytes.get(..slot.end).unwrap_or_default(), ..*layout };
        let mut fields = Vec::new();
        composite::behind_bitmap(table, &layout, slot.body, &mut |part, slot| {
            let span = ByteSpan::new(slot.start, slot.end);
            let mut field = Field::new(format!("{path}.{}", part.id), Name::Text(part.name()), span);
            field.header = ByteSpan::new(slot.start, slot.body);
            self.element(&mut field, part.row, &layout, slot);
            word(&mut field, part);
            fields.push(field);
        });
        fields
    }

    /// Field 55: BER-TLV, written as bytes or as hex digits.
    fn chip_data(self, field: &mut Field, raw: &[u8], body: ByteSpan) {
        if let Some(children) = tlv::inside(raw, body.start as usize, &field.path, self.options) {
            field.value = value::hex(raw);
            tlv::hide_in_hex(&children, body, &mut field.value);
            field.masked = field.value.contains(mask::DOT);
            field.children = children;
        } else if let Some(mut children) = bitmap::unhex(&field.value)
            .filter(|bytes| field.value.len() == raw.len() && raw.len() == bytes.len() * 2)
            .and_then(|bytes| tlv::inside(&bytes, 0, &field.path, self.options))
        {
            // Hex digits among characters: two characters a byte.
            spread(&mut children, body.start);
            field.children = children;
            hide_in_whole(field, body);
        }
    }

    fn mask(self, field: &mut Field, sensitive: Sensitive, body: ByteSpan, packed: Option<Pad>) {
        if self.options.unmask {
            return;
        }
        let count = field.value.chars().count();
        let ranges = match sensitive {
            Sensitive::No if field.children.is_empty() => {
                let spelled = field.value.len() >= 24
                    && field.value.bytes().all(|byte| byte.is_ascii_hexdigit())
                    && field.value.bytes().any(|byte| byte.is_ascii_alphabetic());
                let is_hex = spelled || field.value.len() == 2 * body.len();
                if is_hex { mask::windows(&field.value) } else { mask::card_numbers_in(&field.value) }
            }
            Sensitive::No => return,
            Sensitive::Pan => vec![mask::card_number(count)],
            Sensitive::Track => mask::track(&field.value).to_vec(),
            Sensitive::Pin | Sensitive::Cvv | Sensitive::Name => vec![0..count],
        };
        let odd = usize::from(count % 2 == 1 && packed == Some(Pad::Left));
        let packed = packed.is_some();
        for range in ranges.iter().filter(|range| !range.is_empty()) {
            let place = |at: usize| if packed { (at + odd) / 2 } else { at };
            let end = if packed { (range.end + odd).div_ceil(2) } else { range.end };
            let start = body.start as usize;
            field.hidden.push(ByteSpan::new(start + place(range.start), (start + end).min(body.end as usize)));
        }
        // Binary values are two digits a byte, and characters may be longer than one: hide the whole then.
        if !packed && field.value.len() != body.len() && !ranges.iter().all(core::ops::Range::is_empty) {
            field.hidden = vec![body];
        }
        field.value = mask::dots(&field.value, &ranges);
        field.masked = !field.hidden.is_empty();
        if field.masked {
            field.code = None;
        }
    }
}

/// Moves spans in bytes to where their hex digits stand.
fn spread(fields: &mut [Field], base: u32) {
    let moved = |span: ByteSpan| ByteSpan { start: base + span.start * 2, end: base + span.end * 2 };
    for field in fields {
        field.span = moved(field.span);
        field.header = moved(field.header);
        field.hidden.iter_mut().for_each(|span| *span = moved(*span));
        spread(&mut field.children, base);
    }
}

/// The parts that a form has.
pub fn table(row: &FieldRow) -> Option<Composite> {
    match row.inside {
        Inside::Composite(number) => Composite::of(number),
        _ => None,
    }
}

/// Characters as a text; bytes that are none as hex, and those of Chinese text, too.
fn characters(field: &mut Field, kind: Kind, raw: &[u8], enc: Enc) -> String {
    field.is_gbk = enc == Enc::Gbk && kind != Kind::Number && value::is_gbk(raw);
    match value::characters(raw, enc) {
        text if field.is_gbk || text.contains('\u{FFFD}') => value::hex(raw),
        text => text,
    }
}

/// The words of a part's value, where nothing else says what it means.
fn word(field: &mut Field, part: Subfield) {
    if field.meaning == Meaning::None && !field.masked {
        field.meaning = part.word(&field.value).map_or(Meaning::None, |text| Meaning::Texts(vec![text]));
    }
}

/// Dots in the value of the whole where a part has them; nothing of it where places cannot be told.
pub fn hide_in_whole(field: &mut Field, body: ByteSpan) {
    let mut hidden = Vec::new();
    super::field::hidden(&field.children, &mut hidden);
    if hidden.is_empty() {
        return;
    }
    let wide = if field.value.chars().count() == body.len() { 1 } else { 2 };
    let place = |at: u32| at.saturating_sub(body.start) as usize * wide;
    let ranges: Vec<_> = hidden.iter().map(|span| place(span.start)..place(span.end)).collect();
    let fits = field.value.chars().count() == body.len() * wide;
    field.value = if fits { mask::dots(&field.value, &ranges) } else { String::new() };
    field.masked = true;
}
