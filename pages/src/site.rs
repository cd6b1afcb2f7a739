//! The site as a whole: its languages, where it stands, and which pages it has.

use crate::{code, frame, marks::Marks, outline, review, slug, table, words::PageWords};
use anyhow::{Context, Result, anyhow};
use field39::{
    catalogue::{EntryId, Pack, SystemId},
    explain::{Answer, Words},
};
use std::path::Path;

/// A language of the site.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 tag.
    pub tag: String,
    /// Words of answers.
    pub pack: Pack,
    /// Words around them.
    pub page: PageWords,
}

impl Language {
    /// The words of answers.
    pub fn words(&self) -> Words<'_> {
        Words { pack: &self.pack }
    }
}

/// Everything that pages are printed from.
#[derive(Debug)]
pub struct Site {
    /// At least one; the last stands for readers of no known language.
    pub languages: Vec<Language>,
    /// Where the site stands, ending in a slash: `https://example.org/`. Empty: addresses are relative.
    pub base: String,
    /// The drawings of the verdicts.
    pub marks: Marks,
}

/// A printed file.
#[derive(Debug)]
pub struct Page {
    /// Its path below the site's root.
    pub path: String,
    /// What is in it.
    pub text: String,
}

impl Site {
    /// Reads the catalogue, the words and the drawings below the repository's root.
    ///
    /// # Errors
    /// A file is missing or has faults.
    pub fn read(root: &Path, base: &str) -> Result<Self> {
        let packs = field39_codegen::packs(&root.join("catalogue")).map_err(|faults| anyhow!("{faults}"))?;
        let mut languages = Vec::new();
        for pack in packs {
            let path = root.join("pages/words").join(format!("{}.toml", pack.tag));
            let text = std::fs::read_to_string(&path).with_context(|| format!("{} is missing", path.display()))?;
            let page = toml::from_str(&text).with_context(|| path.display().to_string())?;
            let mut read = Pack::read(&pack.tag, pack.bytes).map_err(|error| anyhow!("{}", error.name()))?;
            read.add(pack.more).map_err(|error| anyhow!("{}", error.name()))?;
            languages.push(Language { tag: pack.tag, pack: read, page });
        }
        // English stands for readers of no known language.
        languages.sort_by_key(|language| language.tag == "en");
        anyhow::ensure!(!languages.is_empty(), "there is no language");
        let icons = std::fs::read_to_string(root.join("www/src/look/icons.toml"))?;
        let base = if base.is_empty() || base.ends_with('/') { base.to_owned() } else { format!("{base}/") };
        Ok(Self { languages, base, marks: Marks::read(&icons)? })
    }

    /// All systems, each once; the unit of printing.
    pub fn systems() -> Vec<SystemId> {
        SystemId::all().collect()
    }

    /// What a system has a page for: its codes in the order of its table, then values that it lacks but that the web
    /// tells stories about.
    pub fn answers(system: SystemId) -> Vec<Answer> {
        let listed = system.entries().map(Answer::Listed);
        let missing = system.misread_codes().map(|code| Answer::Unlisted { system, code: code.to_ascii_uppercase() });
        listed.chain(missing).collect()
    }

    /// The pages of one system in all languages.
    pub fn print(&self, system: SystemId) -> Vec<Page> {
        let answers = Self::answers(system);
        let mut pages = Vec::new();
        for language in &self.languages {
            pages.push(table::system(self, language, system, &answers));
            for at in 0..answers.len() {
                pages.push(code::page(self, language, &answers, at));
            }
        }
        pages
    }

    /// The pages that are there once: lists of systems, for reviewers, what search engines read, and "no such page".
    pub fn print_rest(&self) -> Vec<Page> {
        let mut pages = Vec::new();
        for language in &self.languages {
            pages.push(table::systems(self, language));
            pages.push(review::page(self, language));
        }
        pages.push(frame::lost(self));
        pages.extend(outline::pages(self));
        pages
    }

    /// The address of a path, seen from a page whose way to the root is `up`.
    pub fn address(&self, up: &str, path: &str) -> String {
        if self.base.is_empty() { format!("{up}{path}") } else { format!("{}{path}", self.base) }
    }
}

/// The folder of an answer, in a language.
pub fn code_path(language: &Language, answer: &Answer) -> String {
    let system = answer.system().map_or("", SystemId::key);
    format!("{}/codes/{system}/{}/", language.page.folder, slug::of(answer.code()))
}

/// The folder of a system, in a language.
pub fn system_path(language: &Language, system: SystemId) -> String {
    format!("{}/codes/{}/", language.page.folder, system.key())
}

/// What an entry's page is called from another code's page of the same language.
pub fn sibling(entry: EntryId) -> String {
    format!("../../{}/{}/", entry.system().key(), slug::of(entry.code()))
}
