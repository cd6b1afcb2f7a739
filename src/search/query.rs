//! What a query says once politeness and questions are taken out (`labels.toml`, `[filler]`): its words, each once, and
//! how it may sound.

use super::{fold::fold, near, token};
use crate::{
    catalogue::tables::{FILLER_TEXTS, FILLER_WORDS, SAME},
    substring,
};
use alloc::{string::String, vec::Vec};

/// A query, ready to be looked up.
pub struct Query {
    /// Its tokens in order, each once.
    pub words: Vec<Vec<u8>>,
    /// How it may sound, each as one word.
    pub sounds: Vec<Vec<u8>>,
}

/// Reads a text as a query.
pub fn read(text: &str) -> Query {
    let mut folded: String = text.chars().map(fold).collect();
    // Languages without spaces: other words for the same, and what says nothing.
    let others = SAME.pairs().filter(|(said, _)| !said.is_ascii());
    let is_latin = folded.is_ascii();
    for (said, other) in others.chain(FILLER_TEXTS.iter().map(|filler| (filler, ""))) {
        if !is_latin && substring::find(&folded, said).is_some() {
            folded = substring::replace(&folded, said, other);
        }
    }
    let sounds = near::sounds(folded.trim());
    let mut words: Vec<Vec<u8>> = Vec::new();
    token::tokens(&folded, |token| {
        if !FILLER_WORDS.iter().any(|filler| filler == token) && !words.iter().any(|known| known == token.as_bytes()) {
            words.push(token.into());
        }
    });
    Query { words, sounds }
}

/// Whether a text is nothing but politeness and questions.
pub fn says_nothing(text: &str) -> bool {
    read(text).words.is_empty()
}
