//! A decoded message: the verdict first, then how it was read and what else it could be, what is wrong, bytes and
//! fields side by side.

use crate::{
    answers, card,
    el::{self, El},
    hex,
    model::{Model, State, ui},
};
use field39::{
    catalogue::{TextId, tables::word},
    decode::{self, Field, Message, Name},
    diagnostic::Severity,
    explain::{Explanation, Words},
};
use leptos::prelude::*;
use std::rc::Rc;

/// Everything below the chips for a message.
pub fn view(model: &Rc<Model>, state: &State, words: Words<'_>, explanation: &Explanation) -> Vec<AnyView> {
    let read_as: Vec<String> = explanation.read_as.iter().map(|note| words.note(note)).collect();
    let mut parts = Vec::new();
    let message = explanation.decoded.as_ref().and_then(|decoded| decoded.messages.first());
    parts.push(reading(model, words, &read_as, message));
    parts.extend(diagnostics(words, explanation));
    match (state.card(), message) {
        (Some(answer), _) => parts.push(card::view(model, words, &answer, &read_as)),
        // A request has no result; a message that broke may have had one.
        (None, Some(message)) if message.confidence > 0.5 => {
            parts.push(answers::notice("no-result", ui(words, word::UI_NO_RESULT)))
        }
        (None, _) => {}
    }
    if let (Some(message), Some(input)) = (message, &explanation.input) {
        let split = El::new("div")
            .class("split")
            .child(hex::view(model, words, &input.bytes, message))
            .child(fields(model, words, message))
            .build();
        parts.push(split);
    }
    parts
}

/// How it was read, how sure, and the other readings, one tap each.
fn reading(model: &Rc<Model>, words: Words<'_>, read_as: &[String], message: Option<&Message>) -> AnyView {
    let mut line = El::new("div").class("reading").part("reading").child(el::text("span", "", read_as.join(" · ")));
    if let Some(message) = message {
        let percent = message.percent().to_string();
        line = line.child(el::text("span", "faint", words.fill(TextId(word::UI_SURE), &[("percent", &percent)])));
        if !message.alternatives.is_empty() {
            line = line.child(el::text("span", "faint", ui(words, word::UI_OTHER_READINGS)));
        }
        line = line.children(message.alternatives.iter().map(|(encoding, _)| {
            let (model, key) = (Rc::clone(model), decode::encoding_key(*encoding));
            el::button("link", words.text(encoding.name()), move || {
                model.change(|state| state.dialect = Some(key.clone()))
            })
            .build()
        }));
    }
    line.build()
}

fn diagnostics(words: Words<'_>, explanation: &Explanation) -> Vec<AnyView> {
    let all = explanation.decoded.iter().flat_map(|decoded| &decoded.diagnostics);
    all.map(|diagnostic| {
        let class = if diagnostic.severity == Severity::Error { "notice error" } else { "notice" };
        El::new("p").class(class).part("diagnostic").attr("role", "status").text(words.diagnostic(diagnostic)).build()
    })
    .collect()
}

fn fields(model: &Rc<Model>, words: Words<'_>, message: &Message) -> AnyView {
    let mut rows = Vec::new();
    for field in &message.fields {
        row(model, words, field, message.verdict_field.as_deref(), &mut rows);
    }
    let heading = El::new("h3")
        .child(el::text("span", "", ui(words, word::UI_FIELDS)))
        .child(el::text("small", "faint", ui(words, word::UI_MASKED)))
        .build();
    El::new("section").part("fields").child(heading).child(El::new("div").class("table").children(rows).build()).build()
}

/// Chinese text in GBK, by the browser's own decoder.
fn chinese(hex: &str) -> String {
    let pairs = hex.as_bytes().chunks(2).filter_map(|pair| core::str::from_utf8(pair).ok());
    let bytes: Vec<u8> = pairs.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect();
    let text = web_sys::TextDecoder::new_with_label("gbk").and_then(|decoder| decoder.decode_with_u8_array(&bytes));
    text.map_or_else(|_| hex.to_owned(), |text| decode::mask_card_numbers(&text))
}

fn row(model: &Rc<Model>, words: Words<'_>, field: &Field, verdict: Option<&str>, rows: &mut Vec<AnyView>) {
    let mut meaning = words.meaning(field);
    if let (true, Some(code)) = (meaning.is_empty(), &field.code) {
        let folded: String = code.code.trim().chars().map(field39::search::fold::fold).collect();
        let entry = field39::catalogue::lookup_in(code.system, &folded);
        meaning = entry.map_or_else(String::new, |entry| words.title(entry).to_owned());
    }
    let depth = field.path.matches('.').count();
    let class = match (verdict == Some(field.path.as_str()), depth) {
        (true, _) => "field result",
        (_, 0) => "field",
        _ => "field nested",
    };
    let label = if field.name == Name::Path { &*field.path } else { field.path.rsplit('.').next().unwrap_or_default() };
    // `mti`, `bitmap`, `response`: the name beside says it.
    let is_word = label.len() > 2 && label.bytes().all(|byte| byte.is_ascii_lowercase());
    let label = if is_word && field.name != Name::Path { "" } else { label };
    rows.push(
        El::new("button")
            .class(class)
            .attr("type", "button")
            .lights(model.lit, &field.path)
            .child(el::text("b", "mono", label))
            .child(el::text("span", "name", words.name(field)))
            .child(el::text("code", "", if field.is_gbk { chinese(&field.value) } else { field.value.clone() }))
            .child(el::text("span", "faint", meaning))
            .build(),
    );
    for child in &field.children {
        row(model, words, child, verdict, rows);
    }
}
