//! Answers as JavaScript gets them, in JSON, as npm/js/index.d.ts describes them. Messages: message.rs.

use field39::{
    catalogue::{EntryId, SourceId, SystemId, TextId, Verdict, tables::word},
    explain::{self, Answer, Explanation, Words},
    search::Hit,
};
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
pub struct SystemView<'a> {
    key: &'static str,
    name: &'a str,
    short: &'a str,
    regions: &'static [&'static str],
    codes: usize,
}

#[derive(Serialize)]
pub struct StepView<'a> {
    actor: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChannelView<'a> {
    channel: &'static str,
    text: &'a str,
    as_of: &'static str,
    sources: Vec<usize>,
}

#[derive(Serialize)]
pub struct AgainView<'a> {
    rule: &'static str,
    text: &'a str,
    channels: Vec<ChannelView<'a>>,
}

#[derive(Serialize)]
pub struct ElsewhereView<'a> {
    system: &'static str,
    code: &'static str,
    verdict: &'static str,
    title: &'a str,
}

#[derive(Serialize)]
pub struct SourceView<'a> {
    title: &'a str,
    owner: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'a str>,
    checked: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnswerView<'a> {
    system: &'a str,
    code: &'a str,
    verdict: &'static str,
    title: &'a str,
    meaning: Cow<'a, str>,
    steps: Vec<StepView<'a>>,
    again: AgainView<'a>,
    customer_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    misread: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dispute: Option<&'a str>,
    elsewhere: Vec<ElsewhereView<'a>>,
    sources: Vec<SourceView<'a>>,
    level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<&'a str>,
}

#[derive(Serialize)]
pub struct HitView<'a> {
    system: &'static str,
    code: &'static str,
    verdict: &'static str,
    title: &'a str,
    /// In thousandths: nothing here prints fractions.
    score: u32,
}

#[derive(Serialize)]
pub struct OtherView<'a> {
    kind: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExplanationView<'a> {
    kind: &'static str,
    read_as: Vec<String>,
    answers: Vec<AnswerView<'a>>,
    undecided: usize,
    alternatives: Vec<OtherView<'a>>,
    suggestions: Vec<AnswerView<'a>>,
}

pub fn system<'a>(words: Words<'a>, system: SystemId) -> SystemView<'a> {
    SystemView {
        key: system.key(),
        name: words.text(system.name()),
        short: words.text(system.short()),
        regions: system.regions(),
        codes: system.len(),
    }
}

pub fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// More answers to one text are no help: the card lists the other readings. All that are equally likely are given.
const MOST_ANSWERS: usize = 5;

pub fn answer<'a>(words: Words<'a>, one: &'a Answer) -> AnswerView<'a> {
    AnswerView { elsewhere: others(words, one), ..plain(words, one) }
}

fn others<'a>(words: Words<'a>, one: &'a Answer) -> Vec<ElsewhereView<'a>> {
    explain::elsewhere(one).into_iter().map(|entry| elsewhere(words, entry)).collect()
}

/// An answer without the other readings of its code.
fn plain<'a>(words: Words<'a>, answer: &'a Answer) -> AnswerView<'a> {
    let advice = answer.advice();
    let mut sources: Vec<SourceId> = match answer {
        Answer::Host(_) => Vec::new(),
        _ => advice.into_iter().flat_map(|advice| advice.sources()).collect(),
    };
    let channels = match answer {
        Answer::Listed(entry) => channels(words, *entry, &mut sources),
        _ => Vec::new(),
    };
    let (title, meaning, misread, dispute) = texts(words, answer);
    let again = answer.again();
    AnswerView {
        system: answer.system().map_or("host", SystemId::key),
        code: answer.code(),
        verdict: answer.verdict().name(),
        title,
        meaning,
        steps: advice
            .into_iter()
            .flat_map(|advice| advice.steps())
            .map(|(actor, text)| StepView { actor: actor.name(), text: words.text(text) })
            .collect(),
        again: AgainView {
            rule: again.map_or("check-first", |again| again.name()),
            text: again.map_or("", |again| words.text(again.text())),
            channels,
        },
        customer_text: advice.and_then(|advice| advice.say()).map_or("", |say| words.text(say)),
        misread,
        dispute,
        elsewhere: Vec::new(),
        sources: match answer {
            Answer::Host(row) => vec![SourceView {
                title: &row.source,
                owner: words.text(TextId(word::UI_FROM_THIS_SITE)),
                url: None,
                edition: None,
                checked: "",
            }],
            _ => sources.into_iter().map(|one| source(words, one)).collect(),
        },
        level: advice.map_or("C", |advice| advice.level().name()),
        contact: match answer {
            Answer::Host(row) => row.contact.as_deref(),
            _ => None,
        },
    }
}

