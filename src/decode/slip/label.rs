//! Labels in a line of a slip, and what stands between them and their values. Which label names which field is data
//! (`catalogue/pastes/slips.toml`): an EMV tag or a data element, or several with a slash between.

use super::print::Print;
use crate::{
    catalogue::tables::SLIP_LABELS,
    plain::{is_gap, plain},
};
use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// So short a label is no part of a compound word: `Capt.-Ref`.
const SHORT: usize = 4;

/// A label that was found.
#[derive(Debug, Clone)]
pub struct Label {
    /// Its characters.
    pub place: Range<usize>,
    /// The fields that its values are, in their order.
    pub paths: Vec<&'static str>,
    /// How long it is as it is listed.
    pub length: usize,
}

/// What stands between a label and what follows.
#[derive(Debug)]
pub struct Gap {
    /// Where what follows begins.
    pub end: usize,
    /// A colon, a sign or leaders: a value follows, whatever it looks like.
    pub is_signed: bool,
}

/// The path of a label that is written as people write labels.
pub fn path(text: &str) -> Option<&'static str> {
    let mut name = String::new();
    for c in text.chars().filter_map(plain) {
        if !is_gap(c) {
            name.push(c);
        } else if !name.ends_with(' ') {
            name.push(' ');
        }
    }
    let rows = ending_with(name.trim().chars().next_back()?);
    rows.iter().find(|(label, _)| *label == name.trim()).map(|(_, path)| *path)
}

/// The labels that end with a character, longest first.
fn ending_with(last: char) -> &'static [(&'static str, &'static str)] {
    let end = |row: &(&'static str, &'static str)| row.0.chars().next_back();
    let from = SLIP_LABELS.partition_point(|row| end(row) < Some(last));
    let to = SLIP_LABELS.partition_point(|row| end(row) <= Some(last));
    SLIP_LABELS.get(from..to).unwrap_or_default()
}

/// The longest label that ends before `end` and begins at `start` or later, with those that are joined to it by a slash.
pub fn ending_at(print: &Print, start: usize, end: usize) -> Option<Label> {
    let mut label = one(print, start, end)?;
    while print.before(label.place.start) == '/'
        && let Some(other) = one(print, start, label.place.start - 1)
    {
        label.place.start = other.place.start;
        label.paths.splice(0..0, other.paths);
    }
    Some(label)
}

fn one(print: &Print, start: usize, end: usize) -> Option<Label> {
    ending_with(print.before(end)).iter().find_map(|(label, path)| {
        let from = begins(print, start, end, label)?;
        Some(Label { place: from..end, paths: path.split('/').collect(), length: label.chars().count() })
    })
}

/// Where a label begins that ends there; a blank in it stands for any gap or none.
fn begins(print: &Print, start: usize, end: usize, label: &str) -> Option<usize> {
    let mut at = end;
    for c in label.chars().rev() {
        if c == ' ' {
            while at > start && is_gap(print.before(at)) {
                at -= 1;
            }
        } else if at > start && print.before(at) == c {
            at -= 1;
        } else {
            return None;
        }
    }
    let before = print.before(at);
    let mut further = at;
    while further > start && is_gap(print.before(further)) && !print.before(further).is_whitespace() {
        further -= 1;
    }
    let compound = label.len() <= SHORT && further < at && print.before(further).is_alphanumeric();
    (at == start || !before.is_alphanumeric() && !compound).then_some(at)
}

/// What stands behind a label: `(8A):`, `.......`, `" => "`, `|`, blanks.
pub fn gap(print: &Print, from: usize, end: usize) -> Gap {
    let mut gap = Gap { end: from, is_signed: false };
    while gap.end < end {
        let c = print.shown(gap.end);
        match c {
            ':' | '=' => gap.is_signed = true,
            // Leaders: two points or more.
            '.' if print.shown(gap.end + 1) == '.' => gap.is_signed = true,
            '-' if print.shown(gap.end + 1) == '>' => gap.is_signed = true,
            '(' if print.shown(print.run(gap.end + 1, |c| !matches!(c, ')' | '\n'))) == ')'
                && !gap.is_signed
                && print.run(gap.end, |c| c != ')') < end =>
            {
                // What a label says once more in brackets; a code alone in them is the value.
                let close = print.run(gap.end, |c| c != ')');
                let after = self::gap(print, close + 1, end);
                if !after.is_signed {
                    gap.end += 1;
                    return gap;
                }
                return after;
            }
            '*' | '#' if gap.end > from && print.shown(gap.end + 1) == c => break,
            c if c.is_whitespace() => {}
            // Tags of HTML: `</td><td>`.
            '<' if print.shown(gap.end + 1) == '/' => gap.end = print.run(gap.end, |c| !matches!(c, '>' | '\n')),
            '<' if print.shown(gap.end + 1).is_ascii_alphabetic() => {
                gap.end = print.run(gap.end, |c| !matches!(c, '>' | '\n'));
            }
            '.' | '>' | '<' | '|' | '"' | '\'' | '(' | '[' | '#' | ',' | ';' | '-' | '\u{2026}' => {}
            _ => break,
        }
        gap.end += 1;
    }
    gap
}
