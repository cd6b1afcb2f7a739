//! The answer card, in the order of the product: verdict, meaning, steps, again, customer, elsewhere, sources.

use crate::{
    answers, customer,
    el::{self, El, fold},
    icon::icon,
    model::{State, ui},
    sources, support,
};
use field39::{
    catalogue::{Advice, Again, EntryId, SystemId, TextId, tables::word},
    explain::{self, Answer, Kind, Words},
};

/// The usual term; nothing for a value that has none.
fn title(words: Words<'_>, answer: &Answer) -> String {
    match answer {
        Answer::Listed(entry) => words.title(*entry).to_owned(),
        Answer::Unlisted { .. } => String::new(),
        Answer::Host(row) => row.title.clone(),
    }
}

fn meaning(words: Words<'_>, answer: &Answer) -> String {
    match answer {
        Answer::Listed(entry) => words.entry_meaning(*entry).to_owned(),
        Answer::Unlisted { system, code } => words.unlisted(*system, code),
        Answer::Host(row) => row.meaning.clone(),
    }
}

/// Whose code it is, as the card names it.
fn owner(words: Words<'_>, answer: &Answer) -> String {
    let system = answer.system();
    system.map_or_else(|| ui(words, word::UI_FROM_THIS_SITE), |system| words.text(system.short()).to_owned())
}

/// The card. In a message (`alone` is false) what follows the first four parts is folded: the fields come next.
pub fn view(state: &State, words: Words<'_>, answer: &Answer, alone: bool) -> El {
    let system = answer.system().map_or("host", SystemId::key);
    let part = |name, parts| El::new("div").class(name).part(name).children(parts);
    let inside = El::new("div")
        .class("inside")
        .child(part("first", first(state, words, answer)))
        .child(part("then", then(state, words, answer)))
        .child(more(state, words, answer, alone));
    El::new("article")
        .class(if alone { "card" } else { "card inner" })
        .part("card")
        .key([system, ":", answer.code()].concat())
        .attr("data-verdict", answer.verdict().name())
        .attr("data-code", answer.code())
        .attr("data-system", system)
        .child(verdict(words, answer))
        .child(inside)
        .maybe(answer.advice().and_then(|advice| customer::view(state, words, advice.say()?)))
}

/// Verdict, term and code, on the verdict's colour.
fn verdict(words: Words<'_>, answer: &Answer) -> El {
    let term = title(words, answer);
    let mut line = owner(words, answer);
    if !term.is_empty() {
        line.push_str(" · ");
        line.push_str(&term);
    }
    let verdict = answer.verdict();
    El::new("header")
        .class("verdict")
        .part("verdict")
        .child(icon(verdict))
        .child(El::new("div").child(el::text("h2", "", words.text(verdict.text()))).child(el::text("p", "", line)))
        .child(el::code("b", if answer.code().len() > 6 { "big long" } else { "big" }, answer.code()).part("code"))
}

/// What has to be on the first screen.
fn first(state: &State, words: Words<'_>, answer: &Answer) -> Vec<El> {
    let mut parts = Vec::new();
    let meaning = meaning(words, answer);
    if !meaning.is_empty() {
        parts.push(El::new("p").class("meaning").part("meaning").text(meaning));
    }
    if let Some(advice) = answer.advice() {
        parts.push(steps(state, words, answer, advice));
    }
    if let Some(rule) = answer.again() {
        parts.push(again(words, answer, rule));
    }
    parts
}

fn steps(state: &State, words: Words<'_>, answer: &Answer, advice: Advice) -> El {
    let own = match answer {
        Answer::Host(row) => row
            .contact
            .as_deref()
            .filter(|contact| !contact.is_empty())
            .map(|contact| el::text("span", "contact", contact).part("contact")),
        _ => None,
    };
    // Once is enough: steps are few.
    let mut whom = own.or_else(|| state.contact.view());
    let steps = advice.steps().map(|(actor, text)| {
        let means_acquirer = actor.name() == "acquirer" || text.0 == word::ADVICE_CALL_ACQUIRER;
        let whom = if means_acquirer { whom.take() } else { None };
        let line = El::new("span").child(el::text("b", "", words.text(actor.text()))).text(words.text(text));
        El::new("li").part("advice").child(line.maybe(whom))
    });
    El::new("ol").part("steps").attr("aria-label", ui(words, word::UI_STEPS)).children(steps.collect())
}

