//! What search engines read: a list of all pages for each language, a list of these lists, and `robots.txt`.

use crate::{
    html::Html,
    site::{Language, Page, Site, code_path, system_path},
};

/// `sitemap.xml`, one list a language, and `robots.txt`. Search engines want whole addresses: without a base the lists
/// hold addresses that are relative to the site's root.
pub fn pages(site: &Site) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut index = Html::default();
    index.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    index.raw("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for language in &site.languages {
        let path = format!("sitemap-{}.xml", language.page.folder);
        index.raw("<sitemap><loc>").text(&site.address("", &path)).raw("</loc></sitemap>\n");
        pages.push(Page { path, text: list(site, language) });
    }
    index.raw("</sitemapindex>\n");
    pages.push(Page { path: "sitemap.xml".into(), text: index.into_string() });
    // The line must hold a whole address; without a base the list is found by its usual name.
    let list = if site.base.is_empty() { String::new() } else { format!("\nSitemap: {}sitemap.xml\n", site.base) };
    let robots = format!("User-agent: *\nAllow: /\n{list}");
    pages.push(Page { path: "robots.txt".into(), text: robots });
    pages
}

fn list(site: &Site, language: &Language) -> String {
    let mut html = Html::default();
    html.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    html.raw("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let mut add = |path: &str, date: &str| {
        html.raw("<url><loc>").text(&site.address("", path)).raw("</loc>");
        html.element("lastmod", date).raw("</url>\n");
    };
    for path in ["codes", "reviewers"] {
        add(&format!("{}/{path}/", language.page.folder), "");
    }
    for system in Site::systems() {
        add(&system_path(language, system), "");
        for answer in Site::answers(system) {
            // A page says what its sources say: it changes when they are read again.
            let sources = answer.advice().into_iter().flat_map(|advice| advice.sources());
            let date = sources.map(|source| language.words().source(source).checked).max().unwrap_or_default();
            add(&code_path(language, &answer), date);
        }
    }
    html.raw("</urlset>\n");
    html.into_string()
}
