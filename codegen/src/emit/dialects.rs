//! Tables of dialects, fields, word lists, tags, bits and currencies.

use super::{insides, systems::table};
use crate::{
    check,
    model::{Catalogue, Dialect, Encoding, Field},
    text::Texts,
    text_order,
    toml_source::Text,
};
use std::fmt::Write;

/// Writes the tables.
pub fn emit(out: &mut String, model: &Catalogue, order: &Texts) {
    let dialects = model.dialects.iter().map(|dialect| row(model, dialect, order)).collect();
    table(out, "DIALECTS", "DialectRow", dialects);
    insides::emit(out, model, order);
    let mut encodings = Vec::new();
    for (number, dialect) in model.dialects.iter().enumerate() {
        for encoding in &dialect.encodings {
            let part = |key: &str| pascal(encoding.parts.get(key).map_or("", |text| &text.value));
            encodings.push(format!(
                "EncodingRow {{ id: {:?}, dialect: {number}, text: {}, mti: Enc::{}, bitmap: BitmapEnc::{}, number: Enc::{}, \
                 chars: Enc::{}, length: Enc::{}, pad: Pad::{}, bytes: {}, twin: {} }}",
                encoding.id.value,
                order.number(&format!("dialect.{}.encoding.{}", dialect.key.value, encoding.id.value)),
                part("mti"),
                part("bitmap"),
                part("number"),
                part("text"),
                part("length"),
                part("pad"),
                encoding.units.is_some(),
                has_twin(model, dialect, encoding),
            ));
        }
    }
    table(out, "ENCODINGS", "EncodingRow", encodings);
    let tags = model.tags.iter().map(|tag| {
        format!(
            "TagRow {{ tag: 0x{}, numeric: {}, length: ({}, {}), text: {}, sensitive: {}, inside: {} }}",
            tag.tag.value,
            matches!(tag.format.value.as_str(), "n" | "cn"),
            tag.length.0,
            tag.length.1,
            order.number(&format!("tag.{}", tag.tag.value)),
            sensitive(tag.sensitive.as_ref()),
            inside(model, tag.inside.as_ref(), &tag.format.value),
        )
    });
    let mut tags: Vec<_> = tags.collect();
    tags.sort_by_key(|row| row.split(['x', ',']).nth(1).and_then(|hex| u32::from_str_radix(hex, 16).ok()));
    table(out, "TAGS", "TagRow", tags);
    let bits = model.bits.iter().map(|bits| {
        let rows = bits.rows.iter().filter_map(|row| {
            let (byte, mask, value) = check::parse_row(&row.value)?;
            let text = order.number(&format!("bits.{}.{}", bits.name.value, row.value));
            Some(format!("BitRow {{ byte: {}, mask: {mask:#04x}, value: {value:#04x}, text: {text} }}", byte - 1))
        });
        format!("&[{}]", rows.collect::<Vec<_>>().join(", "))
    });
    table(out, "BITS", "&[BitRow]", bits.collect());
    for name in ["cvm-rule", "cvr-visa", "cvr-mchip"] {
        let at = model.bits.iter().position(|bits| bits.name.value == name).unwrap_or_default();
        let _ = writeln!(out, "pub const BITS_{}: u8 = {at};", name.replace('-', "_").to_uppercase());
    }
    let mut currencies = model.currencies.clone();
    currencies.sort();
    let rows = currencies.iter().map(|(number, code, decimals)| {
        format!("({}, *b\"{code}\", {decimals})", number.trim_start_matches('0').parse::<u16>().unwrap_or_default())
    });
    table(out, "CURRENCIES", "(u16, [u8; 3], u8)", rows.collect());
}

