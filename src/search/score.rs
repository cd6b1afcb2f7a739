//! Ranking: how much of the query a phrase covers and how much of the phrase the query covers, rare tokens
//! weighing more, titles before printed texts before other ways to ask. A token that is unknown is matched to
//! the nearest known ones (one slip in five letters, two in nine).

use super::token;
use crate::catalogue::{EntryId, Pack, Part};
use alloc::{string::String, vec, vec::Vec};

/// An entry and how well it fits, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The code.
    pub entry: EntryId,
    /// From 0 to 1.
    pub score: f32,
}

/// The entries that fit a query, best first. Ties stand in the order of the catalogue's systems.
pub fn search(query: &str, packs: &[Pack], limit: usize) -> Vec<Hit> {
    let mut scores = vec![0.0_f32; EntryId::all().count()];
    let sound = sound(query);
    for part in packs.iter().flat_map(Pack::parts) {
        // Of two that fit alike, the systems that most people meet come first.
        let home = if part.is_front() { 1.0 } else { 0.9 };
        let found = one(query, part).into_iter().chain(sound.iter().flat_map(|sound| one(sound, part)));
        for (entry, score) in found.map(|(entry, score)| (entry, score * home)) {
            if let Some(known) = scores.get_mut(usize::from(entry.0)) {
                *known = known.max(score);
            }
        }
    }
    let mut hits: Vec<Hit> = Vec::new();
    for (entry, score) in EntryId::all().zip(scores).filter(|(_, score)| *score > 0.0) {
        insert(&mut hits, Hit { entry, score }, limit);
    }
    hits
}

/// Letters in several groups as one word: Chinese that is typed as it sounds (`mima cuowu`, `yu'e buzu`).
fn sound(query: &str) -> Option<String> {
    let letters: String = query.chars().filter(char::is_ascii_alphabetic).collect();
    let only = query.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '\'' | '\u{2019}'));
    (only && letters.len() != query.len() && (4..=32).contains(&letters.len())).then_some(letters)
}

/// Puts a hit where it belongs. Lists are short, and a sorting routine is 5 kB of code on the phone.
pub fn insert(hits: &mut Vec<Hit>, hit: Hit, limit: usize) {
    let before = |known: &Hit| {
        known.score > hit.score || (known.score == hit.score && known.entry.system() <= hit.entry.system())
    };
    let at = hits.iter().rposition(before).map_or(0, |at| at + 1);
    if at < limit {
        hits.insert(at, hit);
        hits.truncate(limit);
    }
}

/// A token of the query: where the pack has it, and its weight there.
struct Term {
    /// Tokens of the pack and how like the query's they are.
    found: Vec<(usize, f32)>,
    weight: f32,
}

fn one(query: &str, pack: &Part) -> Vec<(EntryId, f32)> {
    let mut terms: Vec<Term> = Vec::new();
    let mut seen: Vec<Vec<u8>> = Vec::new();
    token::tokens(query, |token| {
        if !is_filler(token) && !seen.iter().any(|known| known == token.as_bytes()) {
            seen.push(token.into());
            terms.push(term(token.as_bytes(), pack));
        }
    });
    let total: f32 = terms.iter().map(|term| term.weight).sum();
    if total == 0.0 || terms.iter().all(|term| term.found.is_empty()) {
        return Vec::new();
    }
    let mut matched = vec![(0.0_f32, 0_u8); pack.phrase_count()];
    for term in &terms {
        for (token, likeness) in &term.found {
            for phrase in pack.postings(*token) {
                if let Some((sum, count)) = matched.get_mut(phrase) {
                    *sum += term.weight * likeness;
                    *count = count.saturating_add(1);
                }
            }
        }
    }
    let mut hits = Vec::new();
    for (number, (sum, count)) in matched.iter().enumerate().filter(|(_, (sum, _))| *sum > 0.0) {
        let Some(phrase) = pack.phrase(number) else { continue };
        let of_query = (sum / total).min(1.0);
        let of_phrase = (f32::from(*count) / f32::from(phrase.tokens.max(1))).min(1.0);
        let field = [1.0, 0.97, 0.95].get(usize::from(phrase.kind)).copied().unwrap_or(0.9);
        let score = of_query * of_query * (0.55 + 0.45 * of_phrase) * field;
        if score > 0.1 {
            hits.push((phrase.entry, score));
        }
    }
    hits
}

fn term(token: &[u8], pack: &Part) -> Term {
    let found = match pack.find_token(token) {
        Some(number) => vec![(number, 1.0)],
        None if token.is_ascii() => near(token, pack),
        None => Vec::new(),
    };
    let phrases: usize = found.iter().map(|(number, _)| pack.postings(*number).count()).sum();
    Term { weight: rarity(phrases, pack.phrase_count()), found }
}

/// Near to ln(all / phrases), without the logarithm: rare tokens weigh up to five times as much as common ones.
#[allow(clippy::cast_precision_loss, reason = "small counts")]
fn rarity(phrases: usize, all: usize) -> f32 {
    match phrases {
        0 => 2.0,
        _ => 1.0 + 4.0 / (1.0 + 40.0 * phrases as f32 / all.max(1) as f32),
    }
}

/// Tokens within a slip or two, and tokens that begin with what was typed so far.
fn near(token: &[u8], pack: &Part) -> Vec<(usize, f32)> {
    let allowed = match token.len() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let mut found = Vec::new();
    for number in 0..pack.token_count() {
        let known = pack.token(number);
        if !known.is_ascii() || known.first() != token.first() {
            continue;
        }
        if token.len() >= 3 && known.starts_with(token) {
            found.push((number, 0.85));
        } else if allowed > 0 && within(token, known, allowed) {
            found.push((number, 0.8));
        }
    }
    found
}

/// Whether two words differ by at most `allowed` insertions, deletions, changes or swaps of neighbours.
fn within(a: &[u8], b: &[u8], allowed: usize) -> bool {
    if a.len().abs_diff(b.len()) > allowed {
        return false;
    }
    let width = b.len() + 1;
    let mut rows = [(0..width).collect::<Vec<usize>>(), vec![0; width], vec![0; width]];
    for (i, x) in a.iter().enumerate() {
        rows.rotate_right(1);
        let [row, above, twice] = &mut rows;
        row.fill(i + 1);
        for (j, y) in b.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut least = (cell(above, j) + usize::from(x != y)).min(cell(above, j + 1) + 1).min(cell(row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                least = least.min(cell(twice, j - 1) + 1);
            }
            if let Some(slot) = row.get_mut(j + 1) {
                *slot = least;
            }
        }
    }
    rows.first().and_then(|row| row.last()).is_some_and(|distance| *distance <= allowed)
}

/// Words that say nothing about a payment. English only: Chinese fillers make pairs that no phrase holds.
fn is_filler(token: &str) -> bool {
    matches!(
        token,
        "the" | "a" | "an" | "is" | "of" | "my" | "to" | "does" | "what" | "why" | "mean" | "means" | "it" | "i"
    )
}
