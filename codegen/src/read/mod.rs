//! From files to the model. Folders and files are read in sorted order, so that output never depends on the disk.

mod dialect;
mod gateways;
pub mod insides;
mod kinds;
mod labels;
mod language;
mod pastes;
mod system;
mod tags;

pub use labels::AGAINST;

use crate::{
    fault::Faults,
    model::{Catalogue, Language, Shared},
    toml_source::{self, Text},
};
use std::path::{Path, PathBuf};

/// Reads everything below `root`.
pub fn catalogue(root: &Path, faults: &mut Faults) -> Catalogue {
    let mut model = Catalogue { shared: shared(root, faults), ..Catalogue::default() };
    let mut languages = language::all(root, faults);
    model.kinds = kinds::read(root, &mut languages, faults);
    for folder in folders(&root.join("systems"), faults) {
        let read = system::read(root, &folder, &model.kinds, &mut languages, faults);
        model.systems.extend(read);
    }
    let order = model.shared.order.clone();
    let front = model.shared.front.clone();
    let rank = |key: &str| {
        let at = |keys: &[String]| keys.iter().position(|known| known == key).unwrap_or(usize::MAX);
        (!front.iter().any(|known| known == key), at(&order))
    };
    model.systems.sort_by_key(|system| rank(&system.key.value));
    for folder in folders(&root.join("dialects"), faults) {
        dialect::read(root, &folder, &mut model, &mut languages, faults);
    }
    model.labels = labels::read(root, faults);
    model.pastes = pastes::read(root, faults);
    model.gateways = gateways::read(root, faults);
    tags::read(root, &mut model, &mut languages, faults);
    model.languages = languages;
    model
}

fn shared(root: &Path, faults: &mut Faults) -> Shared {
    let path = root.join("shared.toml");
    let Some(table) = toml_source::open(&path, &shown(root, &path), faults) else { return Shared::default() };
    let mut list = |key: &str| table.list(key, faults).into_iter().map(|text| text.value).collect::<Vec<_>>();
    let shared = Shared {
        actors: list("actors"),
        again: list("again"),
        channels: list("channels"),
        verdicts: list("verdicts"),
        levels: list("levels"),
        needs_say: list("needs-say"),
        never_say: list("never-say"),
        order: list("order"),
        front: list("front"),
    };
    table.finish(faults);
    shared
}

/// A path as a contributor knows it: from the repository's root.
fn shown(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    Path::new("catalogue").join(inside).display().to_string()
}

fn folders(path: &Path, faults: &mut Faults) -> Vec<PathBuf> {
    entries(path, faults).into_iter().filter(|entry| entry.is_dir()).collect()
}

fn entries(path: &Path, faults: &mut Faults) -> Vec<PathBuf> {
    match std::fs::read_dir(path) {
        Ok(entries) => {
            let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
            paths.sort();
            paths
        }
        Err(error) => {
            faults.file(path, format!("cannot be read: {error}"));
            Vec::new()
        }
    }
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Files words under `prefix.key`, refusing a key that is there twice.
fn file_words(language: &mut Language, prefix: &str, words: Vec<(Text, Text)>, faults: &mut Faults) {
    for (key, text) in words {
        let full = format!("{prefix}.{}", key.value);
        if let Some(first) = language.words.insert(full, text) {
            faults.at(&key.place, format!("`{}` has a text already at line {}", key.value, first.place.line));
        }
    }
}

/// Files the string tables `sections` of a language's file beside some facts.
fn file_sections(root: &Path, folder: &Path, languages: &mut [Language], prefix: &str, faults: &mut Faults) {
    for language in languages {
        let path = folder.join(format!("{}.toml", language.tag));
        let Some(table) = toml_source::open(&path, &shown(root, &path), faults) else { continue };
        for (section, words) in table.named_tables() {
            let prefix = format!("{prefix}{}", section.value);
            file_words(language, &prefix, words.strings(), faults);
            // Paths have points of their own: a stroke says where they end.
            let ends = if matches!(section.value.as_str(), "part" | "value") { "/" } else { "" };
            for (inner, words) in words.named_tables() {
                file_words(language, &format!("{prefix}.{}{ends}", inner.value), words.strings(), faults);
            }
            words.finish(faults);
        }
        table.finish(faults);
    }
}
