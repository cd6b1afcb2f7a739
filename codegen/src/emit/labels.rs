//! Tables of how people write a code.

use crate::{index::folded, model::Catalogue, text_order};
use std::{collections::BTreeMap, fmt::Write};

/// Writes the tables.
pub fn emit(out: &mut String, model: &Catalogue) {
    let labels = &model.labels;
    let before = labels.before.iter().map(|(text, kind)| format!("{kind}{text}"));
    let against = labels.against.iter().map(|(text, says)| format!("{says}{text}"));
    let same = labels.same.iter().flat_map(|(said, other)| [said.clone(), other.clone()]);
    for (name, texts) in [
        ("LABELS", joined(before)),
        ("AGAINST", joined(against)),
        ("SAME", joined(same)),
        ("UNITS", joined(labels.units.iter().cloned())),
        ("FILLER_WORDS", joined(labels.filler_words.iter().cloned())),
        ("FILLER_TEXTS", joined(labels.filler_texts.iter().cloned())),
    ] {
        let _ = writeln!(out, "pub static {name}: Joined = {texts};");
    }
    let pairs = &labels.regions;
    let _ = writeln!(out, "pub static REGIONS: [(&str, &str); {}] = {pairs:?};", pairs.len());
    let rows = &labels.renumbered;
    let _ = writeln!(out, "pub static RENUMBERED: [(&str, u8); {}] = {rows:?};", rows.len());
}

/// Texts as one, each behind a character whose number is its length in bytes (src/catalogue/joined.rs).
fn joined(texts: impl Iterator<Item = String>) -> String {
    let mut all = String::new();
    for text in texts {
        all.extend(u32::try_from(text.len()).ok().and_then(char::from_u32));
        all.push_str(&text);
    }
    format!("Joined({all:?})")
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
    let number = |system: &usize| u32::try_from(*system).ok().and_then(char::from_u32);
    let pairs = own.flat_map(|(name, means)| [name.clone(), means.iter().filter_map(number).collect()]);
    format!("    names: {},\n", joined(pairs))
}

/// What a system is called on its chip, in every language.
fn own_names(model: &Catalogue, key: &str) -> impl Iterator<Item = String> {
    let short = format!("system.{key}.short");
    let words = model.languages.iter().filter_map(move |language| language.words.get(&short));
    words.map(|text| folded(&text.value)).filter(|name| name.chars().count() > 2)
}
