//! `pastes/`: labels of slips, instructions and applications of chips, keys of gateway answers.

use super::shown;
use crate::{
    fault::Faults,
    model::{Key, Pastes},
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
        table.finish(faults);
    }
    if let Some(table) = open("chip.toml", faults) {
        pastes.instructions = pairs(&table, "instruction", faults);
        pastes.values = pairs(&table, "value", faults);
        pastes.applications = pairs(&table, "application", faults);
        table.finish(faults);
    }
    if let Some(table) = open("gateways.toml", faults) {
        for row in table.tables("key", faults) {
            let (name, system) = (row.need("name", faults), row.need("system", faults));
            let prefix = row.text("prefix", faults).unwrap_or_default().value;
            let beside = row.text("beside", faults).unwrap_or_default().value;
            let weight = row.number("weight", faults);
            row.finish(faults);
            pastes.keys.push(Key { name, system, prefix, beside, weight });
        }
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