fn row(model: &Catalogue, dialect: &Dialect, order: &Texts) -> String {
    let key = &dialect.key.value;
    let find = |text: &Option<Text>| {
        let key = &text.as_ref()?.value;
        model.dialects.iter().position(|other| other.key.value == *key)
    };
    let system = dialect.system.as_ref().and_then(|text| model.systems.iter().position(|s| s.key.value == text.value));
    let fields = dialect.fields.iter().map(|(number, field)| {
        let holds = insides::of_element(model, dialect, *number, field);
        field_row(model, *number, field, holds)
    });
    let names = text_order::section_keys(model, &format!("dialect.{key}.field")).into_iter();
    let mut names: Vec<_> = names
        .filter_map(|number| Some((number.parse::<u8>().ok()?, order.number(&format!("dialect.{key}.field.{number}")))))
        .collect();
    names.sort_unstable();
    let lists = text_order::LISTS.map(|list| {
        let rows = text_order::section_keys(model, &format!("dialect.{key}.{list}"));
        let rows = rows.iter().map(|id| format!("({id:?}, {})", order.number(&format!("dialect.{key}.{list}.{id}"))));
        format!("&[{}]", rows.collect::<Vec<_>>().join(", "))
    });
    format!(
        "DialectRow {{ key: {key:?}, base: {:?}, system: {:?}, version: b{:?}, own: {:?}, fields: &[{}], names: &{names:?}, lists: [{}] }}",
        find(&dialect.base),
        system,
        dialect.version.as_ref().and_then(|text| text.value.chars().next()).unwrap_or('0'),
        own(dialect),
        fields.collect::<Vec<_>>().join(", "),
        lists.join(", "),
    )
}

/// `holds`: the number of the table of its parts, where it has any.
pub fn field_row(model: &Catalogue, number: u8, field: &Field, holds: Option<usize>) -> String {
    let (digits, most) = check::parse_length(&field.length.value).unwrap_or_default();
    let inside = match holds {
        Some(table) => format!("Inside::Composite({table})"),
        None => inside(model, field.inside.as_ref(), &field.kind.value),
    };
    format!(
        "FieldRow {{ number: {number}, kind: Kind::{}, digits: {digits}, most: {most}, sensitive: {}, inside: {inside}, \
         written: {}, counted: {} }}",
        match field.kind.value.as_str() {
            "n" => "Number",
            "b" => "Binary",
            "z" => "Track",
            "x+n" => "Signed",
            _ => "Text",
        },
        sensitive(field.sensitive.as_ref()),
        way(field.written.as_ref()),
        way(field.counted.as_ref()),
    )
}

/// The elements of its own, as the bits of three bitmaps.
fn own(dialect: &Dialect) -> [u64; 3] {
    let mut bits = [0; 3];
    for number in dialect.fields.keys() {
        bits[usize::from(number - 1) / 64] |= 1 << (63 - (number - 1) % 64);
    }
    bits
}

/// Whether the dialect's base is written in the same way, so that only different elements tell the two apart.
fn has_twin(model: &Catalogue, dialect: &Dialect, encoding: &Encoding) -> bool {
    let same = |other: &Encoding| {
        let value = |text: &Text| text.value.clone();
        other.parts.values().map(value).eq(encoding.parts.values().map(value))
            && other.units.is_some() == encoding.units.is_some()
    };
    let base = dialect.base.as_ref().map(|base| &base.value);
    model.dialects.iter().any(|other| Some(&other.key.value) == base && other.encodings.iter().any(same))
}

fn way(text: Option<&Text>) -> String {
    text.map_or_else(|| "None".to_owned(), |text| format!("Some(Enc::{})", pascal(&text.value)))
}

fn sensitive(text: Option<&Text>) -> String {
    format!("Sensitive::{}", text.map_or_else(|| "No".to_owned(), |text| pascal(&text.value)))
}

fn inside(model: &Catalogue, text: Option<&Text>, format: &str) -> String {
    let Some(text) = text else {
        return format!("Inside::{}", if matches!(format, "an" | "ans" | "a") { "Text" } else { "Plain" });
    };
    match text.value.split_once(':') {
        Some(("bits", name)) => {
            format!("Inside::Bits({})", model.bits.iter().position(|bits| bits.name.value == name).unwrap_or_default())
        }
        Some(("code", key)) => {
            format!("Inside::Code({})", model.systems.iter().position(|s| s.key.value == key).unwrap_or_default())
        }
        _ => format!("Inside::{}", pascal(&text.value)),
    }
}

/// `processing-code` is `ProcessingCode`.
fn pascal(id: &str) -> String {
    let mut out = String::new();
    for part in id.split('-') {
        let mut chars = part.chars();
        out.extend(chars.next().map(|c| c.to_ascii_uppercase()));
        out.push_str(chars.as_str());
    }
    out
}
