//! Codes: ids that exist, no duplicates, no dead links, a source for everything, examples that find their code.

use crate::{
    fault::Faults,
    model::{Advice, Catalogue, System},
    toml_source::Text,
};
use std::collections::BTreeMap;

/// The concepts that stand for an approval of what is no payment, in the order in which the core names them.
pub const NO_PAYMENT: [&str; 4] = ["reversal-accepted", "network-message", "no-purchase", "contradicted"];
/// An entry's number has two bytes.
const MOST_ENTRIES: usize = 1 << 16;

/// Checks every system.
pub fn check(model: &Catalogue, faults: &mut Faults) {
    let known: BTreeMap<(&str, &str), ()> = model
        .systems
        .iter()
        .flat_map(|system| system.codes.iter().map(|code| ((&*system.key.value, &*code.code.value), ())))
        .collect();
    if let Some(concept) = model.systems.iter().find(|system| system.key.value == "concept") {
        for code in NO_PAYMENT.into_iter().filter(|code| !known.contains_key(&("concept", code))) {
            faults
                .at(&concept.key.place, format!("the code `{code}` is missing: messages that are no payment need it"));
        }
        if known.len() > MOST_ENTRIES {
            faults.at(&concept.key.place, format!("{} codes, at most {MOST_ENTRIES} have a number", known.len()));
        }
    }
    for key in model.labels.names.iter().flat_map(|(_, means)| means) {
        if !model.systems.iter().any(|system| system.key.value == key.value) {
            faults.at(&key.place, format!("`{}` is no system", key.value));
        }
    }
    for system in &model.systems {
        sources(system, faults);
        advice(model, system, &system.unlisted, true, faults);
        for rule in &system.rules {
            ids(&rule.channels, &model.shared.channels, "channel", faults);
            source_ids(system, &rule.sources, faults);
            if rule.sources.is_empty() {
                faults.at(&rule.id.place, format!("rule `{}` names no source", rule.id.value));
            }
        }
        codes(model, system, &known, faults);
        for (query, expect) in &system.examples {
            let listed = known.contains_key(&(&*system.key.value, &*expect.value));
            if !listed {
                faults.at(&expect.place, format!("the example expects `{}`, which is no code here", expect.value));
            }
            if query.value.trim().is_empty() {
                faults.at(&query.place, "the example's query is empty");
            }
        }
    }
}

fn codes(model: &Catalogue, system: &System, known: &BTreeMap<(&str, &str), ()>, faults: &mut Faults) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for code in &system.codes {
        let Text { value, place } = &code.code;
        if let Some(line) = first.insert(value, place.line) {
            faults.at(place, format!("code `{value}` is there already, at line {line}"));
        }
        let words: Vec<&str> = value.split_whitespace().collect();
        if value.is_empty() || words.join(" ") != *value || value.len() > usize::from(u8::MAX) {
            faults.at(place, format!("`{value}` is no code: it is empty, too long, or has spaces around or doubled"));
        }
        id(&code.verdict, &model.shared.verdicts, "verdict", faults);
        if code.verdict.value == "unlisted" {
            faults.at(&code.verdict.place, "a listed code cannot have the verdict `unlisted`");
        }
        let needs_say = model.shared.needs_say.contains(&code.verdict.value);
        advice(model, system, &code.advice, needs_say, faults);
        for rule in &code.rules {
            if !system.rules.iter().any(|known| known.id.value == rule.value) {
                faults.at(&rule.place, format!("rule `{}` is not defined in this file", rule.value));
            }
        }
        for link in &code.see {
            let leads = link.value.split_once(':').is_some_and(|(system, code)| known.contains_key(&(system, code)));
            if !leads {
                faults.at(
                    &link.place,
                    format!("`{}` leads nowhere, expected `system:code` of the catalogue", link.value),
                );
            }
        }
    }
}

fn advice(model: &Catalogue, system: &System, advice: &Advice, needs_say: bool, faults: &mut Faults) {
    id(&advice.level, &model.shared.levels, "level", faults);
    id(&advice.again, &model.shared.again, "answer to \"again?\"", faults);
    if advice.steps.is_empty() || advice.steps.len() > 3 {
        faults.at(&advice.level.place, format!("`do` has {} steps, expected 1 to 3", advice.steps.len()));
    }
    for step in &advice.steps {
        let (actor, text) = step.value.split_once(':').unwrap_or(("", &step.value));
        if !model.shared.actors.iter().any(|known| known == actor) {
            faults.at(&step.place, format!("`{}` has no actor, expected `actor:advice`", step.value));
        }
        word(model, &format!("advice.{text}"), step, faults);
    }
    match &advice.say {
        Some(say) => word(model, &format!("say.{}", say.value), say, faults),
        None if needs_say => faults.at(&advice.level.place, "`say` is missing: this verdict needs a customer sentence"),
        None => {}
    }
    if advice.sources.is_empty() {
        faults.at(&advice.level.place, "`source` is missing: nothing enters the catalogue without one");
    }
    source_ids(system, &advice.sources, faults);
}

fn sources(system: &System, faults: &mut Faults) {
    for source in &system.sources {
        if source.owner.trim().is_empty() || source.title.trim().is_empty() {
            let what = format!("source `{}` says not whose it is, or what it is called", source.id.value);
            faults.at(&source.id.place, what);
        }
        let date = &source.checked;
        let dated =
            date.value.len() == 10 && date.value.split('-').filter(|part| part.parse::<u16>().is_ok()).count() == 3;
        if !dated {
            faults.at(&date.place, format!("`checked` is `{}`, expected a date such as 2026-11-24", date.value));
        }
    }
}

fn source_ids(system: &System, wanted: &[Text], faults: &mut Faults) {
    for text in wanted {
        if !system.sources.iter().any(|source| source.id.value == text.value) {
            faults.at(&text.place, format!("source `{}` is not defined in this file", text.value));
        }
    }
}

fn ids(texts: &[Text], known: &[String], what: &str, faults: &mut Faults) {
    for text in texts {
        id(text, known, what, faults);
    }
}

fn id(text: &Text, known: &[String], what: &str, faults: &mut Faults) {
    if !known.contains(&text.value) {
        faults.at(&text.place, format!("`{}` is no {what}, expected one of {}", text.value, known.join(", ")));
    }
}

/// A word that some language must have; which one lacks it is said by [`super::words`].
fn word(model: &Catalogue, key: &str, text: &Text, faults: &mut Faults) {
    if !model.languages.iter().any(|language| language.words.contains_key(key)) {
        faults.at(&text.place, format!("`{}` is in no language file ({key})", text.value));
    }
}
