//! Tables of what stands in pastes: labels, instructions, applications, keys.

use super::systems::table;
use crate::model::Catalogue;

/// Writes the tables, sorted for halving searches.
pub fn emit(out: &mut String, model: &Catalogue) {
    let pastes = &model.pastes;
    let pairs = |pairs: &[(crate::toml_source::Text, crate::toml_source::Text)]| {
        let mut rows: Vec<_> = pairs.iter().map(|(a, b)| format!("({:?}, {:?})", a.value, b.value)).collect();
        rows.sort();
        rows
    };
    table(out, "SLIP_LABELS", "(&str, &str)", pairs(&pastes.labels));
    table(out, "INSTRUCTIONS", "(&str, &str)", pairs(&pastes.instructions));
    table(out, "CHIP_VALUES", "(&str, &str)", pairs(&pastes.values));
    table(out, "APPLICATIONS", "(&str, &str)", pairs(&pastes.applications));
    let keys = pastes.keys.iter().filter_map(|key| {
        let system = model.systems.iter().position(|system| system.key.value == key.system.value)?;
        Some(format!("({:?}, {system}, {:?}, {:?}, {})", key.name.value, key.prefix, key.beside, key.weight))
    });
    table(out, "GATEWAY_KEYS", "(&str, u8, &str, &str, u8)", keys.collect());
}
