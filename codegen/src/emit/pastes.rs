//! Tables of what stands in pastes: labels, instructions, applications.

use super::systems::table;
use crate::{
    model::Catalogue,
    plain::{is_gap, plain},
    toml_source::Text,
};
use std::cmp::Reverse;

/// Writes the tables, sorted for halving searches.
pub fn emit(out: &mut String, model: &Catalogue) {
    let pastes = &model.pastes;
    let pairs = |pairs: &[(Text, Text)]| {
        let mut rows: Vec<_> = pairs.iter().map(|(a, b)| format!("({:?}, {:?})", a.value, b.value)).collect();
        rows.sort();
        rows
    };
    // By their last letter, then longest first: the longest that a text ends with is found first.
    let mut labels: Vec<(String, &str)> =
        pastes.labels.iter().map(|(label, path)| (label_form(&label.value), path.value.as_str())).collect();
    labels
        .sort_by_key(|(label, path)| (label.chars().next_back(), Reverse(label.chars().count()), label.clone(), *path));
    labels.dedup();
    table(out, "SLIP_LABELS", "(&str, &str)", labels.iter().map(|row| format!("{row:?}")).collect());
    let words = pastes.words.iter().map(|(word, says)| format!("({:?}, {says})", label_form(&word.value)));
    table(out, "SLIP_WORDS", "(&str, u8)", words.collect());
    let denied = pastes.denied.iter().map(|word| format!("{:?}", label_form(&word.value)));
    table(out, "SLIP_DENIED", "&str", denied.collect());
    table(out, "INSTRUCTIONS", "(&str, &str)", pairs(&pastes.instructions));
    table(out, "CHIP_VALUES", "(&str, &str)", pairs(&pastes.values));
    table(out, "APPLICATIONS", "(&str, &str)", pairs(&pastes.applications));
}

/// A label as it is compared: without case and accents, with one blank for each gap.
pub fn label_form(label: &str) -> String {
    let plain: String = label.chars().filter_map(plain).map(|c| if is_gap(c) { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
