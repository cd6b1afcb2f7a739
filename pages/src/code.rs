//! The page of one code: the whole answer card, readable without a script.

use crate::{
    card,
    frame::{self, Contents, term_set},
    html::{Html, json},
    site::{Language, Page, Site, code_path, system_path},
    slug,
    words::fill,
};
use field39::{
    catalogue::SystemId,
    explain::{Answer, Words},
};

/// Prints the page of the answer at a place of its system's list.
pub fn page(site: &Site, language: &Language, answers: &[Answer], at: usize) -> Page {
    let answer = &answers[at];
    let words = language.words();
    let path = code_path(language, answer);
    let up = "../".repeat(path.matches('/').count());
    let system = answer.system();
    let key = system.map_or("", SystemId::key);
    let system_name = system.map_or("", |system| words.text(system.name()));
    let title = title(language, answer);
    let description = description(language, words, answer);
    let mut main = Html::default();
    card::print(site, language, answer, &mut main);
    neighbours(language, answers, at, &mut main);
    let linked = format!(
        "{{\"@context\":\"https://schema.org\",\"@type\":\"DefinedTerm\",\"name\":{},\"termCode\":{},\
         \"description\":{},\"inLanguage\":{},\"url\":{},\"inDefinedTermSet\":{}}}",
        json(card::title(words, answer)),
        json(answer.code()),
        json(&card::meaning(words, answer)),
        json(&language.tag),
        json(&site.address(&up, &path)),
        system
            .map_or_else(|| "{}".to_owned(), |system| term_set(site, &up, &system_path(language, system), system_name)),
    );
    let contents = Contents {
        others: site.languages.iter().map(|other| code_path(other, answer)).collect(),
        path,
        title,
        description,
        linked,
        trail: vec![
            ("../../".into(), language.page.all_systems.as_str()),
            ("../".into(), system.map_or("", |system| words.text(system.short()))),
        ],
        main: main.into_string(),
        widget: Some(key),
    };
    frame::page(site, language, &contents)
}

/// What search engines show: code, term, whose code.
fn title(language: &Language, answer: &Answer) -> String {
    let (words, page) = (language.words(), &language.page);
    let Some(system) = answer.system() else { return answer.code().to_owned() };
    let (name, short) = (words.text(system.name()), words.text(system.short()));
    let pattern = if !card::shows_code(answer) {
        &page.phrase_title
    } else if !system.carries_codes() || page.says_it.iter().any(|word| name.contains(word.as_str())) {
        &page.value_title
    } else {
        &page.code_title
    };
    let values = [("code", answer.code()), ("title", card::title(words, answer)), ("system", name), ("short", short)];
    fill(pattern, &values)
}

fn description(language: &Language, words: Words<'_>, answer: &Answer) -> String {
    let verdict = words.text(answer.verdict().text());
    let meaning = card::meaning(words, answer);
    let again = answer.advice().map_or("", |advice| words.text(advice.again().text()));
    let values = [("verdict", verdict), ("meaning", meaning.as_str()), ("again", again)];
    fill(&language.page.description, &values).trim().to_owned()
}

/// The codes before and after, and the way into the tool.
fn neighbours(language: &Language, answers: &[Answer], at: usize, html: &mut Html) {
    let words = language.words();
    html.raw("<p class=\"near\">");
    let near = [(at.checked_sub(1), &language.page.before), (Some(at + 1), &language.page.next)];
    for (place, name) in near {
        let Some(other) = place.and_then(|place| answers.get(place)) else { continue };
        html.raw("<a").attribute("href", &format!("../{}/", slug::of(other.code()))).raw("><small>").text(name);
        html.raw("</small> ").element("b", card::shown_code(other)).raw(" ").text(card::title(words, other));
        html.raw("</a>");
    }
    html.raw("</p>");
}
