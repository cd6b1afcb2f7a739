//! What stands around a run of characters, and what it says about it: labels, units, names of systems. All of it is data
//! (`catalogue/labels.toml`). Works on folded text.

use crate::{
    catalogue::{
        SystemId, system_names,
        tables::{LABELS, UNITS},
    },
    substring,
};
use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// What stands before a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// A label of codes: even an unlisted one is meant as a code.
    Code,
    /// A word before which codes often stand.
    Perhaps,
    /// A label of something else.
    Other,
    /// A label of several codes without anything between them.
    Pairs,
    /// Nothing that says something.
    Nothing,
}

/// Between a label and its code.
fn is_gap(c: char) -> bool {
    matches!(
        c,
        ' ' | ':'
            | ';'
            | '='
            | '#'
            | '"'
            | '\''
            | '-'
            | '>'
            | '\t'
            | '\n'
            | '\r'
            | ','
            | '.'
            | '('
            | '['
            | '<'
            | '|'
            | '_'
    ) || matches!(c, '\u{3010}' | '\u{300C}' | '\u{201C}' | '\u{FF1A}' | '\u{3001}')
}

/// Whether nothing but signs stands there.
pub fn is_only_gap(text: &str) -> bool {
    text.chars().all(is_gap)
}

/// A label, where it begins, and whether a sign stands behind it.
pub struct Label {
    /// What it says.
    pub kind: Before,
    /// Where it begins.
    pub start: usize,
    /// `:` or `=` stands behind it.
    pub signed: bool,
    /// It says that a response code follows, and not just any.
    pub response: bool,
}

/// The label that ends where `text` ends, spaces and signs left out.
pub fn before(text: &str) -> Label {
    let (mut head, mut signed) = (text, false);
    // A few links, as in `code is: 05`.
    for _ in 0..3 {
        let trimmed = head.trim_end_matches(is_gap);
        let gap = head.get(trimmed.len()..).unwrap_or_default();
        signed |= gap.contains([':', '=']);
        let mut best: Option<(&str, &str)> = None;
        for row in LABELS.iter() {
            let Some((kind, label)) = row.split_at_checked(1) else { continue };
            if best.is_none_or(|(known, _)| known.len() < label.len()) && stands(trimmed, label, gap) {
                best = Some((label, kind));
            }
        }
        let Some((label, kind)) = best else { break };
        let start = trimmed.len() - label.len();
        let response = kind == "5";
        let kind = match kind {
            "0" | "5" => Before::Code,
            "1" => Before::Perhaps,
            "2" => Before::Other,
            "3" => Before::Pairs,
            _ => {
                head = text.get(..start).unwrap_or_default();
                continue;
            }
        };
        return Label { kind, start, signed, response };
    }
    Label { kind: Before::Nothing, start: text.len(), signed: false, response: false }
}

/// Whether a label ends the text as a word of its own; a number does only with a sign behind it.
fn stands(text: &str, label: &str, gap: &str) -> bool {
    let Some(head) = text.strip_suffix(label) else { return false };
    let latin = |c: char| c.is_ascii_alphanumeric();
    let inside = label.starts_with(latin) && head.ends_with(latin);
    let number = label.bytes().all(|byte| byte.is_ascii_digit());
    !inside && (!number || gap.contains([':', '=']))
}

/// The label of a run that begins with it: how long it is.
pub fn glued(run: &str) -> Option<(Before, usize)> {
    let letters = run.bytes().take_while(u8::is_ascii_alphabetic).count();
    let label = before(run.get(..letters)?);
    let fits = letters > 0 && letters < run.len() && label.start == 0;
    (fits && matches!(label.kind, Before::Code | Before::Perhaps | Before::Pairs)).then_some((label.kind, letters))
}

/// Whether what follows makes a number an amount, a time or a count.
pub fn is_counted(after: &str) -> bool {
    let after = after.trim_start_matches(' ');
    UNITS.iter().any(|unit: &str| {
        after.strip_prefix(unit).is_some_and(|rest| {
            !unit.ends_with(|c: char| c.is_ascii_alphabetic()) || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    })
}

/// A name of a system in the text: where it stands, and the systems that it may be.
pub struct Named {
    /// Where.
    pub place: Range<usize>,
    /// Numbers of systems as characters, likeliest first.
    pub systems: &'static str,
}

impl Named {
    /// The systems.
    pub fn systems(&self) -> impl Iterator<Item = SystemId> + '_ {
        self.systems.chars().filter_map(|number| SystemId::all().nth(u32::from(number) as usize))
    }
}

/// The names of systems in a text, the longest where several fit.
pub fn names(text: &str) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    // Most names have a letter that the text lacks.
    let mut seen = [false; 256];
    for byte in text.bytes() {
        if let Some(slot) = seen.get_mut(usize::from(byte)) {
            *slot = true;
        }
    }
    let possible = |name: &str| name.bytes().all(|byte| seen.get(usize::from(byte)).copied().unwrap_or_default());
    for (name, systems) in system_names() {
        if !possible(name) {
            continue;
        }
        let Some(start) = substring::find(text, name) else { continue };
        let place = start..start + name.len();
        let latin = |c: char| c.is_ascii_alphanumeric();
        let inside = |edge: Option<char>, own: bool| own && edge.is_some_and(latin);
        let before = text.get(..start).and_then(|head| head.chars().next_back());
        let after = text.get(place.end..).and_then(|tail| tail.chars().next());
        if inside(before, name.starts_with(latin)) || inside(after, name.ends_with(latin)) {
            continue;
        }
        let apart = |other: &Named| other.place.end <= place.start || place.end <= other.place.start;
        if found.iter().all(|other| apart(other) || other.place.len() < place.len()) {
            found.retain(apart);
            found.push(Named { place, systems });
        }
    }
    found
}

/// The text with digits that stand inside words for letters put right, so that `RE5P` is a label; every place stays.
pub fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let damaged = letters > digits && digits > 0;
        mended.extend(word.chars().map(|c| match c {
            '0' if damaged => 'o',
            '1' if damaged => 'l',
            '5' if damaged => 's',
            c => c,
        }));
    }
    mended
}
