//! BER-TLV (ISO/IEC 8825-1 as EMV Book 3 Annex B narrows it): tags of up to four bytes, lengths of up to three,
//! 00 and FF between objects as padding.

use super::{
    DecodeOptions, Decoded, MAX_DEPTH, Message, MessageKind,
    ber::{begins, field_length, is_chain, is_template, is_universal, read_length, read_tag, skip_padding},
    bits,
    field::{CodeRef, Field, Meaning, Name},
    mask,
    reader::Reader,
    value,
};
use crate::{
    catalogue::{self, Enc, Inside, NoPayment, Sensitive, SystemId, TagRow, tables::word},
    diagnostic::{Diagnostic, DiagnosticCode, LengthSetBy, Severity},
    span::ByteSpan,
};
use alloc::{format, string::String, vec, vec::Vec};

/// After so many objects at least a quarter must be known.
const MAX_UNKNOWN: usize = 64;

/// Reads the bytes as a TLV message of its own.
pub fn message(bytes: &[u8], options: &DecodeOptions) -> Decoded {
    let start = field_length(bytes);
    let objects = bytes.get(start..).unwrap_or_default();
    if bytes.len() > 64 && !begins(objects) {
        return Decoded::default();
    }
    // A look without making anything: most bytes are no TLV.
    let mut look = Walk::new(options, false);
    let seen = look.objects(objects, start, "", 0);
    let nested = seen.iter().any(|field| !field.children.is_empty());
    // One template that counts all bytes, with objects inside: whatever else is in it, it is one.
    let template = |fields: &[Field]| fields.len() == 1 && nested && is_template(objects);
    let least = |fields: &[Field], whole: bool| if whole && template(fields) { 0.6 } else { 0.0_f32 };
    let sure = confidence(&look, look.diagnostics.is_empty(), bytes.len(), nested)
        .max(least(&seen, look.diagnostics.is_empty()));
    let hollow = look.diagnostics.is_empty() && bytes.len() <= 16;
    if if seen.is_empty() { look.known == 0 } else { sure < 0.3 && !hollow } {
        return Decoded::default();
    }
    let mut walk = Walk::new(options, true);
    let fields = walk.objects(objects, start, "", 0);
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
        false => confidence(&walk, whole, bytes.len(), fields.iter().any(|field| !field.children.is_empty()))
            .max(least(&fields, whole)),
    };
    if confidence < 0.3 {
        return Decoded::default();
    }
    let span = ByteSpan::new(0, bytes.len());
    let name = word::FOUND_EMV_TLV;
    let mut message = Message::plain(MessageKind::Tlv, "emv-tlv", name, fields, span, confidence);
    judge(&mut message);
    let diagnostics = walk.diagnostics.into_iter().chain(walk.misfits).collect();
    Decoded { messages: vec![message], diagnostics }
}

#[allow(clippy::cast_precision_loss, reason = "small counts")]
fn confidence(walk: &Walk<'_>, whole: bool, length: usize, nested: bool) -> f32 {
    // What has not the length that the dictionary gives it may be something else.
    let share = walk.known.saturating_sub(walk.misfits.len()) as f32 / walk.seen.max(1) as f32;
    let odd = if walk.misfits.is_empty() { 0.0 } else { 0.5 };
    match (whole, walk.known) {
        (_, 0) if length < 4 || !whole => 0.0,
        (true, 0) if length <= 16 => 0.3,
        (true, 0) => 0.0,
        // Tags of the universal class are not used in EMV: some other bytes that happen to nest.
        (true, _) if walk.strange > 0 || share < 0.5 => (0.2 + 0.3 * share).min(0.45).max(odd),
        (true, 1) if length > 80 && !nested => 0.4,
        (true, _) => 0.2 + 0.75 * share,
        (false, 1) => 0.2,
        (false, _) => 0.4 * share,
    }
}

