//! Why one may believe the card: sources with dates, how sure, how the text was read, what circulates and is false, and
//! where to report a mistake.

use crate::{
    el::{self, El, fold},
    model::{State, ui},
};
use field39::{
    catalogue::{Source, TextId, tables::word},
    decode,
    explain::{self, Answer, Kind, Other, Words},
};

/// The misreading that circulates, and what sources disagree about.
pub fn asides(words: Words<'_>, answer: &Answer) -> Vec<El> {
    let (misread, dispute) = match answer {
        Answer::Listed(entry) => (words.text(entry.misread()), words.text(entry.dispute())),
        Answer::Unlisted { system, code } => {
            (explain::unlisted_misread(*system, code).map_or("", |text| words.text(text)), "")
        }
        Answer::Host(_) => ("", ""),
    };
    let aside = |part: &'static str, label: u16, text: &str| {
        let line = El::new("p").class("aside").part(part).child(el::text("b", "", ui(words, label)));
        (!text.is_empty()).then(|| line.text(text))
    };
    [aside("misread", word::UI_MISREAD, misread), aside("dispute", word::UI_DISPUTE, dispute)]
        .into_iter()
        .flatten()
        .collect()
}

/// Sources, folded below one line that says how sure.
pub fn view(state: &State, words: Words<'_>, answer: &Answer) -> El {
    let section = El::new("section").class("proof").part("sources");
    let section = match (answer, answer.advice()) {
        (Answer::Host(row), _) => {
            let line = El::new("p").child(el::text("b", "level", ui(words, word::UI_FROM_THIS_SITE)));
            section.child(line.text(row.source.as_str()))
        }
        (_, Some(advice)) => {
            let sources: Vec<Source<'_>> = advice.sources().map(|source| words.source(source)).collect();
            section.child(folded(words, advice.level().name(), &sources))
        }
        (_, None) => section,
    };
    section.maybe(reading(state, words)).maybe(report(words, answer, state))
}

fn folded(words: Words<'_>, level: &'static str, sources: &[Source<'_>]) -> El {
    let label = match level {
        "A" => word::UI_LEVEL_A,
        "B" => word::UI_LEVEL_B,
        "C" => word::UI_LEVEL_C,
        _ => word::UI_LEVEL_D,
    };
    let checked = |source: &Source<'_>| words.fill(TextId(word::UI_CHECKED), &[("date", source.checked)]);
    let mut line = ui(words, label);
    // Sources come with the second part of the words.
    if let Some(source) = sources.first().filter(|source| !source.checked.is_empty()) {
        line.push_str(" · ");
        line.push_str(&checked(source));
    }
    let summary = El::new("summary").child(el::text("b", "level", level)).child(el::text("span", "", line));
    let list = sources.iter().map(|source| {
        let mut name = source.title.to_owned();
        if !source.edition.is_empty() {
            name.push_str(", ");
            name.push_str(source.edition);
        }
        let name = if source.url.is_empty() {
            el::text("span", "", name)
        } else {
            el::text("a", "", name).attr("href", source.url).attr("rel", "noreferrer noopener")
        };
        let by = [source.owner, " · ", &checked(source)].concat();
        El::new("li").part("source").child(name).child(el::text("small", "faint", by))
    });
    fold("sources", summary, vec![El::new("ul").children(list.collect())])
}

/// How the text was read, and one tap to read it otherwise.
fn reading(state: &State, words: Words<'_>) -> Option<El> {
    let explanation = state.explanation.as_ref().filter(|explanation| explanation.kind != Kind::Message)?;
    let read_as: Vec<String> = explanation.read_as.iter().map(|note| words.note(note)).collect();
    let mut line = El::new("p").class("reading").part("reading").child(el::text("span", "", read_as.join(" · ")));
    if state.picked.is_some() || explanation.alternatives.is_empty() {
        return Some(line);
    }
    // What was typed may hold a card number.
    let other = |other: &Other| {
        let text = decode::mask_card_numbers(&other.text);
        el::button("chip", text.clone(), ["query:", &text].concat())
    };
    line = line.child(el::text("span", "", ui(words, word::UI_OTHER_READINGS)));
    line = line.children(explanation.alternatives.iter().map(other).collect());
    Some(line)
}

/// A public link that carries the code and nothing else. A host's own codes are not ours to publish, and of what was in
/// a message only what our tables list may go into a link.
fn report(words: Words<'_>, answer: &Answer, state: &State) -> Option<El> {
    let is_message = state.explanation.as_ref().is_some_and(|explanation| explanation.kind == Kind::Message);
    let code = match answer {
        Answer::Listed(_) => answer.code(),
        Answer::Unlisted { code, .. } if !is_message && code.len() <= 5 => code,
        _ => return None,
    };
    let mut link = ui(words, word::UI_REPORT_LINK);
    link.push_str(answer.system()?.key());
    link.push_str("%3A");
    for byte in code.bytes() {
        let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
        link.push(if plain { char::from(byte) } else { '+' });
    }
    let name = el::text("a", "report", ui(words, word::UI_REPORT)).part("report");
    Some(name.attr("href", link).attr("rel", "noreferrer noopener").attr("target", "_blank"))
}
