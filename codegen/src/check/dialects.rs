//! Dialects and tags: attributes that the decoder knows, systems and bit tables that exist.

use crate::{fault::Faults, model::Catalogue, toml_source::Text};

/// Attributes of data elements (ISO 8583:1987, 4.2) as the decoder knows them.
pub const KINDS: [&str; 9] = ["n", "a", "an", "as", "ans", "ns", "b", "z", "x+n"];
/// How digits, characters and lengths are written.
pub const WAYS: [&str; 5] = ["ascii", "ebcdic", "bcd", "binary", "gbk"];
/// What is masked.
pub const SENSITIVE: [&str; 5] = ["pan", "track", "pin", "cvv", "name"];
/// What a field or tag can hold, besides `bits:` and `code:`.
pub const INSIDE: [&str; 19] = [
    "mastercard",
    "amount",
    "date",
    "time",
    "date-time",
    "country",
    "currency",
    "text",
    "tlv",
    "dol",
    "aid",
    "cvm-list",
    "processing-code",
    "entry-mode",
    "condition-code",
    "network-code",
    "track",
    "icc",
    "postilion",
];

/// Checks every dialect and tag.
pub fn check(model: &Catalogue, faults: &mut Faults) {
    for dialect in &model.dialects {
        for reference in [&dialect.base].into_iter().flatten() {
            if !model.dialects.iter().any(|other| other.key.value == reference.value) {
                faults.at(&reference.place, format!("dialect `{}` does not exist", reference.value));
            }
        }
        if let Some(system) = &dialect.system {
            system_exists(model, &system.value, system, faults);
        }
        for field in dialect.fields.values() {
            one_of(&field.kind, &KINDS, faults);
            if parse_length(&field.length.value).is_none() {
                faults.at(
                    &field.length.place,
                    format!("`{}` is no length such as 6, ..19 or ...999", field.length.value),
                );
            }
            contents(model, field.sensitive.as_ref(), field.inside.as_ref(), faults);
            for way in [&field.written, &field.counted].into_iter().flatten() {
                one_of(way, &WAYS, faults);
            }
        }
        for encoding in &dialect.encodings {
            for (part, way) in &encoding.parts {
                let known: &[&str] = match part.as_str() {
                    "bitmap" => &["binary", "hex", "ebcdic-hex"],
                    "pad" => &["left", "right"],
                    _ => &WAYS,
                };
                one_of(way, known, faults);
            }
            if let Some(units) = &encoding.units {
                one_of(units, &["bytes"], faults);
            }
        }
    }
    for tag in &model.tags {
        one_of(&tag.format, &["n", "cn", "a", "an", "ans", "b"], faults);
        contents(model, tag.sensitive.as_ref(), tag.inside.as_ref(), faults);
    }
    for key in &model.pastes.keys {
        system_exists(model, &key.system.value, &key.system, faults);
    }
    for bits in &model.bits {
        for row in &bits.rows {
            if parse_row(&row.value).is_none() {
                faults.at(&row.place, format!("`{}` is no row such as 1.80=80 (byte, mask, value)", row.value));
            }
        }
    }
}

fn contents(model: &Catalogue, sensitive: Option<&Text>, inside: Option<&Text>, faults: &mut Faults) {
    if let Some(sensitive) = sensitive {
        one_of(sensitive, &SENSITIVE, faults);
    }
    let Some(inside) = inside else { return };
    match inside.value.split_once(':') {
        Some(("bits", name)) => {
            if !model.bits.iter().any(|bits| bits.name.value == name) {
                faults.at(&inside.place, format!("bit table `{name}` does not exist"));
            }
        }
        Some(("code", system)) => system_exists(model, system, inside, faults),
        _ => one_of(inside, &INSIDE, faults),
    }
}

fn system_exists(model: &Catalogue, key: &str, text: &Text, faults: &mut Faults) {
    if !model.systems.iter().any(|system| system.key.value == key) {
        faults.at(&text.place, format!("system `{key}` does not exist"));
    }
}

fn one_of(text: &Text, known: &[&str], faults: &mut Faults) {
    if !known.contains(&text.value.as_str()) {
        faults.at(&text.place, format!("`{}` is none of {}", text.value, known.join(", ")));
    }
}

/// `6` is (0, 6); `..19` is (2, 19); `...999` is (3, 999): digits of the length, longest value.
pub fn parse_length(text: &str) -> Option<(u8, u32)> {
    let digits = text.bytes().take_while(|byte| *byte == b'.').count();
    let most = text.get(digits..)?.parse().ok().filter(|most| *most > 0)?;
    match digits {
        0 | 2..=6 => Some((u8::try_from(digits).ok()?, most)),
        _ => None,
    }
}

/// `1.80=80` is (byte 1, mask 0x80, value 0x80).
pub fn parse_row(text: &str) -> Option<(u8, u8, u8)> {
    let (byte, rest) = text.split_once('.')?;
    let (mask, value) = rest.split_once('=')?;
    let hex = |text| u8::from_str_radix(text, 16).ok();
    Some((byte.parse().ok().filter(|byte| *byte > 0)?, hex(mask)?, hex(value)?))
}
