//! A row of labels above a row of values, as journals print them.

use super::{
    label::{self, Label},
    print::Print,
    value::{self, Value},
};
use alloc::vec::Vec;
use core::ops::Range;

/// The labels of a line that holds nothing else, if there are two or more.
pub fn header(print: &Print, line: &Range<usize>) -> Option<Vec<Label>> {
    let mut labels: Vec<Label> = Vec::new();
    let mut at = line.start;
    while at < line.end {
        if !print.plain(at).is_alphanumeric() {
            if matches!(print.shown(at), ':' | '=') {
                return None;
            }
            at += 1;
            continue;
        }
        // The longest label that begins here.
        let ends = (at + 1..=line.end).rev().filter(|end| !print.plain(*end).is_alphanumeric());
        let mut found = ends.filter_map(|end| label::ending_at(print, at, end));
        let label = found.find(|label| label.place.start == at && label.paths.len() == 1)?;
        at = label.place.end;
        labels.push(label);
    }
    (labels.len() > 1).then_some(labels)
}

/// The values of the row below: each a word, in the order of the labels, and all of the right shape.
pub fn values(print: &Print, labels: &[Label], line: &Range<usize>) -> Option<Vec<(&'static str, Value)>> {
    let mut found = Vec::new();
    let mut at = line.start;
    for label in labels {
        at = print.run(at, |c| matches!(c, ' ' | '\t' | '\u{A0}' | '|'));
        let path = *label.paths.first()?;
        let value = value::read(print, path, at, line.end).filter(|value| value.expected.is_none())?;
        at = value.place.end;
        if print.plain(at).is_alphanumeric() {
            return None;
        }
        found.push((path, value));
    }
    Some(found)
}
