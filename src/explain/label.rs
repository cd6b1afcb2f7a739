//! A code in a line of text: alone, beside a label (`RESP: 05`, `应答码 51`, `RC51`, `39=51`), or the only code
//! in a sentence. Works on folded text. Labels are data: `catalogue/labels.toml`.

use super::Options;
use crate::{
    catalogue::{self, tables::LABELS},
    search::fold::is_han,
};
use alloc::{format, string::String, vec::Vec};

/// A code, and what was typed for it.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// The folded code to look up.
    pub code: String,
    /// What stood there.
    pub typed: String,
}

/// Longer runs are words or numbers.
const MAX_CODE: usize = 5;

/// Finds the code that a text is about.
pub fn find(folded: &str, options: &Options<'_>) -> Option<Found> {
    let known = |code: &str| is_known(code, options);
    // Names such as `insufficient_funds` or `ACQ.TRADE_HAS_SUCCESS`: alone, or in a sentence.
    if folded.chars().count() > MAX_CODE && known(folded) {
        return Some(Found { code: folded.into(), typed: folded.into() });
    }
    let bare: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let is_run = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_run && bare.len() <= MAX_CODE {
        let has_digit = bare.bytes().any(|byte| byte.is_ascii_digit());
        let spaced = bare.len() != folded.len();
        if known(&bare) || (has_digit && spaced && known(&pad(&bare))) {
            return Some(settle(&bare, options));
        }
        // `RC51` is a label and a code; `R9` is a code that no table has.
        let glued = if bare.len() > 2 { beside_label(folded, options) } else { None };
        if let Some(found) = glued.filter(|found| known(&found.code)) {
            return Some(found);
        }
        if has_digit && !spaced {
            return Some(settle(&bare, options));
        }
    }
    named(folded, options).or_else(|| beside_label(folded, options)).or_else(|| alone_in_sentence(folded, options))
}

/// The longest name in a sentence that is a code and could be no word: it has `_`, `.`, `=`, `:` or `-` inside.
fn named(folded: &str, options: &Options<'_>) -> Option<Found> {
    let joins = |c: char| matches!(c, '_' | '.' | '=' | ':' | '-');
    let inside = |c: char| c.is_ascii_alphanumeric() || joins(c);
    let names = folded.split(|c| !inside(c)).map(|name| name.trim_matches(joins));
    let mut best: Option<&str> = None;
    for name in names.filter(|name| name.len() > 3 && name.contains(joins) && !name.contains("::")) {
        // `return_code=FAIL`: the name before the sign, or behind it, may be the code.
        let parts = name.split(['=', ':']).filter(|part| part.contains('_'));
        for part in core::iter::once(name).chain(parts) {
            if best.is_none_or(|known| part.len() > known.len()) && is_known(part, options) {
                best = Some(part);
            }
        }
    }
    best.map(|name| Found { code: name.into(), typed: name.into() })
}

fn is_known(code: &str, options: &Options<'_>) -> bool {
    catalogue::lookup(code).next().is_some() || super::answer::host(code, options.host).is_some()
}

/// The code that a run of characters stands for: itself, padded, or without padding.
fn settle(run: &str, options: &Options<'_>) -> Found {
    let typed = String::from(run);
    let padded = pad(run);
    let stripped = format!("{:0>2}", run.trim_start_matches('0'));
    let forms = [run, &padded, &stripped];
    let at_home = |code: &&str| options.default_system.is_some_and(|home| catalogue::lookup_in(home, code).is_some());
    let known = |code: &&str| is_known(code, options);
    // A lone digit is what a terminal prints as two: `5` is `05`, unless only longer lists have it.
    let usual = if run.len() == 1 { [&*padded, run, &stripped] } else { forms };
    // Without a home, what the systems that most people meet have comes before what others have.
    let common =
        |code: &&str| options.default_system.is_none() && catalogue::lookup(code).any(catalogue::EntryId::is_front);
    let code = forms.into_iter().find(at_home).or_else(|| usual.into_iter().find(common));
    let code = code.or_else(|| usual.into_iter().find(known));
    Found { code: code.unwrap_or(if run.len() == 1 { &padded } else { run }).into(), typed }
}

