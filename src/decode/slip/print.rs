//! A slip as characters: plain ones for labels, half-width ones for values, and where each stands in the text.

use crate::{
    plain::{digit, plain},
    span::ByteSpan,
};
use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// One character.
#[derive(Debug, Clone, Copy)]
pub struct Char {
    /// Its first byte.
    at: u32,
    /// Without case and accent.
    pub plain: char,
    /// In ASCII where it is a letter, a digit or a sign of full width.
    pub shown: char,
}

/// The characters of a text; a line end stands behind the last.
#[derive(Debug)]
pub struct Print {
    chars: Vec<Char>,
}

impl Print {
    /// Takes a text apart. Marks without a width are left out; line ends may be written as programs escape them.
    pub fn new(text: &str) -> Self {
        let mut chars = Vec::with_capacity(text.len() + 1);
        let mut escape = false;
        // Some print a whole slip in one line, with bars for its lines.
        let barred = !text.trim().contains('\n') && text.matches('|').count() > 3;
        for (at, c) in text.char_indices() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            let Some(low) = plain(c) else { continue };
            let shown = match c {
                '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
                c => digit(c),
            };
            let is_end = core::mem::replace(&mut escape, c == '\\') && matches!(c, 'n' | 'r');
            // Separators of fields and groups that terminals print (ISO/IEC 646, FS to US), and ends of paragraphs.
            if is_end || c == '|' && barred || matches!(c, '\n' | '\u{1C}'..='\u{1F}' | '\u{2028}' | '\u{2029}') {
                chars.push(Char { at, plain: '\n', shown: '\n' });
            } else if c.is_control() || c == '\\' {
                chars.push(Char { at, plain: ' ', shown: ' ' });
            } else {
                chars.push(Char { at, plain: low, shown });
            }
        }
        chars.push(Char { at: u32::try_from(text.len()).unwrap_or(u32::MAX), plain: '\n', shown: '\n' });
        Self { chars }
    }

    /// The lines, without what ends them.
    pub fn lines(&self) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut start = 0;
        for (at, _) in self.chars.iter().enumerate().filter(|(_, c)| c.plain == '\n') {
            lines.push(start..at);
            start = at + 1;
        }
        lines
    }

    /// The plain character there; a line end outside.
    pub fn plain(&self, at: usize) -> char {
        self.chars.get(at).map_or('\n', |c| c.plain)
    }

    /// The character there as a value has it; a line end outside.
    pub fn shown(&self, at: usize) -> char {
        self.chars.get(at).map_or('\n', |c| c.shown)
    }

    /// The character before, if any.
    pub fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\n', |at| self.plain(at))
    }

    /// Where a run of characters ends that all are of a kind.
    pub fn run(&self, from: usize, is: impl Fn(char) -> bool) -> usize {
        (from..self.chars.len()).find(|at| !is(self.shown(*at))).unwrap_or(self.chars.len())
    }

    /// The text of some characters, as values have it.
    pub fn text(&self, range: Range<usize>) -> String {
        self.chars.get(range).unwrap_or_default().iter().map(|c| c.shown).collect()
    }

    /// The same without case and accents, with one blank for each gap.
    pub fn words(&self, range: Range<usize>) -> String {
        let mut words = String::new();
        for c in self.chars.get(range).unwrap_or_default() {
            if c.plain.is_alphanumeric() {
                words.push(c.plain);
            } else if !words.ends_with(' ') && !words.is_empty() {
                words.push(' ');
            }
        }
        words.truncate(words.trim_end().len());
        words
    }

    /// Where each byte stands that is written as two hex digits.
    pub fn pairs(&self, range: &Range<usize>) -> Vec<usize> {
        let digits = self.chars.get(range.clone()).unwrap_or_default().iter().filter(|c| c.shown.is_alphanumeric());
        digits.step_by(2).map(|c| c.at as usize).collect()
    }

    /// Where characters stand in the text.
    pub fn span(&self, range: &Range<usize>) -> ByteSpan {
        let place = |at: usize| self.chars.get(at).or(self.chars.last()).map_or(0, |c| c.at) as usize;
        ByteSpan::new(place(range.start), place(range.end))
    }
}
