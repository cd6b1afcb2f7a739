//! The screen that is turned round to the customer: large, in two languages, neutral, with one deliberate way back.

use crate::{
    card,
    el::{self, El},
    model::{Model, State},
};
use field39::catalogue::{Pack, TextId, tables::word};
use leptos::prelude::*;
use std::rc::Rc;

/// The screen.
pub fn view(model: &Rc<Model>, state: &State) -> AnyView {
    let Some(say) = state.card().as_ref().and_then(card::advice).and_then(|advice| advice.say()) else {
        return ().into_any();
    };
    let Some(pack) = state.pack() else { return ().into_any() };
    let line = |pack: &Pack| El::new("p").attr("lang", pack.tag()).text(pack.text(say)).build();
    // The customer's language comes first: it is the one that staff do not read.
    let lines = state.other_pack().into_iter().chain([pack]).map(line);
    let model = Rc::clone(model);
    El::new("section")
        .class("customer")
        .part("customer")
        .attr("role", "dialog")
        .children(lines.collect::<Vec<_>>())
        .child(
            el::button("act quiet", pack.text(TextId(word::UI_BACK)), move || {
                model.change(|state| state.customer = false)
            })
            .part("back")
            .build(),
        )
        .build()
}
