//! `tags/<id>/`: tag dictionary, bit tables, and their names in each language.

use super::{file_sections, folders, shown};
use crate::{
    fault::Faults,
    model::{Bits, Catalogue, Language, Tag},
    toml_source,
};
use std::path::Path;

/// Reads all folders of `tags/` into the model.
pub fn read(root: &Path, model: &mut Catalogue, languages: &mut [Language], faults: &mut Faults) {
    for folder in folders(&root.join("tags"), faults) {
        tags(root, &folder, model, faults);
        bits(root, &folder, model, faults);
        file_sections(root, &folder, languages, "", faults);
    }
    model.tags.sort_by(|a, b| a.tag.value.cmp(&b.tag.value));
    model.bits.sort_by(|a, b| a.name.value.cmp(&b.name.value));
}

fn tags(root: &Path, folder: &Path, model: &mut Catalogue, faults: &mut Faults) {
    let path = folder.join("tags.toml");
    let Some(table) = toml_source::open(&path, &shown(root, &path), faults) else { return };
    if let Some(all) = table.table("tag", faults) {
        for (tag, row) in all.named_tables() {
            let format = row.need("format", faults);
            let length = row.need("length", faults);
            let bytes = bytes(&length.value);
            let (sensitive, inside) = (row.text("sensitive", faults), row.text("inside", faults));
            row.finish(faults);
            if u32::from_str_radix(&tag.value, 16).is_err() || tag.value != tag.value.to_uppercase() {
                faults.at(&tag.place, format!("`{}` is no tag of 1 to 4 bytes in upper-case hex", tag.value));
            }
            if bytes.is_none() {
                faults.at(&length.place, format!("`{}` is no length such as 5, 5..16 or var", length.value));
            }
            model.tags.push(Tag { tag, format, length: bytes.unwrap_or((0, 255)), sensitive, inside });
        }
        all.finish(faults);
    }
    table.finish(faults);
}

/// `5`, `5..16` or `var`: fewest and most bytes.
fn bytes(text: &str) -> Option<(u8, u8)> {
    if text == "var" {
        return Some((0, 255));
    }
    let (least, most) = text.split_once("..").unwrap_or((text, text));
    Some((least.parse().ok()?, most.parse().ok()?)).filter(|(least, most)| least <= most)
}

fn bits(root: &Path, folder: &Path, model: &mut Catalogue, faults: &mut Faults) {
    let path = folder.join("bits.toml");
    let Some(table) = toml_source::open(&path, &shown(root, &path), faults) else { return };
    if let Some(all) = table.table("bits", faults) {
        for (name, row) in all.named_tables() {
            row.need("bytes", faults);
            row.list("bad", faults);
            let rows = row.list("rows", faults);
            row.finish(faults);
            model.bits.push(Bits { name, rows });
        }
        all.finish(faults);
    }
    table.finish(faults);
}
