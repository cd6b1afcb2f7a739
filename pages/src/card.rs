//! The answer card as markup, in the order of the widget's card (`www/src/card.rs`).

use crate::{
    html::Html,
    site::{Language, Site, sibling},
    words::fill,
};
use field39::{
    catalogue::{Advice, EntryId, TextId, Verdict, tables::word},
    explain::{self, Answer, Words},
};

/// How many other systems are shown unfolded.
const UNFOLDED: usize = 8;

/// The usual term.
pub fn title<'a>(words: Words<'a>, answer: &Answer) -> &'a str {
    match answer {
        Answer::Listed(entry) => words.title(*entry),
        _ => words.text(Verdict::Unlisted.text()),
    }
}

/// One plain sentence.
pub fn meaning(words: Words<'_>, answer: &Answer) -> String {
    match answer {
        Answer::Listed(entry) => words.entry_meaning(*entry).to_owned(),
        Answer::Unlisted { system, code } => words.unlisted(*system, code),
        Answer::Host(row) => row.meaning.clone(),
    }
}

/// Whether the code is something that a machine shows; phrases have names of ours.
pub fn shows_code(answer: &Answer) -> bool {
    answer.system().is_none_or(|system| system.key() != "concept")
}

/// The code, where people see it.
pub fn shown_code(answer: &Answer) -> &str {
    if shows_code(answer) { answer.code() } else { "" }
}

/// Prints the card.
pub fn print(site: &Site, language: &Language, answer: &Answer, html: &mut Html) {
    let words = language.words();
    html.raw("<article class=\"card\"").attribute("data-verdict", answer.verdict().name()).raw(">");
    verdict(site, words, answer, html);
    html.raw("<div class=\"inside\">").element("p class=\"meaning\"", &meaning(words, answer));
    if let Some(advice) = answer.advice() {
        steps(words, advice, html);
        again(words, answer, advice, html);
        say(site, language, advice, html);
    }
    asides(words, answer, html);
    elsewhere(words, answer, html);
    sources(language, words, answer, html);
    html.raw("</div></article>");
}

fn verdict(site: &Site, words: Words<'_>, answer: &Answer, html: &mut Html) {
    html.raw("<header class=\"verdict\">").raw(&site.marks.svg(answer.verdict())).raw("<div>");
    html.element("p class=\"says\"", words.text(answer.verdict().text())).raw("<h1>");
    html.element("b class=\"big\"", shown_code(answer)).raw(" ");
    let owner = answer.system().map_or("", |system| words.text(system.short()));
    match answer {
        Answer::Listed(entry) => html.element("span", &format!("{owner} · {}", words.title(*entry))),
        _ => html.element("span", owner),
    };
    html.raw("</h1></div></header>");
}

fn steps(words: Words<'_>, advice: Advice, html: &mut Html) {
    html.element("h2", words.text(TextId(word::UI_STEPS))).raw("<ol>");
    for (actor, text) in advice.steps() {
        html.raw("<li><span>").element("b", words.text(actor.text())).raw(" ").text(words.text(text));
        html.raw("</span></li>");
    }
    html.raw("</ol>");
}

fn again(words: Words<'_>, answer: &Answer, advice: Advice, html: &mut Html) {
    html.raw("<div class=\"again\">").element("h2", words.text(TextId(word::UI_AGAIN)));
    html.element("p", words.text(advice.again().text()));
    let Answer::Listed(entry) = answer else {
        html.raw("</div>");
        return;
    };
    for rule in entry.rules() {
        let channels: Vec<&str> = rule.channels().map(|channel| words.text(channel.text())).collect();
        html.raw("<p class=\"rule\">").element("b", &channels.join(" / ")).raw(" ").text(words.text(rule.text()));
        html.raw(" ").element("small", &words.fill(TextId(word::UI_AS_OF), &[("date", rule.as_of())])).raw("</p>");
    }
    html.raw("</div>");
}

