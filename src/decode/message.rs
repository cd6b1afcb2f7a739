//! The fields of one reading: names, values, meanings, masked where they must be; and where it broke, a diagnostic
//! that says so (ISO 8583:1987, 4.2 to 4.4).

use super::{
    DecodeOptions,
    bitmap::Bitmap,
    candidate::Found,
    field::{CodeRef, Field, Name},
    layout::{Fault, Form, Layout, Slot},
    mask, mti, postilion, tlv, value,
};
use crate::{
    catalogue::{Enc, Encoding, FieldRow, Inside, Kind, Pad, Sensitive, SystemId, TextId, tables::word},
    diagnostic::{Diagnostic, DiagnosticCode, LengthSetBy, Severity},
    span::ByteSpan,
};
use alloc::{format, string::String, vec, vec::Vec};

/// Fields, header included, and what does not fit.
pub fn read(bytes: &[u8], found: &Found, options: &DecodeOptions) -> (Vec<Field>, Vec<Diagnostic>) {
    let encoding = found.encoding;
    let dialect = encoding.dialect();
    let message = bytes.get(..found.header.end).unwrap_or(bytes);
    let layout = Layout { bytes: message, encoding, loose: found.loose };
    let mut state = State { encoding, options, fields: found.header.fields(bytes), diagnostics: Vec::new() };
    state.diagnostics.extend(found.header.diagnostic());
    let mut at = found.start + mti::width(encoding.mti());
    let span = ByteSpan::new(found.start, at);
    let mut field = Field::new("mti".into(), Name::Text(TextId(word::FOUND_MTI)), span);
    field.value = mti::read(span.of(bytes), encoding.mti()).unwrap_or_default();
    field.meaning = mti::meaning(dialect, &field.value);
    state.fields.push(field);
    let Some(bitmap) = Bitmap::read(message, at, encoding.bitmap(), found.wide) else {
        return (state.fields, state.diagnostics);
    };
    let mut field = Field::new("bitmap".into(), Name::Text(TextId(word::FOUND_BITMAP)), ByteSpan::new(at, bitmap.end));
    field.value = bitmap.digits();
    state.fields.push(field);
    at = bitmap.end;
    for number in bitmap.numbers().filter(|_| bitmap.missing.is_none()) {
        let Some(row) = dialect.and_then(|dialect| dialect.field(number)) else { break };
        let Ok(slot) = layout.slot(row, at) else { break };
        at = slot.end;
        state.element(&layout, row, number, &slot);
    }
    state.amounts();
    if let Some((number, fault)) = &found.walk.fault {
        state.diagnostics.push(diagnostic(fault, &format!("{number}")));
    } else if at < message.len() {
        let severity = if found.within { Severity::Warning } else { Severity::Error };
        let span = ByteSpan::new(at, message.len());
        let fault = Diagnostic::new(DiagnosticCode::TrailingBytes, severity, span, "");
        state.diagnostics.push(fault.counts(0, message.len() - at));
    }
    (state.fields, state.diagnostics)
}

/// The span of a fault begins with the element, its length included, when its length asks for more than there is.
fn diagnostic(fault: &Fault, path: &str) -> Diagnostic {
    let mut span = fault.span;
    if let (DiagnosticCode::Truncated, Some(LengthSetBy::Prefix(length))) = (fault.code, fault.set_by) {
        span.start = length.start;
    }
    let mut made = Diagnostic::new(fault.code, Severity::Error, span, path);
    if let Some((expected, found)) = fault.counts {
        made = made.counts(expected, found);
    }
    made.set_by = fault.set_by;
    made
}

struct State<'a> {
    encoding: Encoding,
    options: &'a DecodeOptions,
    fields: Vec<Field>,
    diagnostics: Vec<Diagnostic>,
}

