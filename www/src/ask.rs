//! Where a code means different things and nothing says which machine showed it: the readings side by side, none
//! chosen beforehand.

use crate::{
    el::{self, El},
    icon::icon,
    model::{State, ui},
};
use field39::{
    catalogue::{EntryId, TextId, Verdict, tables::word},
    explain::{Answer, Explanation, Words},
};

/// The readings between which nothing decides; none where one stands out or a person has chosen.
fn readings(state: &State, explanation: &Explanation) -> Vec<EntryId> {
    if state.picked.is_some() {
        return Vec::new();
    }
    let likely = explanation.answers.iter().take(explanation.undecided);
    let listed = likely.filter_map(|answer| match answer {
        Answer::Listed(entry) => Some(*entry),
        _ => None,
    });
    listed.collect()
}

/// The question, where there is one.
pub fn view(state: &State, words: Words<'_>, explanation: &Explanation) -> Option<El> {
    let readings = readings(state, explanation);
    let code = readings.first()?.code();
    let tiles = readings.iter().map(|entry| {
        let verdict = entry.verdict();
        el::button("tile", "", ["pick:", entry.system().key(), ":", entry.code()].concat())
            .attr("data-verdict", verdict.name())
            .child(icon(verdict))
            .child(el::text("b", "", words.text(entry.system().short())))
            .child(el::text("span", "", words.title(*entry)))
            .child(el::text("small", "", words.text(verdict.text())))
    });
    let why = words.fill(TextId(word::UI_UNDECIDED), &[("code", code)]);
    let head = El::new("header")
        .class("verdict")
        .child(icon(Verdict::Unlisted))
        .child(
            El::new("div").child(el::text("h2", "", ui(words, word::UI_WHICH_MACHINE))).child(el::text("p", "", why)),
        )
        .child(el::code("b", "big", code));
    let view = El::new("article")
        .class("card ask")
        .part("ask")
        .attr("data-verdict", "not-a-result")
        .child(head)
        .child(El::new("div").class("tiles").children(tiles.collect()));
    Some(view)
}
