//! The answer card, in the order of the product: verdict, meaning, steps, again, customer, elsewhere, sources.

use crate::{
    answers,
    el::{self, El},
    model::{Model, ui},
    support,
};
use field39::{
    catalogue::{Advice, EntryId, SystemId, TextId, tables::word},
    explain::{self, Answer, Words},
};
use leptos::prelude::*;
use std::rc::Rc;

/// What to do about an answer.
pub fn advice(answer: &Answer) -> Option<Advice> {
    match answer {
        Answer::Listed(entry) => Some(entry.advice()),
        Answer::Unlisted { system, .. } => system.unlisted(),
        Answer::Host(_) => SystemId::all().next().and_then(SystemId::unlisted),
    }
}

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

/// The card.
pub fn view(model: &Rc<Model>, words: Words<'_>, answer: &Answer, read_as: &[String]) -> AnyView {
    let system = answer.system().map_or("host", SystemId::key);
    El::new("article")
        .class("card")
        .part("card")
        .attr("data-verdict", answer.verdict().name())
        .attr("data-code", answer.code())
        .attr("data-system", system)
        .child(verdict(words, answer))
        .child(El::new("div").class("inside").children(inside(model, words, answer, read_as)).build())
        .build()
}

/// Verdict, term and code, on the verdict's colour.
pub fn verdict(words: Words<'_>, answer: &Answer) -> AnyView {
    let owner = answer.system().map_or_else(String::new, |system| words.text(system.short()).to_owned());
    let term = title(words, answer);
    let line = [owner, term].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    El::new("header")
        .class("verdict")
        .part("verdict")
        .attr("data-verdict", answer.verdict().name())
        .child(answers::mark(answer.verdict()))
        .child(
            El::new("div")
                .child(el::text("h2", "", words.text(answer.verdict().text())))
                .child(el::text("p", "", line))
                .build(),
        )
        .child(el::text("b", "big", answer.code()))
        .build()
}

fn inside(model: &Rc<Model>, words: Words<'_>, answer: &Answer, read_as: &[String]) -> Vec<AnyView> {
    let mut parts = vec![El::new("p").class("meaning").part("meaning").text(meaning(words, answer)).build()];
    if let Some(advice) = advice(answer) {
        let steps = advice.steps().map(|(actor, text)| {
            let line = El::new("span")
                .child(el::text("b", "", words.text(actor.text())))
                .child(el::text("span", "", words.text(text)))
                .build();
            El::new("li").child(line).build()
        });
        parts.push(
            El::new("ol")
                .part("steps")
                .attr("aria-label", ui(words, word::UI_STEPS))
                .children(steps.collect::<Vec<_>>())
                .build(),
        );
        parts.push(again(words, answer, advice));
        if let Some(say) = advice.say() {
            parts.push(customer(model, words, say));
        }
    }
    parts.push(support::button(model, words, answer));
    parts.extend(elsewhere(model, words, answer));
    parts.extend(asides(words, answer));
    parts.push(sources(words, answer, read_as));
    parts
}

fn again(words: Words<'_>, answer: &Answer, advice: Advice) -> AnyView {
    let line = El::new("p")
        .child(el::text("b", "", ui(words, word::UI_AGAIN)))
        .child(el::text("span", "", words.text(advice.again().text())))
        .build();
    let rules = match answer {
        Answer::Listed(entry) => rules(words, *entry),
        _ => Vec::new(),
    };
    let block = El::new("div").class("again").part("again");
    if rules.is_empty() {
        return block.child(line).build();
    }
    let summary = El::new("summary").child(line).build();
    block.child(El::new("details").child(summary).children(rules).build()).build()
}

