//! What every page has around its contents: head, policy, style, the way back, the other languages, the foot.

use crate::{
    html::{Html, json},
    site::{Language, Page, Site},
    words::fill,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The one style sheet, inline, so that a page is one file and needs no second request.
const STYLE: &str = include_str!("../page.css");

/// What a page may do; `{style}` is the hash of its style sheet. Only the widget's own files may be loaded, and no
/// markup may be made from text.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src '{style}'; \
     connect-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

/// The style sheet without what only editors need.
fn style() -> String {
    let mut small = String::new();
    for line in STYLE.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("/*")) {
        small.push_str(line);
    }
    small
}

/// The hash of the style sheet, as a policy wants it.
pub fn style_hash() -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(style().as_bytes())))
}

/// A page before it is put into its frame.
pub struct Contents<'a> {
    /// Its folder in the language that it is in.
    pub path: String,
    /// Its folders in all languages, in the site's order.
    pub others: Vec<String>,
    /// Shown by search engines and in the title bar.
    pub title: String,
    /// Shown by search engines below the title.
    pub description: String,
    /// Facts for machines: a JSON object.
    pub linked: String,
    /// The way back, from the first page down: address and name.
    pub trail: Vec<(String, &'a str)>,
    /// What stands in `main`.
    pub main: String,
    /// The system that the widget starts with; without one there is no widget.
    pub widget: Option<&'a str>,
}

/// Puts a page into its frame.
pub fn page(site: &Site, language: &Language, contents: &Contents<'_>) -> Page {
    let up = "../".repeat(contents.path.matches('/').count());
    let mut html = Html::default();
    html.raw("<!doctype html><html").attribute("lang", &language.tag).raw("><head><meta charset=\"utf-8\">");
    head(&mut html, &contents.title, &contents.description);
    html.raw("<link rel=\"canonical\"").attribute("href", &site.address(&up, &contents.path)).raw(">");
    let tags = site.languages.iter().map(|one| one.tag.as_str()).zip(&contents.others);
    for (tag, path) in tags.chain(contents.others.last().map(|path| ("x-default", path))) {
        html.raw("<link rel=\"alternate\"").attribute("hreflang", tag);
        html.attribute("href", &site.address(&up, path)).raw(">");
    }
    html.raw("<link rel=\"icon\" type=\"image/svg+xml\"").attribute("href", &format!("{up}icon.svg")).raw(">");
    if !contents.linked.is_empty() {
        html.raw("<script type=\"application/ld+json\">").raw(&contents.linked).raw("</script>");
    }
    html.raw("</head><body>");
    top(site, language, contents, &up, &mut html);
    html.raw("<main>").raw(&contents.main).raw("</main>");
    if let Some(system) = contents.widget {
        tool(language, system, &up, &mut html);
    }
    foot(language, &up, &mut html);
    if contents.widget.is_some() {
        html.raw("<script type=\"module\"").attribute("src", &format!("{up}field39-explainer.js")).raw("></script>");
    }
    html.raw("</body></html>\n");
    Page { path: format!("{}index.html", contents.path), text: html.into_string() }
}

/// Policy, look and description.
fn head(html: &mut Html, title: &str, description: &str) {
    let policy = fill(POLICY, &[("style", &style_hash())]);
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").raw(&policy).raw("\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">");
    for (scheme, colour) in [("light", "#f7f6f3"), ("dark", "#14161a")] {
        html.raw("<meta name=\"theme-color\"").attribute("content", colour);
        html.attribute("media", &format!("(prefers-color-scheme: {scheme})")).raw(">");
    }
    // Chat programs make their preview of a shared link from these.
    for (property, value) in [("og:type", "article"), ("og:title", title), ("og:description", description)] {
        html.raw("<meta").attribute("property", property).attribute("content", value).raw(">");
    }
    html.element("title", title);
    html.raw("<meta name=\"description\"").attribute("content", description).raw(">");
    html.raw("<style>").raw(&style()).raw("</style>");
}

fn top(site: &Site, language: &Language, contents: &Contents<'_>, up: &str, html: &mut Html) {
    html.raw("<header class=\"top\"><nav").attribute("aria-label", &language.page.site).raw("><a class=\"mark\"");
    html.attribute("href", &format!("{up}?lang={}", language.tag))
        .attribute("aria-label", &format!("39 {}", language.page.site))
        .raw("><b>39</b></a>");
    for (address, name) in &contents.trail {
        html.raw("<a").attribute("href", address).raw(">").text(name).raw("</a>");
    }
    html.raw("</nav><p>");
    for (other, path) in site.languages.iter().zip(&contents.others).filter(|(other, _)| other.tag != language.tag) {
        let name = other.words().text(field39::catalogue::TextId(0));
        html.raw("<a").attribute("href", &format!("{up}{path}")).attribute("hreflang", &other.tag);
        html.attribute("lang", &other.tag).raw(">").text(name).raw("</a>");
    }
    html.raw("</p></header>");
}

/// The widget, below what was asked for: without a script its place holds a link.
fn tool(language: &Language, system: &str, up: &str, html: &mut Html) {
    html.raw("<section class=\"tool\"").attribute("aria-label", &language.page.tool).raw(">");
    html.element("h2", &language.page.tool);
    html.raw("<field39-explainer").attribute("lang", &language.tag).attribute("default-system", system);
    html.raw(" loading=\"focus\"><a").attribute("href", &format!("{up}{}/codes/", language.page.folder)).raw(">");
    html.text(&language.page.tool_link).raw("</a></field39-explainer></section>");
}

fn foot(language: &Language, up: &str, html: &mut Html) {
    html.raw("<footer><p>").text(&language.page.private).raw(" <a");
    html.attribute("href", &format!("{up}{}/reviewers/", language.page.folder)).raw(">");
    html.text(&language.page.reviewers).raw("</a></p></footer>");
}

/// "No such page", in all languages: served for any address, so its links cannot be relative to it.
pub fn lost(site: &Site) -> Page {
    let root = if site.base.is_empty() { "/" } else { &site.base };
    let mut html = Html::default();
    html.raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    let title: Vec<&str> = site.languages.iter().map(|language| language.page.lost_title.as_str()).collect();
    head(&mut html, &title.join(" · "), &title.join(" · "));
    html.raw("<meta name=\"robots\" content=\"noindex\"></head><body><main>");
    for language in &site.languages {
        html.raw("<section").attribute("lang", &language.tag).raw(">");
        html.element("h1", &language.page.lost_title).element("p", &language.page.lost).raw("<p><a");
        html.attribute("href", &format!("{root}{}/codes/", language.page.folder)).raw(">");
        html.text(&language.page.all_systems).raw("</a></p></section>");
    }
    html.raw("</main></body></html>\n");
    Page { path: "404.html".into(), text: html.into_string() }
}

/// A set of terms, for machines.
pub fn term_set(site: &Site, up: &str, path: &str, name: &str) -> String {
    let (name, url) = (json(name), json(&site.address(up, path)));
    format!("{{\"@type\":\"DefinedTermSet\",\"name\":{name},\"url\":{url}}}")
}
