//! Copy for support: code, system, verdict, the numbers of the message, card number as last four, our version.

use crate::{
    el,
    model::{Model, ui},
};
use field39::{
    catalogue::{SystemId, TextId, tables},
    explain::{Answer, Explanation, Words},
};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::web_sys::window as browser_window;
use std::rc::Rc;
use tables::word;

/// Data elements that support asks for: amount, STAN, time, date, RRN, authorisation, terminal, merchant.
const WANTED: [&str; 8] = ["4", "11", "12", "13", "37", "38", "41", "42"];

/// The button.
pub fn button(model: &Rc<Model>, words: Words<'_>, answer: &Answer) -> AnyView {
    let copied = RwSignal::new(false);
    let text = text(words, answer, model.read().explanation.as_ref());
    let (idle, done) = (ui(words, word::UI_COPY), ui(words, word::UI_COPIED));
    let model = Rc::clone(model);
    let label = (move || if copied.get() { done.clone() } else { idle.clone() }).into_any();
    el::button("act quiet", "", move || {
        let Some(window) = browser_window() else { return };
        // Without permission nothing is copied and the label does not change.
        let _ = window.navigator().clipboard().write_text(&text);
        copied.set(true);
        model.say("copy", "");
        Timeout::new(2000, move || {
            copied.try_set(false);
        })
        .forget();
    })
    .part("copy")
    .child(label)
    .build()
}

fn text(words: Words<'_>, answer: &Answer, explanation: Option<&Explanation>) -> String {
    let system = answer.system().map_or("", SystemId::key);
    let mut lines = vec![format!("{} · {system} · {}", answer.code(), words.text(answer.verdict().text()))];
    let message = explanation.and_then(|explanation| explanation.decoded.as_ref()?.messages.first());
    for field in message.into_iter().flat_map(|message| &message.fields) {
        if field.path == "2" {
            let last: String = field.value.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
            lines.push(words.fill(TextId(word::UI_SUPPORT_CARD), &[("value", &format!("•••• {last}"))]));
        } else if WANTED.contains(&field.path.as_str()) {
            lines.push(format!("{} ({}): {}", words.name(field), field.path, field.value.trim()));
        }
    }
    let version = format!("{} {:016x}", env!("CARGO_PKG_VERSION"), tables::FINGERPRINT);
    lines.push(words.fill(TextId(word::UI_SUPPORT_DATA), &[("version", &version)]));
    lines.join("\n")
}
