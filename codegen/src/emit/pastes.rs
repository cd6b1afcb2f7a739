//! Tables of what stands in pastes: labels, instructions, applications.

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
    table(out, "APPLICATIONS", "(&str, &str)", pairs(&pastes.applications));
}
