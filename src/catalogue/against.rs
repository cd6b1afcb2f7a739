//! Words that speak against an approval (`catalogue/labels.toml`, `[against]`): of a refusal, of a reversal, of a refund.
//! Goods are given away on an approval, so none stands beside such a word.

use super::{NoPayment, tables::AGAINST};

/// What the first such word in a folded text says; questions come first, then refusals.
pub fn speaks_against(folded: &str) -> Option<NoPayment> {
    let says = AGAINST.iter().find(|row| has_word(folded, row.get(1..).unwrap_or_default()))?;
    NoPayment::from_number(says.bytes().next()?.wrapping_sub(b'0'))
}

fn has_word(text: &str, word: &str) -> bool {
    word_places(text, word).next().is_some()
}

/// Where a word stands by itself, in bytes. Words of scripts without blanks, such as Chinese, may touch others.
pub fn word_places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    // Letters of Latin, Greek and Cyrillic stand before U+0600, which UTF-8 writes with D8 in front.
    let spaced = word.iter().all(|byte| *byte < 0xD8);
    let letter = move |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii() && !word.is_ascii();
    let touches = move |byte: Option<&u8>| spaced && byte.is_some_and(letter);
    text.windows(word.len().max(1)).enumerate().filter_map(move |(at, window)| {
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        (window == word && !touches(before) && !touches(text.get(at + word.len()))).then_some(at)
    })
}