impl State<'_> {
    fn element(&mut self, layout: &Layout<'_>, row: &FieldRow, number: u8, slot: &Slot) {
        let path = format!("{number}");
        let dialect = self.encoding.dialect();
        let name = dialect.and_then(|dialect| dialect.field_name(number)).map_or(Name::Unknown, Name::Text);
        let raw = layout.bytes.get(slot.body..slot.end).unwrap_or_default();
        let body = ByteSpan::new(slot.body, slot.end);
        let mut field = Field::new(path, name, ByteSpan::new(slot.start, slot.end));
        field.header = ByteSpan::new(slot.start, slot.body);
        if slot.odd {
            let fault = Diagnostic::new(DiagnosticCode::OddWriting, Severity::Note, field.span, &field.path);
            self.diagnostics.push(fault);
        }
        self.fill(&mut field, row, raw, body, slot);
        self.fields.push(field);
    }

    fn fill(&self, field: &mut Field, row: &FieldRow, raw: &[u8], body: ByteSpan, slot: &Slot) {
        let dialect = self.encoding.dialect();
        field.value = match slot.form {
            Form::Packed(pad) => value::nibbles(raw, slot.length.min(raw.len() * 2), pad),
            Form::SignedPacked(enc) => {
                let (sign, digits) = raw.split_at(raw.len().min(1));
                value::characters(sign, enc) + &value::hex(digits)
            }
            Form::Chars(Enc::Gbk) if row.kind != Kind::Number && value::is_gbk(raw) => {
                field.is_gbk = true;
                value::hex(raw)
            }
            Form::Chars(enc) => match value::characters(raw, enc) {
                text if text.contains('\u{FFFD}') => value::hex(raw),
                text => text,
            },
            Form::Hex(enc) => value::characters(raw, enc).to_ascii_uppercase(),
            Form::Raw => value::hex(raw),
        };
        if row.inside == Inside::Icc || row.number == 55 {
            self.chip_data(field, raw, body);
        }
        if row.inside == Inside::Postilion
            && let Some(children) = postilion::inside(raw, body.start as usize, self.options)
        {
            field.masked = children.iter().any(|child| child.masked);
            if field.masked {
                field.value = String::new();
            }
            field.children = children;
        }
        if let Inside::Code(system) = row.inside {
            let system = dialect.and_then(|d| d.system()).filter(|_| row.number == 39).or_else(|| by_number(system));
            field.code = system.map(|system| CodeRef { system, code: field.value.clone() });
        }
        field.meaning = value::meaning(dialect, row.inside, &field.value);
        let packed = match slot.form {
            Form::Packed(pad) => Some(pad),
            _ => None,
        };
        self.mask(field, row.sensitive, body, packed);
    }

    /// Field 55: BER-TLV, written as bytes or as hex digits.
    fn chip_data(&self, field: &mut Field, raw: &[u8], body: ByteSpan) {
        if let Some(children) = tlv::inside(raw, body.start as usize, &field.path, self.options) {
            field.value = value::hex(raw);
            tlv::hide_in_hex(&children, body, &mut field.value);
            field.masked = field.value.contains(mask::DOT);
            field.children = children;
        }
    }

    fn mask(&self, field: &mut Field, sensitive: Sensitive, body: ByteSpan, packed: Option<Pad>) {
        if self.options.unmask {
            return;
        }
        let count = field.value.chars().count();
        let ranges = match sensitive {
            Sensitive::No if field.children.is_empty() => {
                let is_hex = field.value.len() == 2 * body.len();
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

    /// Amounts in words, once the currency is known.
    fn amounts(&mut self) {
        for (amount, currency) in [("4", "49"), ("5", "50"), ("6", "51")] {
            let currency = self.fields.iter().find(|field| field.path == currency).map(|field| field.value.clone());
            if let Some(field) = self.fields.iter_mut().find(|field| field.path == amount)
                && let Some(words) = value::amount(&field.value, currency.as_deref())
            {
                field.meaning = super::Meaning::Plain(words);
            }
        }
    }
}

fn by_number(number: u8) -> Option<SystemId> {
    SystemId::all().nth(usize::from(number))
}
