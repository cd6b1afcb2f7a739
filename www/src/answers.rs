//! What stands below the input: chips, the card or the message, other answers, or what to try first.

use crate::{
    ask, border, card,
    el::{self, El, fold},
    icon::icon,
    model::{State, ui},
};
use field39::{
    catalogue::{SystemId, TextId, Verdict, tables::word},
    decimal::decimal,
    explain::{Answer, Explanation, Kind, Words},
};

/// Queries for a first visit: what people meet most, and one of each kind.
const EXAMPLES: [&str; 5] = ["51", "R0", "A0", "98", "05"];
const EXAMPLE_OF_A_GATEWAY: &str = "{\"decline_code\":\"do_not_honor\"}";

/// Everything below the input.
pub fn view(state: &State) -> El {
    let below = El::new("div").class("below");
    let (Some(pack), Some(explanation)) = (state.pack(), &state.explanation) else { return below };
    let words = Words { pack };
    let near = near(state);
    let body = match explanation.kind {
        _ if state.text.trim().is_empty() => vec![examples(state, words)],
        // What may be wrong without the second part is not shown before it is there.
        _ if explanation.waits => vec![El::new("p").class("waiting").part("waiting")],
        Kind::Guard => vec![guard(words, explanation)],
        Kind::Message => border::show(state, words, explanation),
        Kind::Nothing => nothing(state, words, explanation),
        Kind::Code | Kind::Phrase | Kind::Concept => code(state, words, explanation),
    };
    below.attr("lang", pack.tag()).child(chips(state, words, &near)).children(body).child(others(state, words, &near))
}

/// More chips than this are a wall.
const CHIPS: usize = 7;

/// The systems that this text can be about: what this page is about, whose answers there are, whom most people meet.
/// A tap does not move them.
fn near(state: &State) -> Vec<SystemId> {
    let answers = state.explanation.iter().flat_map(|explanation| &explanation.answers);
    let front = SystemId::all().filter(|system| system.is_front());
    let mut near: Vec<SystemId> = Vec::new();
    for system in state.home.into_iter().chain(answers.filter_map(Answer::system)).chain(front) {
        if !near.contains(&system) && system.carries_codes() && near.len() < CHIPS {
            near.push(system);
        }
    }
    if let Some(system) = state.system.filter(|system| !near.contains(system)) {
        near.insert(0, system);
    }
    near
}

fn chip(state: &State, words: Words<'_>, system: SystemId) -> El {
    let on = state.system == Some(system);
    // The names of the systems that fewer people meet follow.
    let name = Some(words.text(system.short())).filter(|name| !name.is_empty()).unwrap_or(system.key());
    el::button(if on { "chip on" } else { "chip" }, name, ["system:", system.key()].concat())
        .attr("aria-pressed", if on { "true" } else { "false" })
        .attr("data-system", system.key())
}

fn chips(state: &State, words: Words<'_>, near: &[SystemId]) -> El {
    El::new("div")
        .class("chips")
        .part("chips")
        .attr("role", "group")
        .attr("aria-label", ui(words, word::UI_WHICH_MACHINE))
        .children(near.iter().map(|system| chip(state, words, *system)).collect())
}

/// All other systems, folded, at the end: the first screen is the answer's.
fn others(state: &State, words: Words<'_>, near: &[SystemId]) -> El {
    let others = SystemId::all().filter(|system| system.carries_codes() && !near.contains(system));
    let others = others.filter(|system| !words.text(system.short()).is_empty());
    let others: Vec<El> = others.map(|system| chip(state, words, system)).collect();
    let count = decimal(others.len());
    let summary = el::text("summary", "faint", words.fill(TextId(word::UI_OTHER_SYSTEMS), &[("count", &count)]));
    fold("systems", summary, vec![El::new("div").class("cloud").children(others)])
}

