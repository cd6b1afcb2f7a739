//! What stands on every page, for every code, in every language, without a script.

use field39::{
    catalogue::{EntryId, SystemId},
    explain::{Answer, Words},
};
use field39_pages::{Page, Site, slug};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    path::Path,
    sync::LazyLock,
    thread,
};

const BASE: &str = "https://example.org/codes-site/";

static SITE: LazyLock<Site> =
    LazyLock::new(|| Site::read(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap(), BASE).unwrap());

/// All pages by path.
static PAGES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let systems = Site::systems();
    let (left, right) = systems.split_at(systems.len() / 2);
    let print = |part: &[SystemId]| part.iter().flat_map(|system| SITE.print(*system)).collect::<Vec<Page>>();
    let mut all = thread::scope(|scope| {
        let half = scope.spawn(|| print(left));
        let mut all = print(right);
        all.extend(half.join().unwrap());
        all
    });
    all.extend(SITE.print_rest());
    let count = all.len();
    let pages: BTreeMap<_, _> = all.into_iter().map(|page| (page.path, page.text)).collect();
    assert_eq!(pages.len(), count, "no two pages have one path");
    // Some disks do not tell `a` from `A`.
    assert_eq!(pages.keys().map(|path| path.to_lowercase()).collect::<BTreeSet<_>>().len(), count);
    pages
});

fn escaped(text: &str) -> String {
    let mut html = field39_pages::html::Html::default();
    html.text(text);
    html.into_string()
}

#[test]
fn every_code_has_its_whole_answer_in_every_language() {
    for entry in EntryId::all() {
        for language in &SITE.languages {
            let words = language.words();
            let path = format!(
                "{}/codes/{}/{}/index.html",
                language.page.folder,
                entry.system().key(),
                slug::of(entry.code())
            );
            let page = &PAGES[&path];
            let mut wanted = wanted(words, entry);
            if entry.system().key() != "concept" {
                wanted.push(entry.code().into());
            }
            for text in wanted.iter().filter(|text| !text.is_empty()) {
                assert!(page.contains(&escaped(text)), "{path} lacks {text:?}");
            }
        }
    }
}

/// Verdict, term, sentence, steps, again, rules, customer's sentence, misreading, dispute, sources with their dates.
fn wanted(words: Words<'_>, entry: EntryId) -> Vec<String> {
    let advice = entry.advice();
    let mut ids = vec![entry.verdict().text(), advice.again().text(), entry.misread(), entry.dispute()];
    ids.extend(advice.steps().flat_map(|(actor, text)| [actor.text(), text]));
    ids.extend(advice.say());
    ids.extend(entry.rules().map(field39::catalogue::RuleId::text));
    let mut texts: Vec<String> = ids.into_iter().map(|id| words.text(id).to_owned()).collect();
    texts.extend([words.title(entry).to_owned(), words.entry_meaning(entry).to_owned()]);
    for source in advice.sources().map(|source| words.source(source)) {
        texts.extend([source.title, source.owner, source.url, source.checked].map(str::to_owned));
    }
    texts
}

#[test]
fn a_value_that_the_web_tells_stories_about_has_a_page() {
    let page = &PAGES["zh/codes/unionpay-pos/R0/index.html"];
    assert!(page.contains("data-verdict=\"unlisted\""));
    assert!(page.contains("按未成功处理") && page.contains("../../visa/R0/"));
}

#[test]
fn addresses_are_whole_and_lead_to_each_other() {
    let languages: Vec<&str> = SITE.languages.iter().map(|language| language.page.folder.as_str()).collect();
    for (path, page) in PAGES.iter().filter(|(path, _)| path.ends_with("index.html")) {
        let place = path.trim_end_matches("index.html");
        let rest = place.split_once('/').unwrap().1;
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{BASE}{place}\">")), "{path}");
        for (tag, folder) in SITE.languages.iter().map(|one| one.tag.as_str()).zip(&languages) {
            let other = format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{BASE}{folder}/{rest}\">");
            assert!(page.contains(&other), "{path}");
            assert!(PAGES.contains_key(&format!("{folder}/{rest}index.html")), "{path}: no {tag}");
        }
    }
}

#[test]
fn the_lists_for_search_engines_hold_every_page_once() {
    let mut listed = Vec::new();
    for language in &SITE.languages {
        let list = format!("sitemap-{}.xml", language.page.folder);
        assert!(PAGES["sitemap.xml"].contains(&format!("<loc>{BASE}{list}</loc>")));
        let urls = PAGES[&list].split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap());
        listed.extend(urls.map(|url| format!("{}index.html", url.strip_prefix(BASE).unwrap())));
        assert!(PAGES[&list].matches("<loc>").count() < 50_000, "a list holds at most 50,000 addresses");
    }
    listed.sort();
    let pages: Vec<&String> = PAGES.keys().filter(|path| path.ends_with("index.html")).collect();
    assert_eq!(listed.iter().collect::<Vec<_>>(), pages);
    assert!(PAGES["robots.txt"].contains(&format!("Sitemap: {BASE}sitemap.xml")));
}

#[test]
fn no_link_is_broken() {
    // What the build lays beside the pages.
    let beside = ["", "icon.svg", "field39-explainer.js"];
    for (path, page) in PAGES.iter().filter(|(path, _)| path.ends_with("index.html")) {
        let mut folder: Vec<&str> = path.split('/').collect();
        folder.pop();
        for link in [" href=\"", " src=\""].iter().flat_map(|start| page.split(start).skip(1)) {
            let link = link.split('"').next().unwrap();
            if link.starts_with("http://") || link.starts_with("https://") {
                assert!(!link.starts_with(BASE) || PAGES.contains_key(&format!("{}index.html", &link[BASE.len()..])));
                continue;
            }
            let mut at = folder.clone();
            for part in link.split('?').next().unwrap().split('/').filter(|part| !part.is_empty()) {
                if part == ".." {
                    assert!(at.pop().is_some(), "{path}: {link} leaves the site");
                } else {
                    at.push(part);
                }
            }
            let found = at.join("/");
            let page = format!("{found}/index.html");
            assert!(beside.contains(&found.as_str()) || PAGES.contains_key(&page), "{path}: {link} leads nowhere");
        }
    }
}

#[test]
fn pages_are_small() {
    let mut pages: Vec<_> = PAGES.iter().filter(|(path, _)| path.split('/').count() == 5).collect();
    pages.sort_by_key(|(_, text)| std::cmp::Reverse(text.len()));
    for (path, text) in pages.iter().take(8) {
        let mut packed = Vec::new();
        let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, 9, 22);
        writer.write_all(text.as_bytes()).unwrap();
        drop(writer);
        assert!(packed.len() < 12_000, "{path}: {} bytes, brotli", packed.len());
    }
}

#[test]
fn no_page_asks_for_anything_of_others() {
    for (path, page) in PAGES.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(page.contains(&format!("style-src '{}'", field39_pages::style_hash())), "{path}");
        assert!(!page.contains(" style=") && !page.contains("<iframe") && !page.contains("<img"), "{path}");
        assert_eq!(
            page.matches("<script type=\"module\"").count(),
            page.matches("<field39-explainer").count(),
            "{path}"
        );
    }
}

#[test]
fn without_a_base_addresses_are_relative() {
    let site = Site { languages: Vec::new(), base: String::new(), marks: field39_pages::Marks::read(ICONS).unwrap() };
    assert_eq!(site.address("../../", "en/codes/"), "../../en/codes/");
    assert!(matches!(Site::answers(Site::systems()[0])[0], Answer::Listed(_)));
}

const ICONS: &str = include_str!("../../www/src/look/icons.toml");