fn again(words: Words<'_>, answer: &Answer, rule: Again) -> El {
    let line = |tag| {
        El::new(tag).child(el::text("b", "", ui(words, word::UI_AGAIN))).child(el::text(
            "span",
            "",
            words.text(rule.text()),
        ))
    };
    let rules = match answer {
        Answer::Listed(entry) => rules(words, *entry),
        _ => Vec::new(),
    };
    let block = if rules.is_empty() { line("p") } else { fold("", line("summary"), rules) };
    El::new("div").class("again").part("again").child(block)
}

/// One line for each channel that a rule speaks about, with its date.
fn rules(words: Words<'_>, entry: EntryId) -> Vec<El> {
    let line = |rule: field39::catalogue::RuleId| {
        let date = words.fill(TextId(word::UI_AS_OF), &[("date", rule.as_of())]);
        let channels: Vec<&str> = rule.channels().map(|channel| words.text(channel.text())).collect();
        let owner = rule.sources().next().map_or("", |source| words.source(source).owner);
        El::new("p")
            .class("rule")
            .child(el::text("b", "", channels.join(" / ")))
            .child(el::text("span", "", words.text(rule.text())))
            .child(el::text("small", "faint", [owner, " · ", &date].concat()))
    };
    // Their words come with the second part.
    entry.rules().filter(|rule| !words.text(rule.text()).is_empty()).map(line).collect()
}

/// What to say, to show and to hand on.
fn then(state: &State, words: Words<'_>, answer: &Answer) -> Vec<El> {
    let mut parts = Vec::new();
    let mut acts = El::new("div").class("acts");
    if let Some(say) = answer.advice().and_then(Advice::say) {
        parts.push(
            El::new("div").class("say").part("say").child(el::text("h3", "", ui(words, word::UI_SAY))).child(el::text(
                "q",
                "",
                words.text(say),
            )),
        );
        acts = acts.child(el::button("act", ui(words, word::UI_SHOW_CUSTOMER), "customer").part("show-customer"));
    }
    parts.push(acts.child(support::button(state, words, word::UI_COPY, "copy:summary").part("copy")));
    parts.extend(support::by_hand(state, words));
    parts
}

/// The other readings, and why to believe this one.
fn more(state: &State, words: Words<'_>, answer: &Answer, alone: bool) -> El {
    let mut more: Vec<El> = elsewhere(state, words, answer).into_iter().collect();
    more.extend(sources::asides(words, answer));
    more.push(sources::view(state, words, answer));
    if alone {
        return El::new("div").class("more").children(more);
    }
    let summary = words.fill(TextId(word::UI_MORE_ABOUT), &[("code", answer.code())]);
    fold("more about", el::text("summary", "", summary), more)
}

fn elsewhere(state: &State, words: Words<'_>, answer: &Answer) -> Option<El> {
    let mut others: Vec<Answer> = explain::elsewhere(answer).into_iter().map(Answer::Listed).collect();
    // What was typed may be a code of another system as it stands: `5` beside `05`.
    let explanation = state.explanation.as_ref().filter(|explanation| explanation.kind == Kind::Code);
    let typed = explanation.iter().flat_map(|explanation| &explanation.answers);
    others.extend(typed.filter(|other| matches!(other, Answer::Listed(_)) && other.code() != answer.code()).cloned());
    if others.is_empty() {
        return None;
    }
    let heading = words.fill(TextId(word::UI_ELSEWHERE), &[("code", answer.code())]);
    let section = El::new("section").part("elsewhere").child(el::text("h3", "", heading.clone()));
    Some(section.children(answers::rows(state, words, heading, &others)))
}