/// One line for each channel that a rule speaks about, with its date.
fn rules(words: Words<'_>, entry: EntryId) -> Vec<AnyView> {
    let mut lines = Vec::new();
    for rule in entry.rules() {
        let date = words.fill(TextId(word::UI_AS_OF), &[("date", rule.as_of())]);
        let channels: Vec<&str> = rule.channels().map(|channel| words.text(channel.text())).collect();
        lines.push(
            El::new("p")
                .class("rule")
                .child(el::text("b", "", channels.join(" / ")))
                .child(el::text("span", "", words.text(rule.text())))
                .child(el::text("small", "faint", date))
                .build(),
        );
    }
    lines
}

fn customer(model: &Rc<Model>, words: Words<'_>, say: TextId) -> AnyView {
    let model = Rc::clone(model);
    El::new("div")
        .class("say")
        .part("say")
        .attr("role", "group")
        .attr("aria-label", ui(words, word::UI_SAY))
        .child(el::text("q", "", words.text(say)))
        .child(
            el::button("act", ui(words, word::UI_SHOW_CUSTOMER), move || model.change(|state| state.customer = true))
                .part("show-customer")
                .build(),
        )
        .build()
}

fn elsewhere(model: &Rc<Model>, words: Words<'_>, answer: &Answer) -> Vec<AnyView> {
    let others: Vec<Answer> = explain::elsewhere(answer).into_iter().map(Answer::Listed).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let heading = words.fill(TextId(word::UI_ELSEWHERE), &[("code", answer.code())]);
    let rows = answers::rows(model, words, &others);
    vec![El::new("section").part("elsewhere").child(el::text("h3", "", heading)).child(rows).build()]
}

/// The misreading that circulates, and what sources disagree about.
fn asides(words: Words<'_>, answer: &Answer) -> Vec<AnyView> {
    let (misread, dispute) = match answer {
        Answer::Listed(entry) => (words.text(entry.misread()), words.text(entry.dispute())),
        Answer::Unlisted { system, code } => {
            (explain::unlisted_misread(*system, code).map_or("", |text| words.text(text)), "")
        }
        Answer::Host(_) => ("", ""),
    };
    let aside = |part: &'static str, label: u16, text: &str| {
        let line = El::new("p").class("aside").part(part).child(el::text("b", "", ui(words, label)));
        (!text.is_empty()).then(|| line.child(el::text("span", "", text)).build())
    };
    [aside("misread", word::UI_MISREAD, misread), aside("dispute", word::UI_DISPUTE, dispute)]
        .into_iter()
        .flatten()
        .collect()
}

fn sources(words: Words<'_>, answer: &Answer, read_as: &[String]) -> AnyView {
    let Some(advice) = advice(answer) else { return ().into_any() };
    let level = advice.level().name();
    let label = match level {
        "A" => word::UI_LEVEL_A,
        "B" => word::UI_LEVEL_B,
        "C" => word::UI_LEVEL_C,
        _ => word::UI_LEVEL_D,
    };
    let list = advice.sources().map(|source| words.source(source)).map(|source| {
        let date = words.fill(TextId(word::UI_CHECKED), &[("date", source.checked)]);
        let edition = if source.edition.is_empty() { String::new() } else { format!(", {}", source.edition) };
        let name = format!("{}{edition}", source.title);
        let name = match source.url {
            url if !url.is_empty() => {
                El::new("a").attr("href", url.to_owned()).attr("rel", "noreferrer noopener").text(name).build()
            }
            _ => el::text("span", "", name),
        };
        El::new("li").child(name).child(el::text("small", "faint", format!("{} · {date}", source.owner))).build()
    });
    let first = advice.sources().next().map(|source| words.source(source).checked);
    let date = first.map_or_else(String::new, |date| words.fill(TextId(word::UI_CHECKED), &[("date", date)]));
    let summary = El::new("summary")
        .child(el::text("b", "level", level))
        .child(el::text("span", "", format!("{} · {date}", ui(words, label))))
        .child(el::text("small", "faint", read_as.join(" · ")))
        .build();
    El::new("details")
        .class("sources")
        .part("sources")
        .child(summary)
        .child(El::new("ul").children(list.collect::<Vec<_>>()).build())
        .build()
}
