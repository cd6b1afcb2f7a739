//! Words: the codes and questions that they speak of, or nothing rather than a guess.

use super::{Answer, Explanation, Kind, Options, doubt, label, label::Named};
use crate::{
    catalogue::{Pack, SystemId, Verdict, tables::word},
    search::{self, Hit},
};
use alloc::{string::String, vec::Vec};

/// Lower scores are no answers.
const SURE: f32 = 0.3;

/// Looks words up.
pub fn explanation(folded: &str, packs: &[Pack], options: &Options<'_>) -> Explanation {
    let names = label::names(folded);
    let systems: Vec<SystemId> = names.iter().flat_map(Named::systems).collect();
    let mut hits = hits(folded, &systems, packs, options);
    if !names.is_empty() {
        // The name says whose words they are; it need not be among them.
        let unnamed: String = folded
            .char_indices()
            .map(|(at, c)| if names.iter().any(|named| named.place.contains(&at)) { ' ' } else { c })
            .collect();
        let own = |hit: &Hit| systems.contains(&hit.entry.system());
        for hit in self::hits(&unnamed, &systems, packs, options).into_iter().filter(own) {
            if !hits.iter().any(|known| known.entry == hit.entry && known.score >= hit.score) {
                hits.retain(|known| known.entry != hit.entry);
                search::insert(&mut hits, hit, MOST);
            }
        }
    }
    if !doubt::may_approve(folded) {
        hits.retain(|hit| !hit.entry.verdict().is_paid());
    }
    let sure = hits.first().is_some_and(|hit| hit.score >= SURE);
    let undecided = undecided(&mut hits);
    let mut explanation = Explanation::new(if sure { Kind::Phrase } else { Kind::Nothing });
    let found = hits.iter().map(|hit| Answer::Listed(hit.entry));
    if sure {
        if hits.first().is_some_and(|hit| hit.entry.system().key() == "concept") {
            explanation.kind = Kind::Concept;
        }
        explanation.note(word::NOTE_WORDS, Vec::new());
        explanation.undecided = undecided;
        explanation.answers = found.take(8).collect();
    } else {
        explanation.suggestions = found.take(5).collect();
    }
    explanation
}

/// More are not ranked.
const MOST: usize = 24;

/// What fits, the page's own system and those that the text names first among what fits about as well.
fn hits(text: &str, systems: &[SystemId], packs: &[Pack], options: &Options<'_>) -> Vec<Hit> {
    let region = super::code::region(options.locale);
    let mut hits = Vec::new();
    for mut hit in search::search(text, packs, MOST) {
        let system = hit.entry.system();
        let regions = system.regions();
        let near = regions.is_empty() || regions.iter().any(|known| Some(*known) == region);
        if systems.contains(&system) {
            hit.score += 0.2;
        } else if !system.carries_codes() && system.key() != "concept" {
            // Names and values inside messages share words with everything.
            hit.score *= 0.6;
        } else if options.default_system.map_or_else(|| near && hit.entry.is_front(), |home| home == system) {
            hit.score += 0.13;
        } else if !near {
            hit.score *= 0.85;
        }
        search::insert(&mut hits, hit, MOST);
    }
    hits
}

/// How many of the first fit exactly as well, in one system, and say different things. None of them that approves comes
/// first: goods are given away on it.
fn undecided(hits: &mut [Hit]) -> usize {
    let Some(first) = hits.first().copied() else { return 0 };
    let alike = |hit: &Hit| hit.score >= first.score && hit.entry.system() == first.entry.system();
    let count = hits.iter().take_while(|hit| alike(hit)).count();
    let other = hits.iter().take(count).position(|hit| hit.entry.verdict() != first.entry.verdict());
    let Some(other) = other else { return 0 };
    if first.entry.verdict() == Verdict::Paid {
        hits.swap(0, other);
    }
    count
}
