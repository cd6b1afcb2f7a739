//! Ranking. A phrase fits as far as it covers the query and the query covers it, rare words weighing more; a phrase
//! that stands whole in a longer text fits too, the longer the better. Titles come before printed texts before other
//! ways to ask. A word that is unknown is matched to the nearest known ones (one slip in four letters, two in eight).

use super::{near, query};
use crate::catalogue::{EntryId, Pack, Part};
use alloc::{vec, vec::Vec};

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
    search_in(query, packs, limit, &|_| true)
}

/// The same, of the hits that are wanted.
pub fn search_in(text: &str, packs: &[Pack], limit: usize, wanted: &dyn Fn(&Hit) -> bool) -> Vec<Hit> {
    let query = query::read(text);
    let mut best = Best { scores: vec![0.0; EntryId::all().count()], found: Vec::new() };
    let mut table = Vec::new();
    for part in packs.iter().flat_map(Pack::parts) {
        one(&query.words, part, &mut table, &mut best);
        // How Chinese sounds, with all its letters or with the first of each syllable, is one word of the index.
        for sound in &query.sounds {
            one(core::slice::from_ref(sound), part, &mut table, &mut best);
        }
    }
    let mut hits: Vec<Hit> = Vec::new();
    for entry in best.found {
        let score = best.scores.get(usize::from(entry.row)).copied().unwrap_or_default();
        let hit = Hit { entry, score };
        if wanted(&hit) {
            insert(&mut hits, hit, limit);
        }
    }
    hits
}

/// Puts a hit where it belongs. Lists are short, and a sorting routine is 5 kB of code on the phone.
pub fn insert(hits: &mut Vec<Hit>, hit: Hit, limit: usize) {
    let key = |hit: &Hit| (hit.entry.system(), hit.entry);
    let before = |known: &Hit| known.score > hit.score || (known.score == hit.score && key(known) <= key(&hit));
    if hits.len() >= limit && hits.last().is_some_and(before) {
        return;
    }
    let at = hits.iter().rposition(before).map_or(0, |at| at + 1);
    hits.insert(at, hit);
    hits.truncate(limit);
}

/// The best score of every entry, and the entries that have one.
struct Best {
    scores: Vec<f32>,
    found: Vec<EntryId>,
}

impl Best {
    fn put(&mut self, entry: EntryId, score: f32) {
        if let Some(known) = self.scores.get_mut(usize::from(entry.row)) {
            if *known == 0.0 {
                self.found.push(entry);
            }
            *known = known.max(score);
        }
    }
}

/// What a phrase shares with the query.
#[derive(Clone, Copy, Default)]
struct Shared {
    weight: f32,
    count: u8,
    first: u8,
    last: u8,
}

/// Longer queries are cut: every word is looked up.
const MOST_WORDS: u8 = 60;

/// Looks words up in one part. `shared` has a place for every phrase, and is left empty: making it is half of the work.
fn one(words: &[Vec<u8>], pack: &Part, shared: &mut Vec<Shared>, best: &mut Best) {
    if shared.len() < pack.phrase_count() {
        shared.resize(pack.phrase_count(), Shared::default());
    }
    let mut touched: Vec<usize> = Vec::new();
    let mut total = 0.0;
    for (place, word) in (0..MOST_WORDS).zip(words) {
        let found = near::find(word, pack);
        let phrases: usize = found.iter().map(|(token, _)| pack.postings(*token).count()).sum();
        let weight = rarity(phrases, pack.phrase_count());
        total += weight;
        for (token, likeness) in found {
            for phrase in pack.postings(token) {
                let Some(slot) = shared.get_mut(phrase) else { continue };
                if slot.count == 0 {
                    touched.push(phrase);
                    slot.first = place;
                } else if slot.last == place {
                    // Two spellings of one word of the query are one word.
                    continue;
                }
                slot.last = place;
                slot.weight += weight * likeness;
                slot.count = slot.count.saturating_add(1);
            }
        }
    }
    // Of two that fit alike, the systems that most people meet come first.
    let home = if pack.is_front() { 1.0 } else { 0.86 };
    for number in touched {
        let (Some(phrase), Some(slot)) = (pack.phrase(number), shared.get_mut(number)) else { continue };
        let shared = core::mem::take(slot);
        let of_query = (shared.weight / total).min(1.0);
        let of_phrase = (f32::from(shared.count) / f32::from(phrase.tokens.max(1))).min(1.0);
        let field = [1.0, 0.97, 0.95].get(usize::from(phrase.kind)).copied().unwrap_or(0.9);
        let mut score = of_query * of_query * (0.55 + 0.45 * of_phrase);
        // All of it, and its words near each other: the text speaks of it, whatever else it says.
        let spread = (shared.last - shared.first).saturating_add(1);
        if of_phrase >= 1.0 && shared.count > 1 && spread <= shared.count + 2 {
            score = score.max(0.42 + 0.06 * f32::from(shared.count.min(7)));
        }
        let score = score * field * home;
        if score > 0.1 {
            best.put(phrase.entry, score);
        }
    }
}

/// Near to ln(all / phrases), without the logarithm: rare tokens weigh up to five times as much as common ones.
#[allow(clippy::cast_precision_loss, reason = "small counts")]
fn rarity(phrases: usize, all: usize) -> f32 {
    match phrases {
        0 => 2.0,
        _ => 1.0 + 4.0 / (1.0 + 40.0 * phrases as f32 / all.max(1) as f32),
    }
}
