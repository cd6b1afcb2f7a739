//! The bytes, each run tied to its field: tap one and the other lights up. Hidden bytes are dots. A message made of words
//! is shown as its words.

use crate::{
    el::{self, El},
    model::{State, ui},
};
use field39::{
    catalogue::tables::word,
    decode::{self, Field, Message},
    diagnostic::{Diagnostic, Severity},
    explain::Words,
    input::{Form, Input},
    span::ByteSpan,
};
use leptos::prelude::window;

/// The path of bytes that no field holds, and of what is said about them.
pub const BROKEN: &str = "!";
/// Bytes shown at first; each `more` shows four times as many.
const BYTES: usize = 2048;

/// Bytes a line: as many as fit without scrolling sideways.
fn per_line() -> usize {
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    if width.is_some_and(|width| width < 560.0) { 8 } else { 16 }
}

/// What is known of every byte.
struct Bytes<'a> {
    bytes: &'a [u8],
    owners: Vec<Option<(usize, &'a str)>>,
    hidden: Vec<ByteSpan>,
    broken: Vec<ByteSpan>,
}

/// The bytes of a message.
pub fn view(state: &State, words: Words<'_>, input: &Input, message: &Message, wrong: &[Diagnostic]) -> El {
    let limit = (BYTES << (2 * state.more.min(8))).min(input.bytes.len());
    let mut hidden = Vec::new();
    decode::hidden_bytes(&message.fields, &mut hidden);
    let broken = wrong.iter().filter(|one| one.severity == Severity::Error).map(|one| one.span);
    let mut known =
        Bytes { bytes: &input.bytes, owners: vec![None; input.bytes.len()], hidden, broken: broken.collect() };
    let mut number = 0;
    for field in &message.fields {
        claim(field, &mut known.owners, &mut number);
    }
    let is_text = input.form == Form::Text;
    let lines = if is_text { known.words(limit) } else { known.lines(limit) };
    let heading = if is_text { word::UI_TEXT } else { word::UI_BYTES };
    El::new("section")
        .class("pane")
        .part("hex")
        .child(el::text("h3", "", ui(words, heading)))
        .child(
            El::new("div")
                .class(if is_text { "hex words" } else { "hex" })
                .attr("dir", "ltr")
                .attr("translate", "no")
                .attr("tabindex", "0")
                .attr("role", "group")
                .attr("aria-label", ui(words, heading))
                .children(lines),
        )
        .maybe((limit < input.bytes.len()).then(|| el::button("act quiet", ui(words, word::UI_SHOW_MORE), "more")))
}

impl Bytes<'_> {
    fn owner(&self, at: usize) -> Option<(usize, &str)> {
        self.owners.get(at).copied().flatten()
    }

    /// Where the run that begins here ends.
    fn until(&self, at: usize, end: usize) -> usize {
        let number = |at| self.owner(at).map(|(number, _)| number);
        (at..end).find(|next| number(*next) != number(at)).unwrap_or(end)
    }

    fn run(&self, at: usize, text: String) -> El {
        let class = match self.owner(at) {
            Some((number, _)) => ["run", "run b", "run c", "run d"].get(number % 4).copied().unwrap_or("run"),
            None if covers(&self.broken, at) => "run broken",
            None => "run none",
        };
        let path = self.owner(at).map_or(BROKEN, |(_, path)| path);
        el::text("span", class, text).attr("data-path", path)
    }

    fn lines(&self, limit: usize) -> Vec<El> {
        let per_line = per_line();
        let mut lines = Vec::new();
        for start in (0..limit).step_by(per_line) {
            let end = (start + per_line).min(limit);
            let mut line = El::new("div").child(el::text("span", "offset", format!("{start:04x}")));
            let mut at = start;
            while at < end {
                let until = self.until(at, end);
                let mut run = String::new();
                for place in at..until {
                    if place > at {
                        run.push(' ');
                    }
                    match self.bytes.get(place) {
                        Some(byte) if !covers(&self.hidden, place) => push_hex(&mut run, *byte),
                        // The middle dot is as wide as a digit in every fixed-width font.
                        _ => run.push_str("··"),
                    }
                }
                line = line.child(self.run(at, run));
                at = until;
            }
            lines.push(line);
        }
        lines
    }

    /// The text as it stands. Masking keeps the number of characters, so that places stay what they are.
    fn words(&self, limit: usize) -> Vec<El> {
        let text = String::from_utf8_lossy(self.bytes);
        let masked = decode::mask_card_numbers(&text);
        let mut runs = Vec::new();
        let mut run = String::new();
        let mut from = 0;
        for ((at, _), shown) in text.char_indices().zip(masked.chars()) {
            if at >= limit {
                break;
            }
            if self.owner(at).map(|(number, _)| number) != self.owner(from).map(|(number, _)| number) {
                runs.push(self.run(from, core::mem::take(&mut run)));
                from = at;
            }
            run.push(if covers(&self.hidden, at) { '•' } else { shown });
        }
        runs.push(self.run(from, run));
        runs
    }
}

fn covers(spans: &[ByteSpan], at: usize) -> bool {
    spans.iter().any(|span| (span.start as usize..span.end as usize).contains(&at))
}

fn push_hex(run: &mut String, byte: u8) {
    for digit in [byte >> 4, byte & 15] {
        run.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
    }
}

/// Each byte is the innermost field's that covers it.
fn claim<'a>(field: &'a Field, owners: &mut [Option<(usize, &'a str)>], number: &mut usize) {
    let range = field.span.start as usize..field.span.end as usize;
    for owner in owners.get_mut(range).into_iter().flatten() {
        *owner = Some((*number, &field.path));
    }
    *number += 1;
    for child in &field.children {
        claim(child, owners, number);
    }
}
