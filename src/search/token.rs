//! Tokens: Latin words and digit runs as they stand, Chinese as overlapping pairs of characters (a lone
//! character is its own token), because Chinese is written without spaces.
//!
//! Shared with `codegen`, which cuts the catalogue with this very file.

use super::fold::{fold, is_han};

/// Calls `each` with every token of the text, in order; `buffer` is the workspace for one token.
pub fn tokens(text: &str, mut each: impl FnMut(&str)) {
    let mut word = [0_u8; MAX_WORD];
    let mut length = 0;
    let mut before: Option<char> = None;
    let mut paired = false;
    for c in text.chars().map(fold).chain([' ']) {
        let is_word = c.is_ascii_alphanumeric();
        if !is_word && length > 0 {
            if let Some(Ok(token)) = word.get(..length).map(core::str::from_utf8) {
                each(token);
            }
            length = 0;
        }
        if is_word && let Some(slot) = word.get_mut(length) {
            *slot = c as u8;
            length += 1;
        }
        let han = is_han(c).then_some(c);
        match (before, han) {
            (Some(a), Some(b)) => {
                pair(a, Some(b), &mut each);
                paired = true;
            }
            (Some(a), None) if !paired => pair(a, None, &mut each),
            _ => {}
        }
        if han.is_none() {
            paired = false;
        }
        before = han;
    }
}

/// Longer words are cut: no term of the field is as long.
pub const MAX_WORD: usize = 32;

/// Stands before the first letters of the syllables of a phrase, which are one token: `'ybz`. No word begins so.
pub const INITIALS: u8 = b'\'';

fn pair(a: char, b: Option<char>, each: &mut impl FnMut(&str)) {
    let mut bytes = [0_u8; 8];
    let mut length = a.encode_utf8(&mut bytes).len();
    if let Some(b) = b
        && let Some(rest) = bytes.get_mut(length..length + b.len_utf8())
    {
        length += b.encode_utf8(rest).len();
    }
    if let Some(Ok(token)) = bytes.get(..length).map(core::str::from_utf8) {
        each(token);
    }
}
