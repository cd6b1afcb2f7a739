//! What stands below the input: chips, the card or the message, other answers, or what to try first.

use crate::{
    border, card, customer,
    el::{self, El},
    model::{Model, State, ui},
};
use field39::{
    catalogue::{SystemId, TextId, Verdict, tables::word},
    explain::{Answer, Explanation, Kind, Words},
};
use leptos::prelude::*;
use std::rc::Rc;

/// Queries for a first visit.
const EXAMPLES: [&str; 5] = ["51", "R0", "A0", "98", "Z3"];

/// Everything below the input.
pub fn view(model: &Rc<Model>) -> AnyView {
    let state = model.follow();
    let Some(pack) = state.pack() else { return ().into_any() };
    let words = Words { pack };
    let Some(explanation) = &state.explanation else { return ().into_any() };
    let body = match explanation.kind {
        _ if state.text.trim().is_empty() => vec![examples(model, words)],
        // What may be wrong without the second part is not shown before it is there.
        _ if explanation.waits => vec![El::new("p").class("waiting").part("waiting").build()],
        Kind::Guard => vec![notice("guard", guard(words, explanation))],
        Kind::Message => border::show(model, &state, words, explanation),
        Kind::Nothing => nothing(model, words, explanation),
        Kind::Code | Kind::Phrase | Kind::Concept => code(model, &state, words, explanation),
    };
    let near = near(&state);
    let overlay = if state.customer { customer::view(model, &state) } else { ().into_any() };
    El::new("div")
        .class("below")
        .attr("lang", pack.tag())
        .child(chips(model, &state, words, &near))
        .children(body)
        .child(others(model, &state, words, &near))
        .child(overlay)
        .build()
}

/// More chips than this are a wall.
const CHIPS: usize = 7;

/// The systems that this text can be about: what this page is about, whose answers there are, whom most people meet.
fn near(state: &State) -> Vec<SystemId> {
    let answers = state.explanation.iter().flat_map(|explanation| &explanation.answers);
    let front = SystemId::all().filter(|system| system.is_front());
    let mut near: Vec<SystemId> = Vec::new();
    for system in state.system.into_iter().chain(answers.filter_map(Answer::system)).chain(front) {
        if !near.contains(&system) && system.carries_codes() && near.len() < CHIPS {
            near.push(system);
        }
    }
    near
}

fn chip(model: &Rc<Model>, state: &State, words: Words<'_>, system: SystemId) -> AnyView {
    let on = state.system == Some(system);
    let model = Rc::clone(model);
    el::button(if on { "chip on" } else { "chip" }, words.text(system.short()), move || {
        let was = model.read().system == Some(system);
        model.change(|state| {
            state.system = (!was).then_some(system);
            state.picked = None;
        });
    })
    .attr("aria-pressed", if on { "true" } else { "false" })
    .attr("data-system", system.key())
    .build()
}

fn chips(model: &Rc<Model>, state: &State, words: Words<'_>, near: &[SystemId]) -> AnyView {
    El::new("div")
        .class("chips")
        .part("chips")
        .attr("role", "group")
        .attr("aria-label", ui(words, word::UI_WHICH_MACHINE))
        .children(near.iter().map(|system| chip(model, state, words, *system)))
        .build()
}

/// All other systems, folded, at the end: the first screen is the answer's.
fn others(model: &Rc<Model>, state: &State, words: Words<'_>, near: &[SystemId]) -> AnyView {
    let others = SystemId::all().filter(|system| system.carries_codes() && !near.contains(system));
    let others: Vec<AnyView> = others.map(|system| chip(model, state, words, system)).collect();
    let count = format!("{}", others.len());
    El::new("details")
        .class("systems")
        .child(el::text("summary", "faint", words.fill(TextId(word::UI_OTHER_SYSTEMS), &[("count", &count)])))
        .child(El::new("div").class("cloud").children(others).build())
        .build()
}

fn examples(model: &Rc<Model>, words: Words<'_>) -> AnyView {
    let tries = EXAMPLES.map(|query| {
        let model = Rc::clone(model);
        el::button("chip code", query, move || model.say("query", query)).build()
    });
    El::new("div").class("empty").child(el::text("span", "faint", ui(words, word::UI_EXAMPLES))).children(tries).build()
}

fn guard(words: Words<'_>, explanation: &Explanation) -> String {
    explanation.read_as.first().map_or_else(String::new, |note| words.note(note))
}

/// A calm box with one sentence.
pub fn notice(part: &'static str, text: String) -> AnyView {
    El::new("p").class("notice").part(part).attr("role", "status").text(text).build()
}

fn nothing(model: &Rc<Model>, words: Words<'_>, explanation: &Explanation) -> Vec<AnyView> {
    let mut body = vec![notice("nothing", ui(words, word::UI_NOTHING))];
    if !explanation.suggestions.is_empty() {
        body.push(el::text("h3", "", ui(words, word::UI_SUGGESTIONS)));
        body.push(rows(model, words, &explanation.suggestions));
    }
    body
}

fn code(model: &Rc<Model>, state: &State, words: Words<'_>, explanation: &Explanation) -> Vec<AnyView> {
    let Some(answer) = state.card() else { return Vec::new() };
    let read_as: Vec<String> = explanation.read_as.iter().map(|note| words.note(note)).collect();
    let mut body = vec![card::view(model, words, &answer, &read_as)];
    if matches!(explanation.kind, Kind::Phrase | Kind::Concept)
        && state.picked.is_none()
        && explanation.answers.len() > 1
    {
        body.push(el::text("h3", "wide", ui(words, word::UI_RESULTS)));
        body.push(rows(model, words, explanation.answers.get(1..).unwrap_or_default()));
    }
    body
}

/// Longer lists are folded.
const ROWS: usize = 7;

/// Answers, one a line; a tap opens it as the card.
pub fn rows(model: &Rc<Model>, words: Words<'_>, answers: &[Answer]) -> AnyView {
    let rows = answers.iter().filter_map(|answer| match answer {
        Answer::Listed(entry) => {
            let (model, entry) = (Rc::clone(model), *entry);
            let row = El::new("button")
                .class("row")
                .attr("type", "button")
                .attr("data-verdict", entry.verdict().name())
                .child(el::text("i", "", words.text(entry.system().short())))
                .child(el::text("b", "mono", entry.code()))
                .child(el::text("span", "", words.title(entry)))
                .child(mark(entry.verdict()))
                .click(move || model.change(|state| state.picked = Some(entry)));
            Some(row.build())
        }
        _ => None,
    });
    let mut rows: Vec<AnyView> = rows.collect();
    let more = rows.split_off(rows.len().min(ROWS));
    let list = El::new("div").class("rows").children(rows);
    if more.is_empty() {
        return list.build();
    }
    let count = format!("+{}", more.len());
    let more = El::new("details").class("more").child(el::text("summary", "faint", count)).children(more).build();
    list.child(more).build()
}

/// A verdict's icon.
pub fn mark(verdict: Verdict) -> AnyView {
    el::icon(verdict.name())
}
