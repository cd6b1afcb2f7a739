//! One reading of an ISO 8583 message: a start and a way of writing are given, and every byte is accounted for
//! or the reading says where it broke (ISO 8583:1987, 4.2 to 4.4).

use super::{
    DecodeOptions,
    bitmap::Bitmap,
    field::{CodeRef, Field, Name},
    header, mask, mti, postilion,
    reader::Reader,
    tlv, value, walk,
};
use crate::{
    catalogue::{Enc, Encoding, FieldRow, Inside, Kind, Pad, Sensitive, SystemId, TextId, tables::word},
    diagnostic::{Diagnostic, DiagnosticCode, LengthSetBy, Severity},
    span::ByteSpan,
};
use alloc::{format, string::String, vec, vec::Vec};

/// A reading, good or broken.
#[derive(Debug)]
pub struct Reading {
    /// How it was written.
    pub encoding: Encoding,
    /// Where the message type indicator stands.
    pub start: usize,
    /// How many bytes stand before it.
    pub header: usize,
    /// Message type indicator.
    pub mti: String,
    /// Fields, header included.
    pub fields: Vec<Field>,
    /// What does not fit.
    pub diagnostics: Vec<Diagnostic>,
    /// Where reading ended.
    pub end: usize,
    /// Whether every byte was read and every field made sense.
    pub whole: bool,
    /// Data elements read.
    pub elements: usize,
    /// Values that were checked and fit, and all that were checked.
    pub sane: (usize, usize),
    /// Whether every byte before the message has a name.
    pub header_known: bool,
    /// Whether a length was there and right.
    pub length_right: bool,
    /// Whether a TPDU and UnionPay's six-byte header were there.
    pub unionpay_header: bool,
    /// Whether a bitmap that was announced is not there.
    pub bitmap_cut: bool,
    /// Whether the result field holds what no system uses as a code.
    pub senseless_result: bool,
}

/// Why a field could not be read; the diagnostic says it to people.
struct Broken;

/// Reads a message. None when there is no message type or no bitmap at `start`. `wide`: a second bitmap
/// follows although bit 1 is clear, which some libraries write and the standard does not.
pub fn read(
    bytes: &[u8],
    base: usize,
    start: usize,
    encoding: Encoding,
    wide: bool,
    options: &DecodeOptions,
) -> Option<Reading> {
    let dialect = encoding.dialect()?;
    let mut reader = Reader::new(bytes.get(start..)?, start);
    let header = header::read(bytes, base, start);
    let mti = mti::read(reader.take(mti::width(encoding.mti()))?, encoding.mti())?;
    let mut state = State {
        encoding,
        options,
        fields: header.fields,
        diagnostics: header.diagnostics,
        sane: (0, 0),
        senseless_result: false,
    };
    let mut field = Field::new("mti".into(), Name::Text(TextId(word::FOUND_MTI)), reader.since(start));
    field.value.clone_from(&mti);
    field.meaning = mti::meaning(Some(dialect), &mti);
    state.fields.push(field);
    let from = reader.offset();
    let bitmap = Bitmap::read(&mut reader, encoding.bitmap(), wide)?;
    let mut field = Field::new("bitmap".into(), Name::Text(TextId(word::FOUND_BITMAP)), reader.since(from));
    field.value = value::hex(&bitmap.bits);
    state.fields.push(field);
    if bitmap.numbers().next().is_none() && bitmap.missing.is_none() {
        return None;
    }
    let mut broken = bitmap.missing.is_some();
    if let Some(width) = bitmap.missing {
        let here = ByteSpan::new(reader.offset(), bytes.len());
        let fault = Diagnostic::new(DiagnosticCode::Truncated, Severity::Error, here, "1");
        state.fault(fault.counts(width, reader.left()).set_by(LengthSetBy::Dialect));
    }
    let mut elements = 0;
    for number in bitmap.numbers().filter(|_| bitmap.missing.is_none()) {
        match state.element(&mut reader, number) {
            Ok(()) => elements += 1,
            Err(Broken) => {
                broken = true;
                break;
            }
        }
    }
    let end = reader.offset();
    state.amounts();
    // What stands behind a message whose length is known belongs to no field of it.
    let within = header.ends_at.into_iter().flatten().find(|ends| *ends == end && *ends < bytes.len());
    if !broken && reader.left() > 0 {
        let severity = if within.is_some() { Severity::Warning } else { Severity::Error };
        let span = ByteSpan::new(end, bytes.len());
        let fault = Diagnostic::new(DiagnosticCode::TrailingBytes, severity, span, "").counts(0, reader.left());
        state.fault(fault);
    }
    let whole = !broken && (end == bytes.len() || within.is_some());
    Some(Reading {
        encoding,
        start,
        header: start - base,
        mti,
        fields: state.fields,
        diagnostics: state.diagnostics,
        end,
        whole,
        elements,
        sane: state.sane,
        header_known: header.known,
        length_right: header.length_right || within.is_some(),
        unionpay_header: header.unionpay,
        bitmap_cut: bitmap.missing.is_some(),
        senseless_result: state.senseless_result,
    })
}

