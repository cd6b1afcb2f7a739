//! The screen that is turned round to the customer: large, in two languages, neutral. The way back takes two taps, so
//! that nobody leaves by accident; Escape works as well. It is a modal dialogue of the browser's own: nothing behind it
//! can be reached, and the focus returns to where it was.

use crate::{
    el::{self, El},
    model::{Said, State, ui},
    support,
};
use field39::{
    catalogue::{Pack, TextId, tables::word},
    explain::Words,
};

/// The sentence in each language, the customer's first: it is the one that staff do not read.
fn lines(state: &State, say: TextId) -> impl Iterator<Item = (&Pack, &str)> {
    let packs = state.other_pack().into_iter().chain(state.pack());
    packs.map(move |pack| (pack, pack.text(say))).filter(|(_, text)| !text.is_empty())
}

/// What the card says to the customer, a language a line.
pub fn text(state: &State) -> String {
    let say = state.card().and_then(|answer| answer.advice()?.say());
    let lines: Vec<&str> = say.into_iter().flat_map(|say| lines(state, say)).map(|(_, text)| text).collect();
    lines.join("\n")
}

/// The screen, closed until act.rs opens it.
pub fn view(state: &State, words: Words<'_>, say: TextId) -> Option<El> {
    let line = |(pack, text): (&Pack, &str)| el::text("p", "", text).attr("lang", pack.tag());
    let armed = state.said == Said::Armed;
    let back = if armed { word::UI_BACK_AGAIN } else { word::UI_BACK };
    let view = El::new("dialog")
        .class("customer")
        .part("customer")
        .attr("aria-label", ui(words, word::UI_SHOW_CUSTOMER))
        .children(lines(state, say).map(line).collect())
        .child(support::button(state, words, word::UI_COPY_TEXT, "copy:customer-text"))
        .child(el::button(if armed { "act armed" } else { "act quiet" }, ui(words, back), "back").part("back"));
    Some(view)
}
