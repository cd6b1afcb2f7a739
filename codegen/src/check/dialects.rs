//! Dialects and tags: attributes that the decoder knows, systems and bit tables that exist.

use crate::{
    emit::label_form,
    fault::Faults,
    model::{Catalogue, Dialect, Field, Inside},
    read::AGAINST,
    toml_source::Text,
};
use std::collections::BTreeMap;

/// Attributes of data elements (ISO 8583:1987, 4.2) as the decoder knows them.
pub const KINDS: [&str; 9] = ["n", "a", "an", "as", "ans", "ns", "b", "z", "x+n"];
/// How digits, characters and lengths are written.
pub const WAYS: [&str; 5] = ["ascii", "ebcdic", "bcd", "binary", "gbk"];
/// What is masked.
pub const SENSITIVE: [&str; 5] = ["pan", "track", "pin", "cvv", "name"];
/// What a field or tag can hold, besides `bits:` and `code:`.
pub const INSIDE: [&str; 17] = [
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
            part(model, field, 2, faults);
            for way in [&field.written, &field.counted].into_iter().flatten() {
                one_of(way, &WAYS, faults);
            }
        }
        for inside in &dialect.insides {
            parts(model, dialect, inside, faults);
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
    let gateways = &model.gateways;
    let keys = gateways.keys.iter().map(|key| &key.system);
    let vetoes = gateways.vetoes.iter().filter_map(|veto| veto.system.as_ref());
    for system in keys.chain(vetoes).chain(gateways.kin.iter().map(|(system, _)| system)) {
        system_exists(model, &system.value, system, faults);
    }
    let mut named = BTreeMap::new();
    for (label, path) in &model.pastes.labels {
        let known = named.entry(label_form(&label.value)).or_insert(path);
        if known.value != path.value {
            let (now, before) = (&path.value, &known.value);
            faults.at(&label.place, format!("the label `{}` names `{before}` and `{now}`", label.value));
        }
    }
    for veto in &gateways.vetoes {
        one_of(&veto.says, &AGAINST.map(|(name, _)| name), faults);
    }
    for bits in &model.bits {
        for row in &bits.rows {
            if parse_row(&row.value).is_none() {
                faults.at(&row.place, format!("`{}` is no row such as 1.80=80 (byte, mask, value)", row.value));
            }
        }
    }
}

/// How the parts of a data element are found.
pub const FORMS: [&str; 5] = ["tagged", "places", "repeated", "bitmap", "pairs"];

fn parts(model: &Catalogue, dialect: &Dialect, inside: &Inside, faults: &mut Faults) {
    one_of(&inside.form, &FORMS, faults);
    let path = &inside.path.value;
    let (outer, last) = path.rsplit_once('.').unwrap_or((path, ""));
    let known = match last {
        "" => path.parse().is_ok_and(|number| dialect.fields.contains_key(&number)),
        _ => dialect.insides.iter().any(|other| other.path.value == outer),
    };
    if !known {
        faults.at(&inside.path.place, format!("`{path}` is in no field of `fields.toml` and in no other path here"));
    }
    let form = inside.form.value.as_str();
    let wide = match form {
        "tagged" => (1..=4).contains(&inside.tag) && inside.length <= 4,
        "bitmap" => (1..=8).contains(&inside.tag) && inside.length == 0 && inside.lead == 0,
        _ => inside.tag == 0 && inside.length == 0 && inside.lead == 0,
    };
    if !wide {
        faults.at(&inside.form.place, format!("`lead`, `tag` or `length` do not fit the form `{form}`"));
    }
    if let Some(like) = &inside.like
        && !dialect.insides.iter().any(|other| other.path.value == like.value && other.like.is_none())
    {
        faults.at(&like.place, format!("`{}` is no path that has parts of its own", like.value));
    }
    for (id, field) in &inside.parts {
        part(model, field, 1, faults);
        let nested = format!("{}.{id}", inside.path.value);
        if let (Some(text), true) = (&field.inside, dialect.insides.iter().any(|other| other.path.value == nested)) {
            faults.at(&text.place, format!("`{nested}` has parts already"));
        }
        if form == "bitmap" && !id.parse::<u8>().is_ok_and(|bit| (1..=64).contains(&bit)) {
            faults.at(&field.kind.place, format!("`{id}` is no bit from 1 to 64"));
        }
    }
}

fn part(model: &Catalogue, field: &Field, shortest: u8, faults: &mut Faults) {
    one_of(&field.kind, &KINDS, faults);
    // One digit of length stands before parts only.
    if parse_length(&field.length.value).is_none_or(|(digits, _)| digits < shortest && digits > 0) {
        let say = format!("`{}` is no length such as 6, ..19 or ...999", field.length.value);
        faults.at(&field.length.place, say);
    }
    contents(model, field.sensitive.as_ref(), field.inside.as_ref(), faults);
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
        0..=6 => Some((u8::try_from(digits).ok()?, most)),
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
