//! When a text is no ground for an approval. The box is a search: a code alone, or beside its label, is answered with what
//! the code says. But goods are given away on an approval, so none is guessed out of a sentence, out of a format that nobody
//! knows, or beside a word that speaks against it. Works on folded text.

use super::{
    Answer, Explanation,
    label::{self, Before},
};
use crate::{catalogue, fold::is_letter, search};
use core::ops::Range;

/// Whether an approval of a code would be a guess. `rest` is what the text says beside codes, labels and names.
pub fn is_guess(folded: &str, label: Before, place: &Range<usize>, rest: &str) -> bool {
    let behind = folded.get(place.end..).unwrap_or_default().trim_start();
    let next = behind.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let guess = match label {
        Before::Code | Before::Pairs => false,
        // `got 10 points`: a number of something.
        Before::Perhaps => !search::says_nothing(next),
        Before::Nothing | Before::Other => !search::says_nothing(rest),
    };
    guess || is_structured(folded)
}

/// Whether a text is of a format: what it means is known to whoever wrote it, and no decoder knew it.
pub fn is_structured(folded: &str) -> bool {
    if folded.contains('{') || folded.starts_with('<') || folded.contains('&') && folded.contains('=') {
        return true;
    }
    let (mut signs, mut unknown) = (0, 0);
    for (at, _) in folded.match_indices([':', '=']) {
        let head = folded.get(..at).unwrap_or_default();
        let time = head.ends_with(|c: char| c.is_ascii_digit());
        if !time || label::before(head).kind != Before::Nothing {
            signs += 1;
            unknown += u32::from(label::before(head).kind == Before::Nothing);
        }
    }
    unknown > 1 || unknown > 0 && signs > 2
}

/// Takes approvals back that words of the text speak against.
pub fn contradict(explanation: &mut Explanation, folded: &str) {
    let Some(what) = catalogue::speaks_against(folded) else { return };
    for answer in &mut explanation.answers {
        if let Answer::Listed(entry) = answer
            && entry.verdict().is_paid()
        {
            *entry = entry.answering(what);
        }
    }
}

/// Whether words may lead to an approval.
pub fn may_approve(folded: &str) -> bool {
    folded.contains(is_letter) && !is_structured(folded)
}

/// Whether the first answer is an approval of the catalogue's. The page's own rows are the page's to answer for.
pub fn approves(explanation: &Explanation) -> bool {
    matches!(explanation.answers.first(), Some(Answer::Listed(entry)) if entry.verdict().is_paid())
}
