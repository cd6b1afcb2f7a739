//! The search index of one language: phrases (titles, printed texts, other ways to ask) and the tokens in them.
//! The core reads it in place; see `src/catalogue/pack.rs` for the layout.

use crate::{
    fold,
    model::{Catalogue, Language},
    text_order, token,
};
use pinyin::ToPinyin;
use std::{collections::BTreeMap, ops::Range};

/// One searchable phrase.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Phrase {
    entry: usize,
    /// 0 title, 1 printed, 2 asked.
    kind: u8,
    tokens: Vec<String>,
}

/// Tokens with their phrases, and phrases with their entries.
#[derive(Debug, Default)]
pub struct Index {
    /// Per phrase: entry, kind, number of tokens.
    pub phrases: Vec<(usize, u8, usize)>,
    /// Tokens, sorted, with the phrases that hold them, ascending.
    pub tokens: BTreeMap<String, Vec<usize>>,
}

/// Builds the index of some entries in a language.
pub fn build(model: &Catalogue, language: &Language, entries: &Range<usize>) -> Index {
    let mut phrases = Vec::new();
    let is_chinese = language.tag.starts_with("zh");
    let front = text_order::front_entries(model);
    for (entry, (s, c)) in text_order::entries(model).into_iter().enumerate() {
        // How the front systems' Chinese sounds is in the second part: it is no first answer's business.
        let (words, sounds) = (entries.contains(&entry), is_chinese && entry < front && entries.start >= front);
        if !words && !sounds {
            continue;
        }
        let system = &model.systems[s];
        let (key, code) = (&system.key.value, &system.codes[c]);
        let mut add = |kind, text: &str| {
            let mut tokens = tokens(model, text);
            tokens.sort();
            tokens.dedup();
            if words && !tokens.is_empty() {
                phrases.push(Phrase { entry, kind, tokens });
            }
            // People type Chinese as it sounds, without tones and spaces, while an input method composes.
            if sounds {
                let heard = sound(text).into_iter().flatten();
                phrases.extend(heard.map(|sound| Phrase { entry, kind: 2, tokens: vec![sound] }));
            }
        };
        if let Some(title) = language.words.get(&format!("entry.{key}.{}.title", code.code.value)) {
            add(0, &title.value);
        }
        for printed in &code.printed {
            add(1, &printed.value);
        }
        for asked in language.asked.get(&(key.clone(), code.code.value.clone())).into_iter().flatten() {
            add(2, asked);
        }
    }
    phrases.sort();
    phrases.dedup_by(|a, b| a.entry == b.entry && a.tokens == b.tokens);
    let mut index = Index::default();
    for (number, phrase) in phrases.iter().enumerate() {
        index.phrases.push((phrase.entry, phrase.kind, phrase.tokens.len()));
        for token in &phrase.tokens {
            index.tokens.entry(token.clone()).or_default().push(number);
        }
    }
    index
}

/// The tokens of a phrase; what says nothing is left out, as it is from queries, unless nothing else is there.
fn tokens(model: &Catalogue, text: &str) -> Vec<String> {
    let labels = &model.labels;
    let mut said = folded(text);
    for (other, same) in labels.same.iter().filter(|(other, _)| !other.is_ascii()) {
        said = said.replace(other.as_str(), same);
    }
    for filler in &labels.filler_texts {
        said = said.replace(filler.as_str(), "");
    }
    let mut tokens = Vec::new();
    token::tokens(&said, |token| tokens.push(token.to_owned()));
    tokens.retain(|token| !labels.filler_words.contains(token));
    if tokens.is_empty() {
        token::tokens(text, |token| tokens.push(token.to_owned()));
    }
    tokens
}

/// The sound of a short Chinese phrase as one word, and its initials: `余额不足` is `yuebuzu` and `'yebz`. None for what
/// is not all Chinese.
fn sound(text: &str) -> Option<[String; 2]> {
    let count = text.chars().count();
    let syllables: Option<Vec<&str>> = text.to_pinyin().map(|sound| sound.map(pinyin::Pinyin::plain)).collect();
    let syllables = syllables.filter(|_| (2..=8).contains(&count))?;
    let sound = syllables.concat().replace('ü', "v");
    let initials = syllables.iter().filter_map(|syllable| syllable.chars().next());
    let initials = [char::from(token::INITIALS)].into_iter().chain(initials).collect();
    (sound.len() <= token::MAX_WORD).then_some([sound, initials])
}

/// Folds a whole text; for checks and tests.
pub fn folded(text: &str) -> String {
    text.chars().map(fold::fold).collect()
}