struct State<'a> {
    encoding: Encoding,
    options: &'a DecodeOptions,
    fields: Vec<Field>,
    diagnostics: Vec<Diagnostic>,
    sane: (usize, usize),
    senseless_result: bool,
}

impl State<'_> {
    fn element(&mut self, reader: &mut Reader<'_>, number: u8) -> Result<(), Broken> {
        let path = format!("{number}");
        let start = reader.offset();
        let dialect = self.encoding.dialect().ok_or(Broken)?;
        let Some(row) = dialect.field(number) else {
            let here = ByteSpan::new(start, start);
            self.fault(Diagnostic::new(DiagnosticCode::BadBitmap, Severity::Error, here, &path));
            return Err(Broken);
        };
        let (length, set_by) = self.length(reader, row, &path)?;
        let header = reader.since(start);
        let (width, as_hex) = walk::width(self.encoding, row, length);
        let from = reader.offset();
        let Some(raw) = reader.take(width) else {
            let span = ByteSpan::new(from, from + reader.left());
            let fault = Diagnostic::new(DiagnosticCode::Truncated, Severity::Error, span, &path);
            self.fault(fault.counts(width, reader.left()).set_by(set_by));
            return Err(Broken);
        };
        let body = ByteSpan::new(from, from + width);
        let name = dialect.field_name(number).map_or(Name::Unknown, Name::Text);
        let mut field = Field::new(path.clone(), name, reader.since(start));
        field.header = header;
        self.fill(&mut field, row, raw, body, length, as_hex)?;
        self.judge(row, &field, raw);
        self.fields.push(field);
        Ok(())
    }

    /// The length of a field in its own units: digits, characters or bytes.
    fn length(&mut self, reader: &mut Reader<'_>, row: &FieldRow, path: &str) -> Result<(usize, LengthSetBy), Broken> {
        if row.digits == 0 {
            return Ok((row.most as usize, LengthSetBy::Dialect));
        }
        let digits = usize::from(row.digits);
        let start = reader.offset();
        let width = walk::length_width(self.encoding.length(), digits);
        let Some(raw) = reader.take(width) else {
            let span = ByteSpan::new(start, start + reader.left());
            self.fault(
                Diagnostic::new(DiagnosticCode::Truncated, Severity::Error, span, path).counts(width, reader.left()),
            );
            return Err(Broken);
        };
        let length = match self.encoding.length() {
            Enc::Binary => Some(raw.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte))),
            Enc::Bcd => value::hex(raw).parse().ok(),
            enc => value::characters(raw, enc).parse().ok(),
        };
        let span = reader.since(start);
        let Some(length) = length else {
            self.fault(Diagnostic::new(DiagnosticCode::BadLength, Severity::Error, span, path));
            return Err(Broken);
        };
        if length > row.most as usize {
            let fault = Diagnostic::new(DiagnosticCode::LengthOverMaximum, Severity::Error, span, path);
            self.fault(fault.counts(row.most as usize, length).set_by(LengthSetBy::Prefix(span)));
            return Err(Broken);
        }
        Ok((length, LengthSetBy::Prefix(span)))
    }

    fn fill(
        &mut self,
        field: &mut Field,
        row: &FieldRow,
        raw: &[u8],
        body: ByteSpan,
        length: usize,
        as_hex: bool,
    ) -> Result<(), Broken> {
        let bcd = self.encoding.number() == Enc::Bcd;
        let chars = self.encoding.chars();
        let packed = bcd && matches!(row.kind, Kind::Number | Kind::Track);
        field.value = match row.kind {
            // Tracks are filled with F behind, whatever the dialect does with numbers (ISO 7813).
            Kind::Track if bcd => {
                let other = || value::nibbles(raw, length, Pad::Right);
                match value::nibbles(raw, length, self.encoding.pad()).or_else(other) {
                    Some(text) => text,
                    None => return self.not_digits(field, body),
                }
            }
            Kind::Number if bcd => match value::nibbles(raw, length, self.encoding.pad()) {
                Some(text) if !text.contains('=') => text,
                _ => return self.not_digits(field, body),
            },
            Kind::Number => value::characters(raw, self.encoding.number()),
            Kind::Track => value::characters(raw, chars),
            Kind::Signed if bcd => {
                let (sign, digits) = raw.split_at(raw.len().min(1));
                value::characters(sign, chars) + &value::hex(digits)
            }
            Kind::Text | Kind::Signed => match value::characters(raw, chars) {
                text if chars == Enc::Gbk && !raw.is_ascii() => {
                    field.is_gbk = value::is_gbk(raw);
                    if field.is_gbk { value::hex(raw) } else { text }
                }
                text if text.contains('\u{FFFD}') => value::hex(raw),
                text => text,
            },
            Kind::Binary if as_hex => value::characters(raw, chars).to_ascii_uppercase(),
            Kind::Binary => value::hex(raw),
        };
        if row.kind == Kind::Number && !field.value.chars().all(is_digit_or_masked) {
            return self.not_digits(field, body);
        }
        if row.kind == Kind::Track && field.value.contains('\u{FFFD}') {
            return self.not_digits(field, body);
        }
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
            let system = self
                .encoding
                .dialect()
                .and_then(|d| d.system())
                .filter(|_| row.number == 39)
                .or_else(|| by_number(system));
            field.code = system.map(|system| CodeRef { system, code: field.value.clone() });
        }
        field.meaning = value::meaning(self.encoding.dialect(), row.inside, &field.value);
        self.mask(field, row.sensitive, body, packed);
        Ok(())
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

    fn mask(&self, field: &mut Field, sensitive: Sensitive, body: ByteSpan, packed: bool) {
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
        let odd = usize::from(packed && count % 2 == 1 && self.encoding.pad() == Pad::Left);
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

    fn not_digits(&mut self, field: &Field, body: ByteSpan) -> Result<(), Broken> {
        self.fault(Diagnostic::new(DiagnosticCode::NotDigits, Severity::Error, body, &field.path));
        Err(Broken)
    }

    fn fault(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Counts whether a value that has a narrow form fits it: dates, times, codes, currencies.
    fn judge(&mut self, row: &FieldRow, field: &Field, raw: &[u8]) {
        let value = field.value.as_str();
        let printable = value.chars().all(|c| !c.is_control() && c != '\u{FFFD}');
        let fits = match (row.inside, row.kind) {
            (Inside::Date, _) => value.bytes().all(|b| b == b'0') || field.meaning != super::Meaning::None,
            (Inside::Time | Inside::DateTime | Inside::Currency, _) => field.meaning != super::Meaning::None,
            (Inside::Code(_), _) => {
                let code = value.len() == row.most as usize && value.bytes().all(|byte| byte.is_ascii_alphanumeric());
                self.senseless_result |= !code;
                code
            }
            (_, Kind::Text) if field.children.is_empty() => {
                printable && (field.is_gbk || raw.is_ascii() || self.encoding.chars() == Enc::Ebcdic)
            }
            // A MAC that is all hex digits is rather the eight characters of another dialect.
            (_, Kind::Binary) if row.digits == 0 && raw.len() == 8 => !raw.iter().all(u8::is_ascii_hexdigit),
            _ => return,
        };
        self.sane.0 += usize::from(fits);
        self.sane.1 += 1;
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

fn is_digit_or_masked(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '*' | 'X' | 'x' | '#' | '_')
}