fn examples(state: &State, words: Words<'_>) -> El {
    let example = |class, query: &str| el::button(class, query, ["query:", query].concat());
    let mut tries: Vec<El> = EXAMPLES.iter().map(|query| example("chip code", query).attr("translate", "no")).collect();
    tries.push(example("chip", words.text(TextId(word::UI_EXAMPLE_WORDS))));
    tries.push(example("chip json", EXAMPLE_OF_A_GATEWAY).attr("translate", "no"));
    let cloud = |label: u16, chips: Vec<El>| {
        let heading = el::text("h2", "small", ui(words, label));
        El::new("section").child(heading).child(El::new("div").class("cloud").children(chips))
    };
    let again = state.recent.iter().map(|entry| {
        let text = [words.text(entry.system().short()), " ", entry.code()].concat();
        el::button("chip", text, ["open:", entry.system().key(), ":", entry.code()].concat())
            .attr("data-code", entry.code())
    });
    let again: Vec<El> = again.collect();
    El::new("div")
        .class("empty")
        .part("empty")
        .child(el::text("p", "", ui(words, word::UI_FIRST)))
        .child(cloud(word::UI_EXAMPLES, tries))
        .maybe((!again.is_empty()).then(|| cloud(word::UI_RECENT, again).part("recent")))
}

fn guard(words: Words<'_>, explanation: &Explanation) -> El {
    let text = explanation.read_as.first().map_or_else(String::new, |note| words.note(note));
    notice("guard", Verdict::Stop, text)
}

/// A calm box with one sentence.
pub fn notice(part: &'static str, verdict: Verdict, text: String) -> El {
    El::new("div").class("notice").part(part).child(icon(verdict)).child(el::text("p", "", text))
}

fn nothing(state: &State, words: Words<'_>, explanation: &Explanation) -> Vec<El> {
    let mut body = vec![notice("nothing", Verdict::Unlisted, ui(words, state.only.nothing(explanation)))];
    if !explanation.suggestions.is_empty() {
        body.push(list(state, words, ui(words, word::UI_SUGGESTIONS), &explanation.suggestions));
    } else {
        body.push(examples(state, words));
    }
    body
}

fn code(state: &State, words: Words<'_>, explanation: &Explanation) -> Vec<El> {
    if let Some(ask) = ask::view(state, words, explanation) {
        return vec![ask];
    }
    let Some(answer) = state.card() else { return Vec::new() };
    let mut body = vec![card::view(state, words, &answer, true)];
    if explanation.kind != Kind::Code && state.picked.is_none() && explanation.answers.len() > 1 {
        let others = explanation.answers.get(1..).unwrap_or_default();
        body.push(list(state, words, ui(words, word::UI_RESULTS), others));
    }
    body
}

/// Answers under a heading, outside the card.
fn list(state: &State, words: Words<'_>, heading: String, answers: &[Answer]) -> El {
    El::new("section")
        .class("list")
        .part("results")
        .child(el::text("h2", "small", heading.clone()))
        .children(rows(state, words, heading, answers))
}

/// Longer lists are folded.
const ROWS: usize = 7;

/// Answers, one a line; a tap opens it as the card.
pub fn rows(state: &State, words: Words<'_>, label: String, answers: &[Answer]) -> Vec<El> {
    let row = |answer: &Answer| {
        let Answer::Listed(entry) = answer else { return None };
        let system = entry.system();
        let verdict = entry.verdict();
        let picked = state.picked == Some(*entry);
        let row = el::button("row", "", ["pick:", system.key(), ":", entry.code()].concat())
            .attr("role", "option")
            .attr("aria-selected", if picked { "true" } else { "false" })
            .part(if picked { "option option-selected" } else { "option" })
            .attr("data-verdict", verdict.name())
            .child(el::text("i", "", words.text(system.short())))
            .child(el::text("b", "mono", entry.code()).attr("translate", "no"))
            .child(el::text("span", "", words.title(*entry)))
            .child(icon(verdict))
            .child(el::text("span", "sr", words.text(verdict.text())));
        Some(row)
    };
    let mut rows: Vec<El> = answers.iter().filter_map(row).collect();
    let more = rows.split_off(rows.len().min(state.most.unwrap_or(ROWS)));
    let list =
        |rows| El::new("div").class("rows").attr("role", "listbox").attr("aria-label", label.clone()).children(rows);
    let mut lists = vec![list(rows)];
    if !more.is_empty() {
        let count = ["+", &decimal(more.len())].concat();
        lists.push(fold("", el::text("summary", "faint", count), vec![list(more)]));
    }
    lists
}
