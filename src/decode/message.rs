//! The fields of one reading: names, values, meanings, masked where they must be; and where it broke, a diagnostic
//! that says so (ISO 8583:1987, 4.2 to 4.4).

use super::{
    DecodeOptions,
    bitmap::Bitmap,
    body::Form,
    candidate::Found,
    field::{Field, Name},
    fill::Fill,
    layout::{self, Fault, Layout, Slot},
    mti, value,
};
use crate::{
    catalogue::{Encoding, FieldRow, Inside, Kind, TextId, tables::word},
    diagnostic::{Diagnostic, DiagnosticCode, LengthSetBy, Severity},
    span::ByteSpan,
};
use alloc::{format, string::String, vec::Vec};

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
        let mut field = Field::new(path, name, ByteSpan::new(slot.start, slot.end));
        field.header = ByteSpan::new(slot.start, slot.body);
        if slot.odd {
            // Letters where digits belong are a fault, though what follows can be read; another way of writing is none.
            let letters = row.kind == Kind::Number && matches!(slot.form, Form::Chars(_)) && {
                let raw = layout.bytes.get(slot.body..slot.end).unwrap_or_default();
                row.inside != Inside::Currency
                    && layout::glance(raw, slot, &mut [0; 24]).is_some_and(|text| !text.iter().all(u8::is_ascii_digit))
            };
            let (code, severity) = match letters {
                true => (DiagnosticCode::NotDigits, Severity::Error),
                false => (DiagnosticCode::OddWriting, Severity::Note),
            };
            self.diagnostics.push(Diagnostic::new(code, severity, field.span, &field.path));
        }
        Fill { dialect, options: self.options }.element(&mut field, row, layout, slot);
        self.fields.push(field);
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
        // Balances have their currency two parts before them.
        let balances = self.fields.iter_mut().find(|field| field.path == "54");
        let mut currency = String::new();
        for part in balances.into_iter().flat_map(|field| &mut field.children) {
            if part.path.ends_with(".3") {
                currency.clone_from(&part.value);
            } else if part.path.ends_with(".5")
                && let Some(words) = value::amount(&part.value, Some(&currency))
            {
                part.meaning = super::Meaning::Plain(words);
            }
        }
    }
}