/// Names the field that says what became of the payment: what the issuer answered, tag 8A. An entry of a list is a length
/// rather than an answer. Where the chip's last cryptogram is an AAC it declined, whatever the issuer said before (EMV Book 3,
/// 10.11 and table 14).
pub fn judge(message: &mut Message) {
    let is_answer = |field: &&Field| is_tag(field, "8A") && field.value.len() >= 2;
    message.verdict_field = first(&message.fields, &is_answer).map(|field| field.path.clone());
    let mut kinds = Vec::new();
    cryptograms(&message.fields, &mut kinds);
    if kinds.last().is_some_and(|kind| kind & 0xC0 == 0) {
        message.no_payment = Some(NoPayment::Contradicted);
    }
}

fn is_tag(field: &Field, tag: &str) -> bool {
    field.path.rsplit('.').next() == Some(tag)
}

fn first<'a>(fields: &'a [Field], is: &dyn Fn(&&Field) -> bool) -> Option<&'a Field> {
    fields.iter().find_map(|field| if is(&field) { Some(field) } else { first(&field.children, is) })
}

/// What cryptogram information data say, tag 9F27, in order.
fn cryptograms(fields: &[Field], into: &mut Vec<u8>) {
    for field in fields {
        let kind = u8::from_str_radix(&field.value, 16).ok();
        into.extend(kind.filter(|_| is_tag(field, "9F27") && field.value.len() == 2));
        cryptograms(&field.children, into);
    }
}

/// Whether a tag's value has objects inside (ISO/IEC 8825-1, 8.1.2.5): bit 6 of its first byte.
pub fn is_constructed(tag: u32) -> bool {
    tag.to_be_bytes().into_iter().find(|byte| *byte != 0).is_some_and(|first| first & 0x20 != 0)
}

/// Reads TLV inside a field at `base`. None when the bytes are something else.
pub fn inside(bytes: &[u8], base: usize, path: &str, options: &DecodeOptions) -> Option<Vec<Field>> {
    let start = field_length(bytes);
    let objects = bytes.get(start..).filter(|objects| is_chain(objects))?;
    let mut walk = Walk::new(options, true);
    let fields = walk.objects(objects, base + start, path, 0);
    let sound = walk.diagnostics.is_empty() && walk.known * 2 >= walk.seen && walk.known > 0;
    sound.then_some(fields)
}

/// What can be read of a template that is cut short, and where it breaks.
pub fn begun(bytes: &[u8], path: &str, options: &DecodeOptions) -> Option<(Vec<Field>, Vec<Diagnostic>)> {
    if !is_template(bytes) {
        return None;
    }
    let mut walk = Walk::new(options, true);
    let fields = walk.objects(bytes, 0, path, 0);
    (walk.known * 2 > walk.seen && walk.known > 1 && !fields.is_empty()).then_some((fields, walk.diagnostics))
}

/// A tag's value as a field of its own: what slips print.
pub fn value_of(tag: u32, raw: &[u8], body: ByteSpan, options: &DecodeOptions) -> Field {
    value_in("", tag, raw, body, options)
}

/// The same inside a field: the paths of its parts begin with that of the field.
pub fn value_in(outer: &str, tag: u32, raw: &[u8], body: ByteSpan, options: &DecodeOptions) -> Field {
    let walk = Walk::new(options, true);
    let row = catalogue::tag(tag);
    let path = format!("{outer}{tag:02X}");
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
    /// Values of another length than their tags have: odd, and no fault in how objects follow each other.
    misfits: Vec<Diagnostic>,
    known: usize,
    seen: usize,
    /// Objects of any class.
    all: usize,
    /// Tags of the universal class, at the outermost level.
    strange: usize,
    /// Whether fields get paths and values, or are only counted.
    makes: bool,
}

impl<'a> Walk<'a> {
    fn new(options: &'a DecodeOptions, makes: bool) -> Self {
        Self { options, diagnostics: Vec::new(), misfits: Vec::new(), known: 0, seen: 0, all: 0, strange: 0, makes }
    }

