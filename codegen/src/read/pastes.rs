//! `pastes/`: labels of slips, instructions and applications of chips.

use super::{labels::AGAINST, shown};
use crate::{
    fault::Faults,
    model::Pastes,
    toml_source::{self, Table, Text},
};
use std::path::Path;

/// Reads the folder.
pub fn read(root: &Path, faults: &mut Faults) -> Pastes {
    let mut pastes = Pastes::default();
    let open = |name: &str, faults: &mut Faults| {
        let path = root.join("pastes").join(name);
        toml_source::open(&path, &shown(root, &path), faults)
    };
    if let Some(table) = open("slips.toml", faults) {
        pastes.labels = pairs(&table, "label", faults);
        if let Some(words) = table.table("words", faults) {
            for (key, says) in AGAINST.into_iter().chain([("begins", 0)]) {
                pastes.words.extend(words.list(key, faults).into_iter().map(|word| (word, says)));
            }
            pastes.denied = words.list("denied", faults);
            words.finish(faults);
        }
        table.finish(faults);
    }
    if let Some(table) = open("chip.toml", faults) {
        pastes.instructions = pairs(&table, "instruction", faults);
        pastes.values = pairs(&table, "value", faults);
        pastes.applications = pairs(&table, "application", faults);
        table.finish(faults);
    }
    pastes
}

fn pairs(table: &Table, key: &str, faults: &mut Faults) -> Vec<(Text, Text)> {
    let Some(inner) = table.table(key, faults) else { return Vec::new() };
    let pairs = inner.strings();
    inner.finish(faults);
    pairs
}
