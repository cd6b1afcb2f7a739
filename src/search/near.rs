//! Words of an index that are like a word of the query: the same, another word for the same, the beginning of a longer
//! one, or a slip or two away. Tokens are sorted, so only those with the same first letter are looked at.

use crate::catalogue::{Pack, Part, tables::SAME};
use alloc::vec::Vec;

/// Tokens of the part, and how like the word they are.
pub fn find(word: &[u8], pack: &Part) -> Vec<(usize, f32)> {
    let mut found: Vec<(usize, f32)> = Vec::new();
    let letters = word.iter().all(u8::is_ascii_alphabetic);
    // Initials fit many phrases by chance.
    let likeness = if word.first() == Some(&super::token::INITIALS) { 0.65 } else { 1.0 };
    found.extend(pack.find_token(word).map(|number| (number, likeness)));
    // One and many.
    if let Some(one) = word.strip_suffix(b"s") {
        found.extend(pack.find_token(one).map(|number| (number, 0.97)));
    } else if letters {
        found.extend(pack.find_token(&[word, b"s"].concat()).map(|number| (number, 0.97)));
    }
    for (_, other) in SAME.pairs().filter(|(said, _)| said.as_bytes() == word) {
        found.extend(pack.find_token(other.as_bytes()).map(|number| (number, 0.95)));
    }
    if !found.is_empty() || !letters {
        return found;
    }
    let allowed = match word.len() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let Some(first) = word.first().copied() else { return found };
    let own = letters_of(word);
    for number in pack.first_token_from(&[first])..pack.first_token_from(&[first + 1]) {
        let known = pack.token(number);
        if word.len() >= 3 && known.starts_with(word) {
            found.push((number, 0.85));
        } else if allowed > 0
            && word.len().abs_diff(known.len()) <= usize::from(allowed)
            && (letters_of(known) ^ own).count_ones() <= 2 * u32::from(allowed)
            && within(word, known, allowed)
        {
            found.push((number, 0.8));
        }
    }
    found
}

/// Which letters a word has, as bits. A slip changes two at most: most words are told apart without looking further.
fn letters_of(word: &[u8]) -> u32 {
    word.iter().fold(0, |bits, byte| bits | 1 << (byte & 31))
}

/// Longer words are cut by `token`.
const WIDTH: usize = super::token::MAX_WORD + 1;

/// Whether two words differ by at most `allowed` insertions, deletions, changes or swaps of neighbours.
fn within(a: &[u8], b: &[u8], allowed: u8) -> bool {
    if b.len() >= WIDTH {
        return false;
    }
    // Rows of the table: this one, the one above, the one above that.
    let mut row = [0_u8; WIDTH];
    for (slot, number) in row.iter_mut().zip(0..) {
        *slot = number;
    }
    let mut above = row;
    let cell = |row: &[u8; WIDTH], at: usize| row.get(at).copied().unwrap_or(u8::MAX / 2);
    let mut before = 0;
    for (i, x) in (1_u8..).zip(a) {
        let twice = above;
        above = row;
        row = [i; WIDTH];
        let mut least_here = i;
        let mut left = 0;
        for (j, y) in b.iter().enumerate() {
            let mut least = (cell(&above, j) + u8::from(x != y)).min(cell(&above, j + 1) + 1).min(cell(&row, j) + 1);
            if i > 1 && j > 0 && before == *y && left == *x {
                least = least.min(cell(&twice, j - 1) + 1);
            }
            if let Some(slot) = row.get_mut(j + 1) {
                *slot = least;
            }
            least_here = least_here.min(least);
            left = *y;
        }
        // Rows only grow; a swap may still make up for one.
        if least_here > allowed + 1 {
            return false;
        }
        before = *x;
    }
    cell(&row, b.len()) <= allowed
}

/// The text as Chinese that is typed as it sounds, with or without tones and spaces (`mima cuowu`, `yu'e bu4 zu2`): all
/// its letters as one word, and the mark of initials with a short one (`ybz`).
pub fn sounds(text: &str) -> Vec<Vec<u8>> {
    let mut letters: Vec<u8> = Vec::new();
    let (mut groups, mut before) = (false, ' ');
    for c in text.chars() {
        match c {
            'a'..='z' if !before.is_ascii_digit() => letters.push(c as u8),
            '1'..='5' if before.is_ascii_alphabetic() => groups = true,
            ' ' | '\'' | '-' => groups = true,
            _ => return Vec::new(),
        }
        before = c;
    }
    let mut sounds = Vec::new();
    if groups && (4..=super::token::MAX_WORD).contains(&letters.len()) {
        sounds.push(letters.clone());
    }
    if (3..=8).contains(&letters.len()) && !groups {
        letters.insert(0, super::token::INITIALS);
        sounds.push(letters);
    }
    sounds
}

/// Whether a text is Chinese as it sounds, with tones: `yu2 e2 bu4 zu2`. Its syllables look like codes.
pub fn is_sound(text: &str, packs: &[Pack]) -> bool {
    let tones = text.bytes().filter(|byte| matches!(byte, b'1'..=b'5')).count();
    let heard = || sounds(text).into_iter().next();
    let known = |sound: &Vec<u8>| packs.iter().flat_map(Pack::parts).any(|part| part.find_token(sound).is_some());
    tones > 1 && heard().is_some_and(|sound| known(&sound))
}
