//! `dialects/<id>/`: `fields.toml` (what stands in each data element), `dialect.toml` (how it is written in
//! bytes), `insides.toml`, `currencies.toml`, and names in each language.

use super::{file_sections, insides, name, shown};
use crate::{
    fault::Faults,
    model::{Catalogue, Dialect, Encoding, Field, Language},
    toml_source,
};
use std::path::Path;

/// Reads a dialect's folder into the model.
pub fn read(root: &Path, folder: &Path, model: &mut Catalogue, languages: &mut [Language], faults: &mut Faults) {
    let path = folder.join("dialect.toml");
    let Some(table) = toml_source::open(&path, &shown(root, &path), faults) else { return };
    let mut dialect = Dialect {
        key: table.need("key", faults),
        base: table.text("base", faults),
        system: table.text("system", faults),
        version: table.text("version", faults),
        ..Dialect::default()
    };
    let id = name(folder);
    if dialect.key.value != id {
        faults.at(&dialect.key.place, format!("`key` is `{}`, expected the folder's name `{id}`", dialect.key.value));
    }
    for table in table.tables("encoding", faults) {
        let mut encoding = Encoding { id: table.need("id", faults), ..Encoding::default() };
        for part in ["mti", "bitmap", "number", "text", "length", "pad"] {
            encoding.parts.insert(part.to_owned(), table.need(part, faults));
        }
        encoding.units = table.text("units", faults);
        table.finish(faults);
        dialect.encodings.push(encoding);
    }
    table.finish(faults);
    fields(root, folder, &mut dialect, faults);
    insides::read(root, folder, &mut dialect, faults);
    currencies(root, folder, model, faults);
    file_sections(root, folder, languages, &format!("dialect.{id}."), faults);
    model.dialects.push(dialect);
}

fn fields(root: &Path, folder: &Path, dialect: &mut Dialect, faults: &mut Faults) {
    let path = folder.join("fields.toml");
    let Some(table) = toml_source::open(&path, &shown(root, &path), faults) else { return };
    if let Some(all) = table.table("field", faults) {
        for (number, field) in all.named_tables() {
            let read = Field {
                kind: field.need("type", faults),
                length: field.need("length", faults),
                sensitive: field.text("sensitive", faults),
                inside: field.text("inside", faults),
                written: field.text("written", faults),
                counted: field.text("counted", faults),
            };
            field.finish(faults);
            match number.value.parse::<u8>() {
                Ok(n @ 2..=192) => drop(dialect.fields.insert(n, read)),
                _ => faults.at(&number.place, format!("`{}` is no data element from 2 to 192", number.value)),
            }
        }
        all.finish(faults);
    }
    table.finish(faults);
}

fn currencies(root: &Path, folder: &Path, model: &mut Catalogue, faults: &mut Faults) {
    let path = folder.join("currencies.toml");
    if !path.exists() {
        return;
    }
    let Some(table) = toml_source::open(&path, &shown(root, &path), faults) else { return };
    for (section, rows) in table.named_tables() {
        for (number, row) in rows.named_tables() {
            let code = row.need("code", faults);
            let decimals = row.need("decimals", faults);
            row.finish(faults);
            match decimals.value.parse() {
                Ok(decimals @ 0..=4) => model.currencies.push((number.value, code.value, decimals)),
                _ => faults.at(&decimals.place, format!("`{}` is no number of decimals from 0 to 4", decimals.value)),
            }
        }
        let _ = section;
        rows.finish(faults);
    }
    table.finish(faults);
}
