//! `languages/<tag>.toml`: interface, verdicts, actors, advice, customer sentences, diagnostics.

use super::{entries, file_words, name, shown};
use crate::{fault::Faults, model::Language, toml_source};
use std::path::Path;

/// All languages, sorted by tag.
pub fn all(root: &Path, faults: &mut Faults) -> Vec<Language> {
    let mut languages = Vec::new();
    for path in entries(&root.join("languages"), faults) {
        let file = name(&path);
        let Some(tag) = file.strip_suffix(".toml") else { continue };
        let Some(table) = toml_source::open(&path, &shown(root, &path), faults) else { continue };
        let mut language = Language { tag: tag.to_owned(), place: table.place(), ..Language::default() };
        let said = table.need("tag", faults);
        if said.value != tag {
            faults.at(&said.place, format!("`tag` is `{}`, expected the file's name `{tag}`", said.value));
        }
        let own = table.need("name", faults);
        language.words.insert("language.name".to_owned(), own);
        for (section, words) in table.named_tables() {
            file_words(&mut language, &section.value, words.strings(), faults);
            words.finish(faults);
        }
        table.finish(faults);
        languages.push(language);
    }
    languages
}
