//! Copy for support: code, system, verdict, the numbers of the message, card number as last four, our version. Where the
//! browser refuses, the text is shown, to be copied by hand.

use crate::{
    customer,
    el::{self, El},
    model::{Model, Said, State, ui},
};
use field39::{
    catalogue::{SystemId, TextId, tables},
    decode::Message,
    explain::Words,
};
use leptos::{prelude::window, web_sys};
use std::rc::Rc;
use tables::word;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A navigator whose clipboard may be missing. By its name, and not by `Reflect.get`, which could reach anything.
    type MayCopy;
    #[wasm_bindgen(method, getter)]
    fn clipboard(this: &MayCopy) -> Option<web_sys::Clipboard>;
}

/// Data elements that support asks for: amount, times, STAN, RRN, authorisation, terminal, merchant.
const WANTED: [&str; 9] = ["4", "7", "11", "12", "13", "37", "38", "41", "42"];

/// A button that copies: the numbers for support, or what the customer reads.
pub fn button(state: &State, words: Words<'_>, label: u16, act: &str) -> El {
    let label = if state.said == Said::Copied { word::UI_COPIED } else { label };
    el::button("act quiet", ui(words, label), act)
}

/// The text itself, where the clipboard is closed to us.
pub fn by_hand(state: &State, words: Words<'_>) -> Option<El> {
    (state.said == Said::NotCopied).then(|| {
        El::new("div")
            .class("by-hand")
            .part("by-hand")
            .attr("role", "status")
            .child(el::text("p", "faint", ui(words, word::UI_COPY_BY_HAND)))
            .child(el::text("pre", "", text(state, words)).attr("tabindex", "0"))
    })
}

/// Copies what is asked for, and says whether it worked.
pub fn copy(model: &Rc<Model>, what: &str) {
    let is_summary = what == "summary";
    // What the customer reads stands on the screen already, to be copied by hand.
    let refused = if is_summary { Said::NotCopied } else { Said::Nothing };
    let text = {
        let state = model.read();
        let Some(pack) = state.pack() else { return };
        if is_summary { text(&state, Words { pack }) } else { customer::text(&state) }
    };
    // The clipboard is missing on pages without TLS, and closed to frames that may not write to it.
    let navigator = window().navigator();
    let Some(clipboard) = navigator.unchecked_ref::<MayCopy>().clipboard() else {
        return model.said(refused);
    };
    let (done, failed) = (Rc::clone(model), Rc::clone(model));
    let done = Closure::once(move |_: JsValue| done.said(Said::Copied));
    let failed = Closure::once(move |_: JsValue| failed.said(refused));
    let _ = clipboard.write_text(&text).then2(&done, &failed);
    // One of the two is called, once; both are small.
    done.forget();
    failed.forget();
}

fn text(state: &State, words: Words<'_>) -> String {
    let mut lines = Vec::new();
    if let Some(answer) = state.card() {
        let system = answer.system().map_or("", SystemId::key);
        lines.push([answer.code(), " · ", system, " · ", words.text(answer.verdict().text())].concat());
    }
    let decoded = state.explanation.as_ref().and_then(|explanation| explanation.decoded.as_ref());
    if let Some(message) = decoded.and_then(|decoded| decoded.messages.get(state.message)) {
        numbers(words, message, &mut lines);
    }
    let version = [env!("CARGO_PKG_VERSION"), " ", &data_version()].concat();
    lines.push(words.fill(TextId(word::UI_SUPPORT_DATA), &[("version", &version)]));
    lines.join("\n")
}

fn numbers(words: Words<'_>, message: &Message, lines: &mut Vec<String>) {
    for field in &message.fields {
        if field.path == "2" {
            let from = field.value.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
            let last = ["•••• ", field.value.get(from..).unwrap_or_default()].concat();
            lines.push(words.fill(TextId(word::UI_SUPPORT_CARD), &[("value", &last)]));
        } else if WANTED.contains(&field.path.as_str()) {
            lines.push([words.name(field), " (", &field.path, "): ", field.value.trim()].concat());
        }
    }
}

/// The catalogue's date and fingerprint.
pub fn data_version() -> String {
    tables::VERSION.to_owned()
}
