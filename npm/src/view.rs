//! Answers as JavaScript gets them, as npm/js/index.d.ts describes them. Messages: message.rs.

use field39::{
    catalogue::{Advice, Again, EntryId, SourceId, SystemId, TextId, Verdict, tables::word},
    explain::{self, Answer, Explanation, Words},
    search::Hit,
};
use serde::Serialize;

#[derive(Serialize)]
pub struct SystemView {
    key: &'static str,
    name: String,
    short: String,
    regions: &'static [&'static str],
    codes: usize,
}

#[derive(Serialize)]
pub struct StepView {
    actor: &'static str,
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChannelView {
    channel: &'static str,
    text: String,
    as_of: &'static str,
    sources: Vec<usize>,
}

#[derive(Serialize)]
pub struct AgainView {
    rule: &'static str,
    text: String,
    channels: Vec<ChannelView>,
}

#[derive(Serialize)]
pub struct ElsewhereView {
    system: &'static str,
    code: &'static str,
    verdict: &'static str,
    title: String,
}

#[derive(Serialize)]
pub struct SourceView {
    title: String,
    owner: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<String>,
    checked: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnswerView {
    system: String,
    code: String,
    verdict: &'static str,
    title: String,
    meaning: String,
    steps: Vec<StepView>,
    again: AgainView,
    customer_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    misread: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dispute: Option<String>,
    elsewhere: Vec<ElsewhereView>,
    sources: Vec<SourceView>,
    level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
}

#[derive(Serialize)]
pub struct HitView {
    system: &'static str,
    code: &'static str,
    verdict: &'static str,
    title: String,
    score: f32,
}

#[derive(Serialize)]
pub struct OtherView {
    kind: &'static str,
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExplanationView {
    kind: &'static str,
    read_as: Vec<String>,
    answers: Vec<AnswerView>,
    undecided: usize,
    alternatives: Vec<OtherView>,
    suggestions: Vec<AnswerView>,
}

pub fn system(words: Words<'_>, system: SystemId) -> SystemView {
    SystemView {
        key: system.key(),
        name: words.text(system.name()).to_owned(),
        short: words.text(system.short()).to_owned(),
        regions: system.regions(),
        codes: system.len(),
    }
}

pub fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// More answers to one text are no help: the card lists the other readings. All that are equally likely are given.
const MOST_ANSWERS: usize = 5;

pub fn answer(words: Words<'_>, one: &Answer) -> AnswerView {
    AnswerView { elsewhere: others(words, one), ..plain(words, one) }
}

fn others(words: Words<'_>, one: &Answer) -> Vec<ElsewhereView> {
    explain::elsewhere(one).into_iter().map(|entry| elsewhere(words, entry)).collect()
}

/// An answer without the other readings of its code.
fn plain(words: Words<'_>, answer: &Answer) -> AnswerView {
    let advice = match answer {
        Answer::Listed(entry) => Some(entry.advice()),
        Answer::Unlisted { system, .. } => system.unlisted(),
        Answer::Host(_) => host_advice(answer.verdict()),
    };
    let mut sources: Vec<SourceId> = match answer {
        Answer::Host(_) => Vec::new(),
        _ => advice.into_iter().flat_map(|advice| advice.sources()).collect(),
    };
    let channels = match answer {
        Answer::Listed(entry) => channels(words, *entry, &mut sources),
        _ => Vec::new(),
    };
    let (title, meaning, misread, dispute) = texts(words, answer);
    let again = match answer {
        Answer::Host(_) => host_again(answer.verdict()),
        _ => advice.map(|advice| advice.again()),
    };
    AnswerView {
        system: answer.system().map_or_else(|| "host".to_owned(), |system| system.key().to_owned()),
        code: answer.code().to_owned(),
        verdict: answer.verdict().name(),
        title,
        meaning,
        steps: advice
            .into_iter()
            .flat_map(|advice| advice.steps())
            .map(|(actor, text)| StepView { actor: actor.name(), text: words.text(text).to_owned() })
            .collect(),
        again: AgainView {
            rule: again.map_or("check-first", |again| again.name()),
            text: again.map_or_else(String::new, |again| words.text(again.text()).to_owned()),
            channels,
        },
        customer_text: advice
            .and_then(|advice| advice.say())
            .map_or_else(String::new, |say| words.text(say).to_owned()),
        misread,
        dispute,
        elsewhere: Vec::new(),
        sources: match answer {
            Answer::Host(row) => vec![SourceView {
                title: row.source.clone(),
                owner: words.text(TextId(word::UI_FROM_THIS_SITE)).to_owned(),
                url: None,
                edition: None,
                checked: String::new(),
            }],
            _ => sources.into_iter().map(|one| source(words, one)).collect(),
        },
        level: advice.map_or("C", |advice| advice.level().name()),
        contact: match answer {
            Answer::Host(row) => row.contact.clone(),
            _ => None,
        },
    }
}

/// Steps for a row of the host: those of a value that nobody publishes, where the payment failed; else none.
fn host_advice(verdict: Verdict) -> Option<Advice> {
    let failed = matches!(verdict, Verdict::FixNow | Verdict::Stop | Verdict::ShopFix | Verdict::Unlisted);
    SystemId::all().next().filter(|_| failed).and_then(SystemId::unlisted)
}

/// What its verdict says about running the card again; a host that does not say which verdict gets the careful answer.
fn host_again(verdict: Verdict) -> Option<Again> {
    let name = match verdict {
        Verdict::Paid | Verdict::PaidPart | Verdict::NotAResult => "not-needed",
        Verdict::FixNow => "after-change",
        Verdict::ShopFix => "after-fix",
        Verdict::Stop => "never",
        Verdict::Unknown | Verdict::Unlisted => "check-first",
    };
    Again::all().find(|again| again.name() == name)
}

fn texts(words: Words<'_>, answer: &Answer) -> (String, String, Option<String>, Option<String>) {
    match answer {
        Answer::Listed(entry) => (
            words.title(*entry).to_owned(),
            words.entry_meaning(*entry).to_owned(),
            filled(words.text(entry.misread())),
            filled(words.text(entry.dispute())),
        ),
        Answer::Unlisted { system, code } => (
            words.text(Verdict::Unlisted.text()).to_owned(),
            words.unlisted(*system, code),
            explain::unlisted_misread(*system, code).and_then(|text| filled(words.text(text))),
            None,
        ),
        Answer::Host(row) => (row.title.clone(), row.meaning.clone(), None, None),
    }
}

fn channels(words: Words<'_>, entry: EntryId, sources: &mut Vec<SourceId>) -> Vec<ChannelView> {
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
                text: words.text(rule.text()).to_owned(),
                as_of: rule.as_of(),
                sources: numbers.clone(),
            });
        }
    }
    views
}

fn elsewhere(words: Words<'_>, entry: EntryId) -> ElsewhereView {
    ElsewhereView {
        system: entry.system().key(),
        code: entry.code(),
        verdict: entry.verdict().name(),
        title: words.title(entry).to_owned(),
    }
}

fn source(words: Words<'_>, source: SourceId) -> SourceView {
    let source = words.source(source);
    SourceView {
        title: source.title.to_owned(),
        owner: source.owner.to_owned(),
        url: filled(source.url),
        edition: filled(source.edition),
        checked: source.checked.to_owned(),
    }
}

pub fn hit(words: Words<'_>, hit: &Hit) -> HitView {
    HitView {
        system: hit.entry.system().key(),
        code: hit.entry.code(),
        verdict: hit.entry.verdict().name(),
        title: words.title(hit.entry).to_owned(),
        score: hit.score,
    }
}

/// All but the message itself, which is behind the border.
pub fn explanation(words: Words<'_>, explanation: &Explanation) -> ExplanationView {
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
            .map(|other| OtherView { kind: other.kind.name(), text: other.text.clone() })
            .collect(),
        suggestions: explanation.suggestions.iter().map(|one| answer(words, one)).collect(),
    }
}
