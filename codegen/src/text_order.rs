//! Fixes the order of all texts: groups of constant size first where the core counts within a group.

use crate::{model::Catalogue, text::Texts};

/// Sections of `languages/<tag>.toml` whose keys the core and the leaves use by name.
pub const NAMED: [&str; 4] = ["ui", "note", "diagnostic", "found"];

/// All entries of the catalogue, by code and then by system: the order of the tables.
pub fn entries(model: &Catalogue) -> Vec<(usize, usize)> {
    let mut entries: Vec<(usize, usize)> = Vec::new();
    for (s, system) in model.systems.iter().enumerate() {
        entries.extend((0..system.codes.len()).map(|c| (s, c)));
    }
    entries.sort_by_key(|&(s, c)| (&model.systems[s].codes[c].code.value, s));
    entries
}

/// The keys of a section, as the first language has them (the others are checked against it).
pub fn section_keys(model: &Catalogue, section: &str) -> Vec<String> {
    let prefix = format!("{section}.");
    let words = model.languages.iter().flat_map(|language| language.words.keys());
    let mut keys: Vec<_> = words.filter_map(|key| key.strip_prefix(&prefix)).map(str::to_owned).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The order.
pub fn order(model: &Catalogue) -> Texts {
    let mut texts = Texts::default();
    texts.need("language.name");
    let shared = &model.shared;
    for (section, ids) in [
        ("verdict", &shared.verdicts),
        ("actor", &shared.actors),
        ("again", &shared.again),
        ("channel", &shared.channels),
    ] {
        for id in ids {
            texts.need(format!("{section}.{id}"));
        }
    }
    for section in ["advice", "say"].into_iter().chain(NAMED) {
        for key in section_keys(model, section) {
            texts.need(format!("{section}.{key}"));
        }
    }
    systems(model, &mut texts);
    dialects(model, &mut texts);
    for tag in &model.tags {
        texts.need(format!("tag.{}", tag.tag.value));
    }
    for bits in &model.bits {
        for row in &bits.rows {
            texts.need(format!("bits.{}.{}", bits.name.value, row.value));
        }
    }
    texts
}

fn systems(model: &Catalogue, texts: &mut Texts) {
    for system in &model.systems {
        for part in ["name", "short", "unlisted"] {
            texts.need(format!("system.{}.{part}", system.key.value));
        }
    }
    for (s, c) in entries(model) {
        let system = &model.systems[s];
        let key = format!("entry.{}.{}", system.key.value, system.codes[c].code.value);
        texts.need(format!("{key}.title"));
        texts.need(format!("{key}.meaning"));
        texts.may(format!("{key}.misread"));
        texts.may(format!("{key}.dispute"));
    }
    for system in &model.systems {
        for rule in &system.rules {
            texts.need(format!("rule.{}.{}", system.key.value, rule.id.value));
        }
        for code in &system.misread {
            texts.need(format!("misread.{}.{code}", system.key.value));
        }
    }
}

/// Lists of words in a dialect: the first digits of a field and what they mean.
pub const LISTS: [&str; 8] = [
    "processing-code",
    "entry-mode",
    "condition-code",
    "network-code",
    "mti-class",
    "mti-function",
    "mti-origin",
    "mti-version",
];

fn dialects(model: &Catalogue, texts: &mut Texts) {
    for dialect in &model.dialects {
        let key = &dialect.key.value;
        for section in ["encoding", "field"].into_iter().chain(LISTS) {
            let section = format!("dialect.{key}.{section}");
            for id in section_keys(model, &section) {
                texts.need(format!("{section}.{id}"));
            }
        }
    }
}
