//! `labels.toml`: how people write a code.

use super::shown;
use crate::{fault::Faults, index::folded, model::Labels, toml_source};
use std::path::Path;

/// Kinds of labels, in the order of their numbers in the tables.
const BEFORE: [&str; 6] = ["code", "perhaps", "other", "pairs", "link", "response"];

/// What speaks against an approval, and its number: that of the core's `NoPayment`.
pub const AGAINST: [(&str, u8); 3] = [("refused", 4), ("reversal", 1), ("other", 3)];

/// Reads the file.
pub fn read(root: &Path, faults: &mut Faults) -> Labels {
    let mut labels = Labels::default();
    let path = root.join("labels.toml");
    let Some(table) = toml_source::open(&path, &shown(root, &path), faults) else { return labels };
    if let Some(before) = table.table("before", faults) {
        for (kind, key) in (0_u8..).zip(BEFORE) {
            for label in before.list(key, faults) {
                let text = folded(&label.value);
                if let Some((known, _)) = labels.before.get_key_value(&text) {
                    faults.at(&label.place, format!("the label `{known}` is there twice"));
                }
                labels.before.insert(text, kind);
            }
        }
        before.finish(faults);
    }
    if let Some(behind) = table.table("behind", faults) {
        labels.units.extend(behind.list("unit", faults).into_iter().map(|unit| folded(&unit.value)));
        behind.finish(faults);
    }
    if let Some(against) = table.table("against", faults) {
        for (key, says) in [("asked", 0)].into_iter().chain(AGAINST) {
            labels.against.extend(against.list(key, faults).into_iter().map(|word| (folded(&word.value), says)));
        }
        against.finish(faults);
    }
    if let Some(filler) = table.table("filler", faults) {
        let mut list = |key| filler.list(key, faults).into_iter().map(|text| folded(&text.value)).collect();
        (labels.filler_words, labels.filler_texts) = (list("words"), list("texts"));
        filler.finish(faults);
    }
    if let Some(regions) = table.table("region", faults) {
        labels.regions.extend(regions.strings().into_iter().map(|(tag, region)| (tag.value, region.value)));
        regions.finish(faults);
    }
    if let Some(same) = table.table("same", faults) {
        labels.same.extend(same.strings().into_iter().map(|(said, other)| (folded(&said.value), folded(&other.value))));
        same.finish(faults);
    }
    for row in table.tables("name", faults) {
        let said = row.list("said", faults).into_iter().map(|name| folded(&name.value)).collect();
        labels.names.push((said, row.list("means", faults)));
        row.finish(faults);
    }
    for row in table.tables("renumbered", faults) {
        // Who does so, and where it is written, is for readers of the file.
        for fact in ["who", "source"] {
            row.need(fact, faults);
        }
        labels.renumbered.push((folded(&row.need("before", faults).value), row.number("digits", faults)));
        row.finish(faults);
    }
    table.finish(faults);
    labels
}