fn texts<'a>(words: Words<'a>, answer: &'a Answer) -> (&'a str, Cow<'a, str>, Option<&'a str>, Option<&'a str>) {
    match answer {
        Answer::Listed(entry) => (
            words.title(*entry),
            words.entry_meaning(*entry).into(),
            filled(words.text(entry.misread())),
            filled(words.text(entry.dispute())),
        ),
        Answer::Unlisted { system, code } => (
            words.text(Verdict::Unlisted.text()),
            words.unlisted(*system, code).into(),
            explain::unlisted_misread(*system, code).and_then(|text| filled(words.text(text))),
            None,
        ),
        Answer::Host(row) => (&row.title, row.meaning.as_str().into(), None, None),
    }
}

fn channels<'a>(words: Words<'a>, entry: EntryId, sources: &mut Vec<SourceId>) -> Vec<ChannelView<'a>> {
    let mut views = Vec::new();
    for rule in entry.rules() {
        let mut numbers = Vec::new();
        for source in rule.sources() {
            let at = sources.iter().position(|known| *known == source).unwrap_or_else(|| {
                sources.push(source);
                sources.len() - 1
            });
            numbers.push(at);
        }
        for channel in rule.channels() {
            views.push(ChannelView {
                channel: channel.name(),
                text: words.text(rule.text()),
                as_of: rule.as_of(),
                sources: numbers.clone(),
            });
        }
    }
    views
}

fn elsewhere<'a>(words: Words<'a>, entry: EntryId) -> ElsewhereView<'a> {
    ElsewhereView {
        system: entry.system().key(),
        code: entry.code(),
        verdict: entry.verdict().name(),
        title: words.title(entry),
    }
}

fn source<'a>(words: Words<'a>, source: SourceId) -> SourceView<'a> {
    let source = words.source(source);
    SourceView {
        title: source.title,
        owner: source.owner,
        url: filled(source.url),
        edition: filled(source.edition),
        checked: source.checked,
    }
}

/// A share of one in thousandths, rounded down, so that what was not above one half is not afterwards.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1")]
pub fn thousandths(share: f32) -> u32 {
    (share * 1000.0) as u32
}

pub fn hit<'a>(words: Words<'a>, hit: &Hit) -> HitView<'a> {
    HitView {
        system: hit.entry.system().key(),
        code: hit.entry.code(),
        verdict: hit.entry.verdict().name(),
        title: words.title(hit.entry),
        score: thousandths(hit.score),
    }
}

/// All but the message itself, which is behind the border.
pub fn explanation<'a>(words: Words<'a>, explanation: &'a Explanation) -> ExplanationView<'a> {
    ExplanationView {
        kind: explanation.kind.name(),
        read_as: explanation.read_as.iter().map(|note| words.note(note)).collect(),
        // The card has all other readings; those readings are the other answers, so they need not repeat them.
        answers: explanation
            .answers
            .iter()
            .take(MOST_ANSWERS.max(explanation.undecided))
            .enumerate()
            .map(|(at, one)| AnswerView {
                elsewhere: if at == 0 { others(words, one) } else { Vec::new() },
                ..plain(words, one)
            })
            .collect(),
        undecided: explanation.undecided,
        alternatives: explanation
            .alternatives
            .iter()
            .map(|other| OtherView { kind: other.kind.name(), text: &other.text })
            .collect(),
        suggestions: explanation.suggestions.iter().map(|one| answer(words, one)).collect(),
    }
}
