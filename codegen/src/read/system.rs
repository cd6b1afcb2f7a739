//! `systems/<id>/codes.toml` and its texts `<tag>.toml`.

use super::{file_words, name, shown};
use crate::{
    fault::Faults,
    model::{Advice, Code, Language, Rule, Source, System},
    toml_source::{self, Table},
};
use std::path::Path;

/// Reads a system's folder.
pub fn read(root: &Path, folder: &Path, languages: &mut [Language], faults: &mut Faults) -> Option<System> {
    let path = folder.join("codes.toml");
    let table = toml_source::open(&path, &shown(root, &path), faults)?;
    let mut system = System {
        key: table.need("key", faults),
        regions: table.list("regions", faults),
        carried_in: table.list("carried-in", faults),
        shape: table.need("shape", faults),
        ..System::default()
    };
    let id = name(folder);
    if system.key.value != id {
        faults.at(&system.key.place, format!("`key` is `{}`, expected the folder's name `{id}`", system.key.value));
    }
    system.sources = table.tables("source", faults).iter().map(|table| source(table, faults)).collect();
    system.rules = table.tables("rule", faults).iter().map(|table| rule(table, faults)).collect();
    system.codes = table.tables("code", faults).iter().map(|table| code(table, faults)).collect();
    system.codes.sort_by(|a, b| a.code.value.cmp(&b.code.value));
    for example in table.tables("example", faults) {
        system.examples.push((example.need("query", faults), example.need("expect", faults)));
        example.finish(faults);
    }
    match table.table("unlisted", faults) {
        Some(unlisted) => {
            system.unlisted = advice(&unlisted, faults);
            unlisted.finish(faults);
        }
        None => faults.at(&table.place(), "`[unlisted]` is missing: what to do with a value that the table lacks"),
    }
    table.finish(faults);
    for language in languages {
        texts(root, folder, &mut system, language, faults);
    }
    system.misread.sort();
    system.misread.dedup();
    Some(system)
}

fn source(table: &Table, faults: &mut Faults) -> Source {
    let optional = |key: &str, faults: &mut Faults| table.text(key, faults).unwrap_or_default().value;
    let source = Source {
        id: table.need("id", faults),
        title: table.need("title", faults).value,
        owner: table.need("owner", faults).value,
        url: optional("url", faults),
        edition: optional("edition", faults),
        checked: table.need("checked", faults),
    };
    table.finish(faults);
    source
}

fn rule(table: &Table, faults: &mut Faults) -> Rule {
    let rule = Rule {
        id: table.need("id", faults),
        channels: table.list("channels", faults),
        as_of: table.need("as-of", faults),
        sources: table.list("source", faults),
    };
    table.finish(faults);
    rule
}

fn advice(table: &Table, faults: &mut Faults) -> Advice {
    Advice {
        level: table.need("level", faults),
        steps: table.list("do", faults),
        again: table.need("again", faults),
        say: table.text("say", faults),
        sources: table.list("source", faults),
    }
}

fn code(table: &Table, faults: &mut Faults) -> Code {
    let code = Code {
        code: table.need("code", faults),
        verdict: table.need("verdict", faults),
        advice: advice(table, faults),
        rules: table.list("rules", faults),
        printed: table.list("printed", faults),
        see: table.list("see", faults),
    };
    table.finish(faults);
    code
}

/// The words of a system in one language; `[rule]`, `[misread]` and `[system]` stand beside the codes.
fn texts(root: &Path, folder: &Path, system: &mut System, language: &mut Language, faults: &mut Faults) {
    let path = folder.join(format!("{}.toml", language.tag));
    let Some(table) = toml_source::open(&path, &shown(root, &path), faults) else { return };
    let key = system.key.value.clone();
    for (section, words) in table.named_tables() {
        let prefix = match section.value.as_str() {
            "system" => format!("system.{key}"),
            "rule" => format!("rule.{key}"),
            "misread" => format!("misread.{key}"),
            code => {
                let asked = words.list("asked", faults).into_iter().map(|text| text.value).collect();
                language.asked.insert((key.clone(), code.to_owned()), asked);
                format!("entry.{key}.{code}")
            }
        };
        let strings = words.strings();
        if section.value == "misread" {
            system.misread.extend(strings.iter().map(|(code, _)| code.value.clone()));
        }
        file_words(language, &prefix, strings, faults);
        words.finish(faults);
    }
    table.finish(faults);
}
