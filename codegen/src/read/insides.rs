//! `dialects/<id>/insides.toml`: what stands inside a data element, by path (`48`, `48.42`): how its parts are found, and
//! which of them are more than characters with a name.

use super::shown;
use crate::{
    fault::Faults,
    model::{Dialect, Field, Inside},
    toml_source::{self, Table, Text},
};
use std::path::Path;

/// Reads the file into the dialect, where it is there.
pub fn read(root: &Path, folder: &Path, dialect: &mut Dialect, faults: &mut Faults) {
    let path = folder.join("insides.toml");
    if !path.exists() {
        return;
    }
    let Some(table) = toml_source::open(&path, &shown(root, &path), faults) else { return };
    if let Some(all) = table.table("inside", faults) {
        for (path, table) in all.named_tables() {
            dialect.insides.push(inside(path, &table, faults));
        }
        all.finish(faults);
    }
    table.finish(faults);
    dialect.insides.sort_by_key(|inside| natural(&inside.path.value));
}

fn inside(path: Text, table: &Table, faults: &mut Faults) -> Inside {
    let count = |key: &str, faults: &mut Faults| {
        let given = table.text(key, faults).is_some();
        if given { table.number(key, faults) } else { 0 }
    };
    let mut inside = Inside {
        form: table.need("form", faults),
        lead: count("lead", faults),
        tag: count("tag", faults),
        length: count("length", faults),
        like: table.text("like", faults),
        path,
        ..Inside::default()
    };
    // What was read, and when: for the next reader, who may find a newer edition.
    table.need("source", faults);
    table.need("checked", faults);
    if let Some(parts) = table.table("part", faults) {
        for (id, is) in parts.strings() {
            inside.parts.insert(id.value, field(&is, None, None));
        }
        for (id, part) in parts.named_tables() {
            let is = part.need("is", faults);
            let read = field(&is, part.text("sensitive", faults), part.text("inside", faults));
            part.finish(faults);
            inside.parts.insert(id.value, read);
        }
        parts.finish(faults);
    }
    table.finish(faults);
    inside
}

/// `an 4`, `n ..11`: attribute and length, as `fields.toml` has them apart.
fn field(is: &Text, sensitive: Option<Text>, inside: Option<Text>) -> Field {
    let (kind, length) = is.value.split_once(' ').unwrap_or((&is.value, ""));
    let text = |value: &str| Text { value: value.to_owned(), place: is.place.clone() };
    Field { kind: text(kind), length: text(length), sensitive, inside, written: None, counted: None }
}

/// Orders ids and paths as people count: 9 before 10, `2.9` before `2.10`, numbers before letters.
pub fn natural(path: &str) -> Vec<(u8, u32, String)> {
    let part = |part: &str| match part.parse() {
        Ok(number) => (0, number, part.to_owned()),
        Err(_) => (1, 0, part.to_owned()),
    };
    path.split('.').map(part).collect()
}
