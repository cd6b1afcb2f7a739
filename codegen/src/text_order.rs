//! Fixes the order of all texts: groups of constant size first where the core counts within a group.

use crate::{
    model::{Catalogue, Code, Inside, Source, System},
    read::insides::natural,
    text::Texts,
};

/// Sections of `languages/<tag>.toml` whose keys the core and the leaves use by name.
pub const NAMED: [&str; 4] = ["ui", "note", "diagnostic", "found"];

/// All entries of the catalogue as (system, code): those of the front systems first, then the others; within each
/// part by folded code, by code as printed, and by system. This is the order of all tables.
pub fn entries(model: &Catalogue) -> Vec<(usize, usize)> {
    let mut entries: Vec<(bool, String, &str, usize, usize)> = Vec::new();
    for (s, system) in model.systems.iter().enumerate() {
        let more = !is_front(model, system);
        for (c, code) in system.codes.iter().enumerate() {
            let code = code.code.value.as_str();
            entries.push((more, crate::index::folded(code), code, s, c));
        }
    }
    entries.sort();
    entries.into_iter().map(|(_, _, _, s, c)| (s, c)).collect()
}

/// Whether a system's words are in the first part of every pack.
pub fn is_front(model: &Catalogue, system: &System) -> bool {
    model.shared.front.contains(&system.key.value)
}

/// How many entries are those of front systems.
pub fn front_entries(model: &Catalogue) -> usize {
    model.systems.iter().filter(|system| is_front(model, system)).map(|system| system.codes.len()).sum()
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
    sections(model, &["advice", "say", "ui", "note"], &mut texts);
    for kind in &model.kinds {
        texts.need(format!("kind.{}.title", kind.id.value));
        texts.need(format!("kind.{}.meaning", kind.id.value));
    }
    names(model, true, &mut texts);
    codes(model, true, &mut texts);
    texts.end_front();
    asides(model, true, &mut texts);
    names(model, false, &mut texts);
    codes(model, false, &mut texts);
    asides(model, false, &mut texts);
    // Only messages have these.
    sections(model, &["diagnostic", "found"], &mut texts);
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

fn sections(model: &Catalogue, sections: &[&str], texts: &mut Texts) {
    for section in sections {
        for key in section_keys(model, section) {
            texts.need(format!("{section}.{key}"));
        }
    }
}

/// What the front systems or the others are called.
fn names(model: &Catalogue, front: bool, texts: &mut Texts) {
    for system in model.systems.iter().filter(|system| is_front(model, system) == front) {
        for part in ["name", "short"] {
            texts.need(format!("system.{}.{part}", system.key.value));
        }
        texts.may(format!("system.{}.unlisted", system.key.value));
    }
}

/// The codes of the front systems or of the others, each with what its texts are filed under.
fn keyed(model: &Catalogue, front: bool) -> impl Iterator<Item = (&Code, String)> {
    let of_part = move |(s, _): &(usize, usize)| is_front(model, &model.systems[*s]) == front;
    entries(model).into_iter().filter(of_part).map(|(s, c)| {
        let system = &model.systems[s];
        (&system.codes[c], format!("entry.{}.{}", system.key.value, system.codes[c].code.value))
    })
}

/// What codes say: two texts each.
fn codes(model: &Catalogue, front: bool, texts: &mut Texts) {
    for (code, key) in keyed(model, front) {
        texts.need(format!("{key}.title"));
        if code.advice.kind.is_none() {
            texts.need(format!("{key}.meaning"));
        } else {
            texts.may(format!("{key}.meaning"));
        }
    }
}

/// What a card says further down: falsehoods, disputes, rules and sources. For the front systems, too, it is in the second
/// part of a pack.
fn asides(model: &Catalogue, front: bool, texts: &mut Texts) {
    for (_, key) in keyed(model, front) {
        texts.may(format!("{key}.misread"));
        texts.may(format!("{key}.dispute"));
    }
    let own = || model.systems.iter().filter(|system| is_front(model, system) == front);
    for system in own() {
        for rule in &system.rules {
            texts.need(format!("rule.{}.{}", system.key.value, rule.id.value));
        }
        for code in &system.misread {
            texts.need(format!("misread.{}.{code}", system.key.value));
        }
    }
    for system in own() {
        for source in &system.sources {
            texts.may(source_key(system, source));
        }
    }
}

/// The key of a source; its words are its facts, the same in every language.
pub fn source_key(system: &System, source: &Source) -> String {
    format!("source.{}.{}", system.key.value, source.id.value)
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
        for inside in &dialect.insides {
            for (name, values) in part_texts(model, key, inside) {
                texts.need(name);
                for (_, text) in values {
                    texts.need(text);
                }
            }
        }
    }
}

/// The parts of an inside in order: those that a language names and those that the facts describe.
pub fn part_ids(model: &Catalogue, dialect: &str, inside: &Inside) -> Vec<String> {
    let mut ids = section_keys(model, &format!("dialect.{dialect}.part.{}/", inside.path.value));
    ids.extend(inside.parts.keys().cloned());
    ids.sort_by_key(|id| natural(id));
    ids.dedup();
    ids
}

/// Names of parts in order, each with its values and their texts. A text stands right behind the one before it, so that
/// the core knows the number of the first alone.
pub fn part_texts(model: &Catalogue, dialect: &str, inside: &Inside) -> Vec<(String, Vec<(String, String)>)> {
    let path = &inside.path.value;
    let with_values = |id: String| {
        let section = format!("dialect.{dialect}.value.{path}.{id}/");
        let values =
            section_keys(model, &section).into_iter().map(|value| (value.clone(), format!("{section}.{value}")));
        (format!("dialect.{dialect}.part.{path}/.{id}"), values.collect())
    };
    part_ids(model, dialect, inside).into_iter().map(with_values).collect()
}
