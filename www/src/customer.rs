//! The screen that is turned round to the customer: large, in two languages, neutral. The way back takes two taps, so
//! that nobody leaves by accident; Escape works as well. It is a modal dialogue of the browser's own: nothing behind it
//! can be reached, and the focus returns to where it was.

use crate::{
    el::{self, El},
    model::{Said, State, ui},
};
use field39::{
    catalogue::{Pack, TextId, tables::word},
    explain::Words,
};

/// The screen, closed until act.rs opens it.
pub fn view(state: &State, words: Words<'_>, say: TextId) -> Option<El> {
    let line = |pack: &Pack| el::text("p", "", pack.text(say)).attr("lang", pack.tag());
    // The customer's language comes first: it is the one that staff do not read.
    let lines = state.other_pack().into_iter().chain([words.pack]).filter(|pack| !pack.text(say).is_empty());
    let armed = state.said == Said::Armed;
    let back = if armed { word::UI_BACK_AGAIN } else { word::UI_BACK };
    let view = El::new("dialog")
        .class("customer")
        .part("customer")
        .attr("aria-label", ui(words, word::UI_SHOW_CUSTOMER))
        .children(lines.map(line).collect())
        .child(el::button(if armed { "act armed" } else { "act quiet" }, ui(words, back), "back").part("back"));
    Some(view)
}
