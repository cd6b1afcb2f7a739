//! Words: every language has every text and nothing else, and customer sentences say nothing that hurts.

use crate::{
    fault::{Faults, Place},
    model::Catalogue,
};
use std::collections::BTreeSet;

/// Checks every language against the order of texts.
pub fn check(model: &Catalogue, faults: &mut Faults) {
    let order = crate::text_order::order(model);
    for language in &model.languages {
        for (key, optional) in order.iter() {
            if optional || language.words.get(key).is_some_and(|text| !text.value.trim().is_empty()) {
                continue;
            }
            // The place where another language has it is the best hint to where it is missing.
            let elsewhere = model.languages.iter().find_map(|other| other.words.get(key));
            let place = elsewhere.map_or_else(|| language.place.clone(), |text| text.place.clone());
            faults.at(&place, format!("language {} lacks the text `{key}`", language.tag));
        }
        for (key, text) in &language.words {
            if !order.has(key) {
                faults.at(&text.place, format!("nothing uses the text `{key}`"));
            }
            if key.starts_with("say.") {
                customer(model, &text.value, &text.place, faults);
            }
        }
        disputes(model, language, faults);
    }
}

/// Level D means that sources disagree: both readings must be shown, in every language.
fn disputes(model: &Catalogue, language: &crate::model::Language, faults: &mut Faults) {
    for system in &model.systems {
        for code in system.codes.iter().filter(|code| code.advice.level.value == "D") {
            let key = format!("entry.{}.{}.dispute", system.key.value, code.code.value);
            if !language.words.contains_key(&key) {
                faults.at(&code.code.place, format!("level D, but language {} lacks `dispute`", language.tag));
            }
        }
        let codes: BTreeSet<_> = system.codes.iter().map(|code| code.code.value.as_str()).collect();
        for code in &system.misread {
            if codes.contains(code.as_str()) {
                let key = format!("misread.{}.{code}", system.key.value);
                let place = language.words.get(&key).map_or_else(Place::default, |text| text.place.clone());
                faults.at(&place, format!("`{code}` is listed: its falsehood belongs to the code, as `misread`"));
            }
        }
    }
}

fn customer(model: &Catalogue, text: &str, place: &Place, faults: &mut Faults) {
    let lower = text.to_lowercase();
    for word in &model.shared.never_say {
        if lower.contains(word.as_str()) {
            faults.at(place, format!("a customer sentence must not say `{word}`"));
        }
    }
}