    /// The objects in `bytes`, which stand at `base`. Stops at the first that is broken, and keeps the rest.
    fn objects(&mut self, bytes: &[u8], base: usize, path: &str, depth: u8) -> Vec<Field> {
        let mut reader = Reader::new(bytes, base);
        let mut fields = Vec::new();
        while skip_padding(&mut reader) {
            // Bytes that are no TLV at all can look like thousands of unknown objects.
            if self.all > MAX_UNKNOWN && self.known * 4 < self.all {
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
        let dot = if path.is_empty() { "" } else { "." };
        let path = if self.makes { format!("{path}{dot}{tag:02X}") } else { String::new() };
        let length_at = reader.offset();
        let row = catalogue::tag(tag);
        let Some(length) = read_length(reader) else {
            self.known += usize::from(row.is_some());
            self.seen += 1;
            let span = ByteSpan::new(length_at, reader.offset());
            self.diagnostics.push(Diagnostic::new(DiagnosticCode::TlvNoLength, Severity::Error, span, &path));
            return None;
        };
        let length_span = reader.since(length_at);
        let header = reader.since(start);
        // Tags of the private class are anybody's own: they say nothing for or against.
        let private =
            row.is_none() && tag.to_be_bytes().into_iter().find(|byte| *byte != 0).is_some_and(|first| first >= 0xC0);
        self.seen += usize::from(!private);
        self.all += 1;
        self.known += usize::from(row.is_some());
        self.strange += usize::from(depth == 0 && row.is_none() && is_universal(tag));
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
        // A list of verification rules is two amounts and pairs of bytes (EMV Book 3, 10.5).
        let odd = (tag == 0x8E && length % 2 == 1).then(|| {
            let last = ByteSpan::new(from + length - 1, from + length);
            Diagnostic::new(DiagnosticCode::ValueLength, Severity::Error, last, &field.path).counts(length + 1, length)
        });
        self.misfits.extend(odd.or_else(|| super::taglist::misfit(tag, length, field.span, &field.path)));
        if constructed && depth >= MAX_DEPTH {
            self.diagnostics.push(Diagnostic::new(DiagnosticCode::TooDeep, Severity::Warning, field.span, &field.path));
        } else if constructed {
            let faults = self.diagnostics.len();
            field.children = self.objects(raw, from, &field.path, depth + 1);
            // Scripts (71, 72) may hold bytes of the issuer's own: no object inside means a plain value. So does a fault
            // inside a tag that nobody knows.
            if field.children.is_empty() || row.is_none() && self.diagnostics.len() > faults {
                field.children.clear();
                self.diagnostics.truncate(faults);
            }
        }
        if self.makes && field.children.is_empty() {
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
            Inside::Bits(table) => {
                field.meaning = bits::words(table, raw);
                field.children = bits::fields(table, raw, body.start as usize, &field.path);
            }
            Inside::CvmList => bits::cvm_list(field, raw, body.start as usize),
            Inside::Aid => {
                field.meaning = super::apdu::scheme(raw).map_or(Meaning::None, |name| Meaning::Plain(name.into()))
            }
            Inside::Dol => {
                field.children = super::dol::objects(raw, body.start as usize, &field.path).unwrap_or_default()
            }
            Inside::Plain if field.path.ends_with("9F10") => {
                field.children = super::iad::parts(raw, body.start as usize, &field.path);
            }
            Inside::Plain if field.path.ends_with("94") => {
                field.children = super::records::file_locator(raw, body.start as usize, &field.path);
            }
            Inside::Plain if field.path.ends_with("80") => {
                field.children = super::records::format_one(raw, body.start as usize, &field.path, self.options);
            }
            Inside::Currency | Inside::Date | Inside::Time => {
                field.meaning = value::meaning(None, inside, &field.value);
            }
            _ => {}
        }
        self.mask(field, row.map_or(Sensitive::No, |row| row.sensitive), body);
        // What was hidden is not shown in a part either.
        if field.masked && !self.options.unmask {
            super::doubt(&mut field.children);
        }
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
