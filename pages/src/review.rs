//! The page for reviewers: what is promised, and the command that shows each promise to hold. Its text is
//! `words/reviewers.<tag>.html`, one per language.

use crate::{
    frame::{self, Contents},
    site::{Language, Page, Site},
};

const TEXTS: [(&str, &str); 2] =
    [("en", include_str!("../words/reviewers.en.html")), ("zh-Hans", include_str!("../words/reviewers.zh-Hans.html"))];

/// The page.
pub fn page(site: &Site, language: &Language) -> Page {
    let path = |language: &Language| format!("{}/reviewers/", language.page.folder);
    let text = TEXTS.iter().find(|(tag, _)| *tag == language.tag).map_or(TEXTS[0].1, |(_, text)| text);
    let heading = text.split_once("<h1>").and_then(|(_, rest)| rest.split_once("</h1>")).map_or("", |(title, _)| title);
    let contents = Contents {
        path: path(language),
        others: site.languages.iter().map(path).collect(),
        title: format!("{heading} - Field 39"),
        description: heading.to_owned(),
        linked: String::new(),
        trail: vec![("../codes/".into(), language.page.all_systems.as_str())],
        main: text.to_owned(),
        widget: None,
    };
    frame::page(site, language, &contents)
}
