//! Tables of how people write a code.

use crate::{index::folded, model::Catalogue, text_order};
use std::{collections::BTreeMap, fmt::Write};

/// Writes the tables.
pub fn emit(out: &mut String, model: &Catalogue) {
    let labels = &model.labels;
    let rows: Vec<_> = labels.before.iter().map(|(text, kind)| format!("({text:?}, {kind})")).collect();
    let _ = writeln!(out, "pub static LABELS: [(&str, u8); {}] = [{}];", rows.len(), rows.join(", "));
    for (name, texts) in
        [("UNITS", &labels.units), ("FILLER_WORDS", &labels.filler_words), ("FILLER_TEXTS", &labels.filler_texts)]
    {
        let _ = writeln!(out, "pub static {name}: [&str; {}] = {texts:?};", texts.len());
    }
    for (name, pairs) in [("SAME", &labels.same), ("REGIONS", &labels.regions)] {
        let _ = writeln!(out, "pub static {name}: [(&str, &str); {}] = {pairs:?};", pairs.len());
    }
    let rows = &labels.renumbered;
    let _ = writeln!(out, "pub static RENUMBERED: [(&str, u8); {}] = {rows:?};", rows.len());
}

/// What systems are called, as a member of a part's `CodeTable`: the first has the names of front systems alone.
pub fn names(model: &Catalogue, part: usize) -> String {
    let labels = &model.labels;
    let place = |key: &str| model.systems.iter().position(|system| system.key.value == key);
    let mut said = BTreeMap::new();
    for (number, system) in model.systems.iter().enumerate().filter(|(_, system)| !system.shape.value.is_empty()) {
        for name in own_names(model, &system.key.value) {
            said.entry(name).or_insert_with(|| vec![number]);
        }
    }
    // What the file says comes before what a system is called.
    for (names, means) in labels.names.iter().rev() {
        let means: Vec<usize> = means.iter().filter_map(|key| place(&key.value)).collect();
        said.extend(names.iter().map(|name| (name.clone(), means.clone())));
    }
    let is_front = |means: &[usize]| means.iter().all(|&system| text_order::is_front(model, &model.systems[system]));
    let own = said.iter().filter(|(_, means)| is_front(means) == (part == 0));
    let names: Vec<_> = own.map(|(name, means)| format!("({name:?}, &{means:?})")).collect();
    format!("    names: &[{}],\n", names.join(", "))
}

/// What a system is called on its chip, in every language.
fn own_names(model: &Catalogue, key: &str) -> impl Iterator<Item = String> {
    let short = format!("system.{key}.short");
    let words = model.languages.iter().filter_map(move |language| language.words.get(&short));
    words.map(|text| folded(&text.value)).filter(|name| name.chars().count() > 2)
}
