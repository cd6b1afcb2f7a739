//! The table of one system, which prints on paper, and the list of all systems.

use crate::{
    card,
    frame::{self, Contents, term_set},
    html::{Html, json},
    site::{Language, Page, Site, system_path},
    slug,
    words::fill,
};
use field39::{
    catalogue::{SystemId, Verdict},
    explain::Answer,
};

/// All codes of one system.
pub fn system(site: &Site, language: &Language, system: SystemId, answers: &[Answer]) -> Page {
    let (words, page) = (language.words(), &language.page);
    let name = words.text(system.name());
    let path = system_path(language, system);
    let count = system.len().to_string();
    let values = [("system", name), ("count", count.as_str())];
    let mut main = Html::default();
    main.element("h1", name).element("p class=\"faint\"", &fill(&page.codes, &values));
    main.raw("<table><thead><tr>");
    for heading in [&page.code, &page.title, &page.verdict, &page.again] {
        main.element("th scope=\"col\"", heading);
    }
    main.raw("</tr></thead><tbody>");
    for answer in answers {
        row(language, answer, &mut main);
    }
    main.raw("</tbody></table>");
    let up = "../".repeat(path.matches('/').count());
    let set = term_set(site, &up, &path, name);
    let contents = Contents {
        others: site.languages.iter().map(|other| system_path(other, system)).collect(),
        path,
        title: fill(&page.system_title, &values),
        description: fill(&page.system_description, &values),
        linked: set.replacen('{', "{\"@context\":\"https://schema.org\",", 1),
        trail: vec![("../".into(), page.all_systems.as_str())],
        main: main.into_string(),
        widget: Some(system.key()),
    };
    frame::page(site, language, &contents)
}

fn row(language: &Language, answer: &Answer, html: &mut Html) {
    let words = language.words();
    let missing = answer.verdict() == Verdict::Unlisted;
    let title = if missing { language.page.not_listed.as_str() } else { card::title(words, answer) };
    let code = if card::shows_code(answer) { answer.code() } else { "→" };
    html.raw("<tr").attribute("data-verdict", answer.verdict().name()).raw("><th scope=\"row\"><a");
    html.attribute("href", &format!("{}/", slug::of(answer.code())));
    if !card::shows_code(answer) {
        html.attribute("aria-label", title);
    }
    html.raw(">").text(code).raw("</a></th><td>").text(title).raw("</td><td>");
    html.text(words.text(answer.verdict().text())).raw("</td><td>");
    html.text(answer.advice().map_or("", |advice| words.text(advice.again().text()))).raw("</td></tr>");
}

/// All systems, those that most people meet first.
pub fn systems(site: &Site, language: &Language) -> Page {
    let page = &language.page;
    let count = SystemId::all().map(SystemId::len).sum::<usize>().to_string();
    let path = |language: &Language| format!("{}/codes/", language.page.folder);
    let mut main = Html::default();
    main.element("h1", &page.systems_title).element("p", &page.systems_intro);
    for (front, heading) in [(true, &page.most_met), (false, &page.others)] {
        main.element("h2", heading).raw("<ul class=\"systems\">");
        for system in SystemId::all().filter(|system| system.is_front() == front) {
            let count = system.len().to_string();
            main.raw("<li><a").attribute("href", &format!("{}/", system.key())).raw(">");
            main.text(language.words().text(system.name())).raw("</a> ");
            main.element("small", &fill(&page.codes, &[("count", count.as_str())])).raw("</li>");
        }
        main.raw("</ul>");
    }
    let title = page.systems_title.clone();
    let linked =
        format!("{{\"@context\":\"https://schema.org\",\"@type\":\"CollectionPage\",\"name\":{}}}", json(&title));
    let contents = Contents {
        path: path(language),
        others: site.languages.iter().map(path).collect(),
        title,
        description: fill(&page.systems_description, &[("count", count.as_str())]),
        linked,
        trail: Vec::new(),
        main: main.into_string(),
        widget: Some(""),
    };
    frame::page(site, language, &contents)
}
