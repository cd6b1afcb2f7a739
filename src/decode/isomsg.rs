//! ISO 8583 as XML of fields: `<isomsg><field id="39" value="05"/></isomsg>`, the log form of jPOS, nested messages
//! included.

use super::{
    DecodeOptions, Message, MessageKind,
    body::Form,
    composite::Chars,
    field::{CodeRef, Field, Name},
    fill::{self, Fill},
    layout::Slot,
    mask, mti, value,
};
use crate::{
    catalogue::{Dialect, Enc, Inside, Sensitive, tables::word},
    span::ByteSpan,
};
use alloc::{format, string::String, vec::Vec};

/// Reads the text if it holds fields with numbers.
pub fn read(text: &str, options: &DecodeOptions) -> Option<Message> {
    let (jpos, elements) = (text.contains("<field ") && text.contains("id="), text.contains("<Element "));
    if !jpos && !elements {
        return None;
    }
    let dialect = Dialect::find("iso8583-1987");
    let mut fields: Vec<Field> = Vec::new();
    let mut message_type = None;
    let mut path: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('<')).map(|place| at + place) {
        let Some(close) = text.get(open..).and_then(|rest| rest.find('>')).map(|place| open + place) else { break };
        at = close + 1;
        let tag = text.get(open + 1..close).unwrap_or_default();
        if tag.starts_with("isomsg") {
            path.push(attribute(tag, "id").map_or_else(String::new, |(id, _)| id.into()));
        } else if tag.starts_with("/isomsg") {
            path.pop();
        } else if tag == "MTI" || ["field ", "binary ", "Element "].iter().any(|name| tag.starts_with(name)) {
            let id = attribute(tag, "id").or_else(|| attribute(tag, "Number"));
            let Some((id, _)) = id.or_else(|| (tag == "MTI").then_some(("0", 0))) else { continue };
            let (body, from) = match attribute(tag, "value") {
                Some((body, place)) => (body, open + 1 + place),
                None => {
                    let rest = text.get(at..).unwrap_or_default();
                    (rest.split('<').next().unwrap_or_default(), at)
                }
            };
            let span = ByteSpan::new(from, from + body.len());
            let outer: String = path.iter().filter(|part| !part.is_empty()).map(|part| format!("{part}.")).collect();
            if id == "0" && outer.is_empty() {
                let kind = mti::read(body.as_bytes(), Enc::Ascii)?;
                fields.push(self::message_type(dialect, &kind, span));
                message_type = Some(kind);
                continue;
            }
            match id.parse().ok().filter(|_| outer.is_empty()) {
                Some(number) => fields.push(element(dialect, number, body, span, options)),
                None => {
                    let mut field = Field::new(format!("{outer}{id}"), Name::Unknown, span);
                    field.value = body.into();
                    hide(&mut field, Sensitive::No, options);
                    fields.push(field);
                }
            }
        }
    }
    let mti = message_type?;
    let span = ByteSpan::new(0, text.len());
    let mut message = Message::plain(
        MessageKind::Iso8583,
        if jpos { "jpos-xml" } else { "field-list" },
        word::FOUND_FIELDS_LOG,
        fields,
        span,
        0.95,
    );
    message.verdict_field = message.field("39").map(|field| field.path.clone());
    message.mti = Some(mti);
    Some(message)
}

/// The message type indicator.
pub fn message_type(dialect: Option<Dialect>, digits: &str, span: ByteSpan) -> Field {
    let mut field = Field::new("mti".into(), Name::Text(crate::catalogue::TextId(word::FOUND_MTI)), span);
    field.meaning = mti::meaning(dialect, digits);
    field.value = digits.into();
    field
}

/// A data element whose value somebody printed.
pub fn element(dialect: Option<Dialect>, number: u8, body: &str, span: ByteSpan, options: &DecodeOptions) -> Field {
    let name = dialect.and_then(|dialect| dialect.field_name(number));
    let row = dialect.and_then(|dialect| dialect.field(number));
    let mut field = Field::new(format!("{number}"), name.map_or(Name::Unknown, Name::Text), span);
    field.value = body.into();
    if let Some(row) = row {
        field.meaning = value::meaning(dialect, row.inside, body);
        if let Inside::Code(_) = row.inside {
            field.code = dialect.and_then(|d| d.system()).map(|system| CodeRef { system, code: body.into() });
        }
    }
    if number == 55
        && let Some(raw) = super::bitmap::unhex(body)
    {
        let places: Vec<(u8, usize)> = raw.into_iter().zip((span.start as usize..).step_by(2)).collect();
        let inner = super::apdu::data_field("55", &places, options, &mut Vec::new());
        field.children = inner.children;
        field.value = inner.value;
        field.masked = inner.masked;
        field.hidden = inner.hidden;
        return field;
    }
    if let Some(table) = row.and_then(fill::table) {
        let slot =
            Slot { start: 0, body: 0, end: body.len(), length: body.len(), form: Form::Chars(Enc::Ascii), odd: false };
        let chars = Chars::new(body.as_bytes(), &slot);
        field.children = Fill { dialect, options }.parts(table, chars, span.start as usize, &field.path);
        fill::hide_in_whole(&mut field, span);
    }
    hide(&mut field, row.map_or(Sensitive::No, |row| row.sensitive), options);
    field
}

fn hide(field: &mut Field, sensitive: Sensitive, options: &DecodeOptions) {
    if options.unmask {
        return;
    }
    let count = field.value.chars().count();
    let ranges = match sensitive {
        Sensitive::No => mask::card_numbers_in(&field.value),
        Sensitive::Pan => alloc::vec![mask::card_number(count)],
        Sensitive::Track => mask::track(&field.value).to_vec(),
        Sensitive::Pin | Sensitive::Cvv | Sensitive::Name => alloc::vec![0..count],
    };
    if ranges.iter().any(|range| !range.is_empty()) {
        field.value = mask::dots(&field.value, &ranges);
        field.masked = true;
        field.hidden.push(field.span);
        field.code = None;
    }
}

/// The value of an attribute, and where it stands in the tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<(&'a str, usize)> {
    let begin = tag.find(&format!("{name}="))? + name.len() + 1;
    let quote = tag.get(begin..)?.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let rest = tag.get(begin + 1..)?;
    Some((rest.get(..rest.find(quote)?)?, begin + 1))
}
