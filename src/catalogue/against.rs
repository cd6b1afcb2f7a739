//! Words that speak against an approval (`catalogue/labels.toml`, `[against]`): of a refusal, of a reversal, of a refund.
//! Goods are given away on an approval, so none stands beside such a word.

use super::{NoPayment, tables::AGAINST};

/// What the first such word in a folded text says; questions come first, then refusals.
pub fn speaks_against(folded: &str) -> Option<NoPayment> {
    let says = AGAINST.iter().find(|row| has_word(folded, row.get(1..).unwrap_or_default()))?;
    NoPayment::from_number(says.bytes().next()?.wrapping_sub(b'0'))
}

/// Whether a text has a word by itself; words in Chinese touch others.
fn has_word(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let touches = |byte: Option<&u8>| byte.is_some_and(|byte| word.is_ascii() && byte.is_ascii_alphanumeric());
    text.windows(word.len().max(1)).enumerate().any(|(at, window)| {
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        window == word && !touches(before) && !touches(text.get(at + word.len()))
    })
}
