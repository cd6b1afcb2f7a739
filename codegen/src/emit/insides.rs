//! Tables of what stands inside data elements. A part is a few bytes: its id, the number of its form among all forms of
//! parts, and the values that have words. Its texts stand in the same order, so that one number leads to all.

use super::{dialects::field_row, systems::table};
use crate::{
    model::{Catalogue, Dialect, Field, Inside},
    text::Texts,
    text_order,
    toml_source::Text,
};

/// All insides in order of their dialects and paths.
fn all(model: &Catalogue) -> impl Iterator<Item = (&Dialect, &Inside)> {
    model.dialects.iter().flat_map(|dialect| dialect.insides.iter().map(move |inside| (dialect, inside)))
}

/// The number of the table for a path in a dialect.
fn at(model: &Catalogue, dialect: &Dialect, path: &str) -> Option<usize> {
    let key = &dialect.key.value;
    all(model).position(|(other, inside)| other.key.value == *key && inside.path.value == path)
}

/// The number of the table for an element: the dialect's own, or that of a base where the element has the same length, or in
/// both any.
pub fn of_element(model: &Catalogue, dialect: &Dialect, number: u8, field: &Field) -> Option<usize> {
    at(model, dialect, &number.to_string()).or_else(|| {
        let key = &dialect.base.as_ref()?.value;
        let base = model.dialects.iter().find(|other| other.key.value == *key)?;
        let same = |known: &&Field| {
            let lengths = [&known.length.value, &field.length.value];
            lengths[0] == lengths[1] || lengths.iter().all(|length| length.starts_with('.'))
        };
        match base.fields.get(&number) {
            Some(known) => of_element(model, base, number, Some(known).filter(same)?),
            None => of_element(model, base, number, field),
        }
    })
}

/// Writes the tables.
pub fn emit(out: &mut String, model: &Catalogue, order: &Texts) {
    let mut forms: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for (dialect, inside) in all(model) {
        let owner = match &inside.like {
            Some(like) => dialect.insides.iter().find(|other| other.path.value == like.value).unwrap_or(inside),
            None => inside,
        };
        let names = text_order::part_texts(model, &dialect.key.value, owner);
        let text = names.first().map_or(0, |(name, _)| order.number(name));
        let mut bytes = Vec::new();
        let ids = text_order::part_ids(model, &dialect.key.value, owner);
        for (id, (_, values)) in ids.iter().zip(&names) {
            let plain = Field {
                kind: Text { value: "ans".to_owned(), ..Text::default() },
                length: Text { value: "..99".to_owned(), ..Text::default() },
                ..Field::default()
            };
            let field = owner.parts.get(id).unwrap_or(&plain);
            let row = field_row(model, 0, field, at(model, dialect, &format!("{}.{id}", owner.path.value)));
            let number = forms.iter().position(|known| *known == row).unwrap_or_else(|| {
                forms.push(row);
                forms.len() - 1
            });
            text_of(id, &mut bytes);
            bytes.push(small(number));
            bytes.push(small(values.len()));
            values.iter().for_each(|(value, _)| text_of(value, &mut bytes));
        }
        let form = &inside.form.value;
        rows.push(format!(
            "CompositeRow {{ form: CompositeForm::{}{}, lead: {}, tag: {}, length: {}, text: {text}, parts: &{bytes:?} }}",
            form[..1].to_uppercase(),
            &form[1..],
            inside.lead,
            inside.tag,
            inside.length,
        ));
    }
    table(out, "COMPOSITES", "CompositeRow", rows);
    table(out, "SUBFIELD_FORMS", "FieldRow", forms);
}

fn text_of(text: &str, bytes: &mut Vec<u8>) {
    bytes.push(small(text.len()));
    bytes.extend(text.bytes());
}

/// A count that takes one byte: more than 255 forms, values or characters would need another layout.
fn small(count: usize) -> u8 {
    u8::try_from(count).expect("at most 255 forms of parts, values of a part, and characters of an id")
}