/// The sentence for the customer, and the same in the other languages: the page may be shown to somebody.
fn say(site: &Site, language: &Language, advice: Advice, html: &mut Html) {
    let Some(say) = advice.say() else { return };
    html.raw("<div class=\"say\">").element("h2", language.words().text(TextId(word::UI_SAY)));
    html.raw("<p><q>").text(language.words().text(say)).raw("</q></p>");
    for other in site.languages.iter().filter(|other| other.tag != language.tag) {
        html.raw("<p class=\"other\"><small>").text(&language.page.say_other).raw("</small> <q");
        html.attribute("lang", &other.tag).raw(">").text(other.words().text(say)).raw("</q></p>");
    }
    html.raw("</div>");
}

/// The misreading that circulates, and what sources disagree about.
fn asides(words: Words<'_>, answer: &Answer, html: &mut Html) {
    let (misread, dispute) = match answer {
        Answer::Listed(entry) => (words.text(entry.misread()), words.text(entry.dispute())),
        Answer::Unlisted { system, code } => {
            (explain::unlisted_misread(*system, code).map_or("", |text| words.text(text)), "")
        }
        Answer::Host(_) => ("", ""),
    };
    for (label, text) in [(word::UI_MISREAD, misread), (word::UI_DISPUTE, dispute)] {
        if !text.is_empty() {
            html.raw("<p class=\"aside\">").element("b", words.text(TextId(label))).raw(" ").text(text).raw("</p>");
        }
    }
}

fn elsewhere(words: Words<'_>, answer: &Answer, html: &mut Html) {
    let others = explain::elsewhere(answer);
    if others.is_empty() {
        return;
    }
    let heading = words.fill(TextId(word::UI_ELSEWHERE), &[("code", answer.code())]);
    html.raw("<section class=\"rows\">").element("h2", &heading);
    let (shown, folded) = others.split_at(others.len().min(UNFOLDED));
    for entry in shown {
        row(words, *entry, html);
    }
    if !folded.is_empty() {
        html.raw("<details><summary>+").text(&folded.len().to_string()).raw("</summary>");
        for entry in folded {
            row(words, *entry, html);
        }
        html.raw("</details>");
    }
    html.raw("</section>");
}

fn row(words: Words<'_>, entry: EntryId, html: &mut Html) {
    html.raw("<a").attribute("href", &sibling(entry)).raw(">").element("i", words.text(entry.system().short()));
    html.element("b", shown_code(&Answer::Listed(entry))).raw("<span>").text(words.title(entry));
    html.element("small", words.text(entry.verdict().text())).raw("</span></a>");
}

fn sources(language: &Language, words: Words<'_>, answer: &Answer, html: &mut Html) {
    let Some(advice) = answer.advice() else { return };
    let label = match advice.level().name() {
        "A" => word::UI_LEVEL_A,
        "B" => word::UI_LEVEL_B,
        "C" => word::UI_LEVEL_C,
        _ => word::UI_LEVEL_D,
    };
    html.raw("<section class=\"sources\">").element("h2", words.text(TextId(word::UI_SOURCES)));
    let level = format!("{} · {}", advice.level().name(), words.text(TextId(label)));
    html.element("p", &fill(&language.page.source_level, &[("level", &level)])).raw("<ul>");
    let mut all: Vec<_> = advice.sources().collect();
    if let Answer::Listed(entry) = answer {
        for source in entry.rules().flat_map(field39::catalogue::RuleId::sources) {
            if !all.contains(&source) {
                all.push(source);
            }
        }
    }
    for source in all.into_iter().map(|source| words.source(source)) {
        let edition = if source.edition.is_empty() { String::new() } else { format!(", {}", source.edition) };
        let name = format!("{}{edition}", source.title);
        // Titles are as their owners print them; Chinese among other words is read with another voice.
        let foreign = !language.tag.starts_with("zh") && name.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
        let lang = if foreign { " lang=\"zh\"" } else { "" };
        html.raw("<li>");
        if source.url.is_empty() {
            html.raw("<span").raw(lang).raw(">").text(&name).raw("</span>");
        } else {
            html.raw("<a").raw(lang).attribute("href", source.url).raw(" rel=\"noreferrer noopener\">").text(&name);
            html.raw("</a>");
        }
        let checked = words.fill(TextId(word::UI_CHECKED), &[("date", source.checked)]);
        html.raw(" ").element("small", &format!("{} · {checked}", source.owner)).raw("</li>");
    }
    html.raw("</ul></section>");
}
