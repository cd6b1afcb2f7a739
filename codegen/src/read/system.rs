//! `systems/<id>/codes.toml` and its texts `<tag>.toml`.

use super::{file_words, name, shown};
use crate::{
    fault::Faults,
    model::{Advice, Code, Kind, Language, Rule, Source, System},
    toml_source::{self, Table, Text},
};
use std::path::Path;

/// Reads a system's folder.
pub fn read(
    root: &Path,
    folder: &Path,
    kinds: &[Kind],
    languages: &mut [Language],
    faults: &mut Faults,
) -> Option<System> {
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
    let usual = Usual::read(&table, kinds, faults);
    system.codes = table.tables("code", faults).iter().map(|table| code(table, &usual, faults)).collect();
    system.codes.sort_by(|a, b| a.code.value.cmp(&b.code.value));
    for example in table.tables("example", faults) {
        system.examples.push((example.need("query", faults), example.need("expect", faults)));
        example.finish(faults);
    }
    system.unlisted = match table.table("unlisted", faults) {
        Some(unlisted) => {
            let (_, advice) = advice(&unlisted, &usual, faults);
            unlisted.finish(faults);
            advice
        }
        None => usual.unlisted(&table, faults),
    };
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

/// What a system's codes share unless they say otherwise, and the kinds that they may be.
struct Usual<'a> {
    level: Option<Text>,
    sources: Vec<Text>,
    kinds: &'a [Kind],
}

impl<'a> Usual<'a> {
    fn read(table: &Table, kinds: &'a [Kind], faults: &mut Faults) -> Self {
        let Some(usual) = table.table("usual", faults) else { return Self { level: None, sources: Vec::new(), kinds } };
        let read = Self { level: usual.text("level", faults), sources: usual.list("source", faults), kinds };
        usual.finish(faults);
        read
    }

    fn kind(&self, id: &Text, faults: &mut Faults) -> Kind {
        let found = self.kinds.iter().find(|kind| kind.id.value == id.value).cloned();
        found.unwrap_or_else(|| {
            faults.at(&id.place, format!("`{}` is no kind, expected one of kinds/kinds.toml", id.value));
            // Some kind stands in, so that one fault is told once.
            self.kinds.first().cloned().unwrap_or_default()
        })
    }

    /// A system that says nothing of values outside its table has the kind `unlisted`.
    fn unlisted(&self, table: &Table, faults: &mut Faults) -> Advice {
        let place = table.place();
        if self.level.is_none() {
            faults.at(&place, "`[unlisted]` is missing: what to do with a value that the table lacks");
        }
        let id = Text { value: "unlisted".into(), place };
        let Kind { steps, again, say, .. } = self.kind(&id, faults);
        let level = self.level.clone().unwrap_or_default();
        Advice { level, steps, again, say, sources: self.sources.clone(), kind: Some(id) }
    }
}

/// Verdict and advice: the row's own, else its kind's, else what is usual in the system.
fn advice(table: &Table, usual: &Usual<'_>, faults: &mut Faults) -> (Option<Text>, Advice) {
    let id = table.text("kind", faults);
    let kind = id.as_ref().map(|id| usual.kind(id, faults)).unwrap_or_default();
    let has_kind = id.is_some();
    let needed = |key: &str, known: Option<Text>, faults: &mut Faults| match table.text(key, faults).or(known) {
        Some(text) => text,
        None => table.need(key, faults),
    };
    let level = needed("level", usual.level.clone(), faults);
    let again = needed("again", has_kind.then_some(kind.again), faults);
    let own = |list: Vec<Text>, known: Vec<Text>| if list.is_empty() { known } else { list };
    let steps = own(table.list("do", faults), kind.steps);
    let sources = own(table.list("source", faults), usual.sources.clone());
    let say = table.text("say", faults).or(kind.say);
    (has_kind.then_some(kind.verdict), Advice { level, steps, again, say, sources, kind: id })
}

fn code(table: &Table, usual: &Usual<'_>, faults: &mut Faults) -> Code {
    let (verdict, advice) = advice(table, usual, faults);
    let own = table.text("verdict", faults).or(verdict);
    let code = Code {
        code: table.need("code", faults),
        verdict: own.unwrap_or_else(|| table.need("verdict", faults)),
        advice,
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
    // `"51" = "Not enough money"`: a title alone; the kind says the rest.
    for (code, title) in table.strings() {
        language.words.insert(format!("entry.{key}.{}.title", code.value), title);
    }
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