/// A lone digit as terminals print it.
fn pad(run: &str) -> String {
    if run.len() == 1 { format!("0{run}") } else { run.into() }
}

fn beside_label(folded: &str, options: &Options<'_>) -> Option<Found> {
    let mut best: Option<(usize, Found)> = None;
    for label in LABELS {
        for (at, _) in folded.match_indices(label) {
            let glued_before = label.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric)
                && folded
                    .get(..at)
                    .and_then(|before| before.chars().next_back())
                    .is_some_and(|c| c.is_ascii_alphanumeric());
            let after = folded.get(at + label.len()..).unwrap_or_default();
            let gap = after.len()
                - after.trim_start_matches([' ', ':', '=', '#', '"', '\'', '-', '>', '\t', ',', '是', '为']).len();
            let numeric = label.bytes().all(|byte| byte.is_ascii_digit());
            let separated = after.get(..gap).is_some_and(|gap| gap.contains([':', '=']));
            if glued_before || (numeric && !separated) {
                continue;
            }
            let run = first_run(after.get(gap..).unwrap_or_default());
            let letters_glued = gap == 0 && run.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
            if letters_glued && !label.chars().all(is_han) {
                continue;
            }
            if let Some(found) = run_as_code(run, options) {
                // The label that stands last before the code, and the longest of those, says what it is.
                let place = at + label.len();
                if best.as_ref().is_none_or(|(known, _)| place > *known) {
                    best = Some((place, found));
                }
            }
        }
    }
    best.map(|(_, found)| found)
}

fn first_run(text: &str) -> &str {
    let end = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    text.get(..end).unwrap_or_default()
}

/// Beside a label a code may be unlisted, and misread letters are repaired: O for 0, l or I for 1, S for 5.
fn run_as_code(run: &str, options: &Options<'_>) -> Option<Found> {
    if run.is_empty() || run.len() > MAX_CODE {
        return None;
    }
    let has_digit = run.bytes().any(|byte| byte.is_ascii_digit());
    let settled = settle(run, options);
    let is_at_home = |code: &str| {
        let system = options.default_system;
        let common = || catalogue::lookup(code).any(catalogue::EntryId::is_front);
        system.map_or_else(common, |system| catalogue::lookup_in(system, code).is_some())
            || super::answer::host(code, options.host).is_some()
    };
    if is_known(&settled.code, options) && is_at_home(&settled.code) {
        return Some(settled);
    }
    let repaired: String = run
        .chars()
        .map(|c| match c {
            'o' => '0',
            'l' | 'i' => '1',
            's' => '5',
            c => c,
        })
        .collect();
    if repaired != run && is_known(&repaired, options) && is_at_home(&repaired) {
        return Some(Found { code: repaired, typed: run.into() });
    }
    (has_digit || is_known(&settled.code, options)).then_some(settled)
}

/// In a sentence without a label, the only run that is a listed code with a digit in it. A run that touches a
/// point, a slash or a currency sign is an amount, a date or an id.
fn alone_in_sentence(folded: &str, options: &Options<'_>) -> Option<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut before = ' ';
    let mut rest = folded;
    while let Some(c) = rest.chars().next() {
        if !c.is_ascii_alphanumeric() {
            before = c;
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            continue;
        }
        let run = first_run(rest);
        rest = rest.get(run.len()..).unwrap_or_default();
        let after = rest.chars().next().unwrap_or(' ');
        let touches = |c: char| matches!(c, '.' | '/' | '$' | '¥' | '€' | '£' | '_' | '@' | '*');
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        if digits == 0 || run.len() < 2 || run.len() > 4 || touches(before) || (touches(after) && rest.len() > 1) {
            before = 'x';
            continue;
        }
        let settled = settle(run, options);
        if is_known(&settled.code, options) && !found.iter().any(|known| known.code == settled.code) {
            found.push(settled);
        }
        before = 'x';
    }
    if found.len() == 1 { found.pop() } else { None }
}
