//! Slips, ATM journals and screens in many languages: labels and the values behind them, below them or in columns. Letters
//! that a camera takes for digits are repaired; a value of the wrong shape is none, or is said to be odd.

mod columns;
mod label;
mod print;
mod result;
mod value;

pub use label::path;

use super::{
    DecodeOptions, Message, MessageKind,
    field::{CodeRef, Field, Meaning, Name},
    mask, tlv,
};
use crate::{
    catalogue::{Dialect, SystemId, TextId, tables::word},
    diagnostic::{Diagnostic, DiagnosticCode, Severity},
    span::ByteSpan,
};
use alloc::{string::String, vec, vec::Vec};
use core::ops::Range;
use label::Label;
use print::Print;
use value::Value;

/// Longer texts are logs.
const MOST: usize = 20_000;

/// Reads the text if enough labels have values that fit, one of them a chip's or a result.
pub fn read(text: &str, options: &DecodeOptions) -> Option<(Message, Vec<Diagnostic>)> {
    if text.len() > MOST {
        return None;
    }
    let print = Print::new(text);
    let lines = print.lines();
    let mut slip = Slip {
        print: &print,
        options,
        fields: Vec::new(),
        diagnostics: Vec::new(),
        weight: 0,
        sure: 0,
        labelled: false,
        claimed: Vec::new(),
    };
    slip.lines(&lines);
    let chip = slip.fields.iter().filter(|field| is_chip(&field.path)).count();
    let has_result = slip.fields.iter().any(|field| matches!(field.path.as_str(), "39" | "8A"));
    let trimmed = text.trim();
    // A label of a chip's value and that value are enough where there is nothing else.
    let alone = chip == 1 && slip.labelled && trimmed.len() < 80 && !trimmed.contains('\n');
    // Keys of a program's answer are no labels of a slip, but for what a chip said.
    let printed = trimmed.contains('\n') && !trimmed.starts_with(['{', '[']);
    let confidence = match (chip > 0, has_result && printed) {
        _ if alone => 0.85,
        (true, _) if slip.weight >= 3 => 0.85,
        (_, true) if slip.weight >= 4 => 0.85,
        // No result and no chip: what nobody prints but terminals.
        _ if printed && slip.sure >= 3 => 0.6,
        _ => return None,
    };
    let (verdict_field, no_payment) = result::decide(&print, &lines, &mut slip.fields);
    let (fields, diagnostics) = (slip.fields, slip.diagnostics);
    let span = ByteSpan::new(0, text.len());
    let mut message = Message::plain(MessageKind::Text, "slip", word::FOUND_SLIP, fields, span, confidence);
    message.verdict_field = verdict_field;
    message.no_payment = no_payment;
    Some((message, diagnostics))
}

fn is_chip(path: &str) -> bool {
    matches!(path, "4F" | "95" | "9B" | "9F10" | "9F26" | "9F27" | "9F34" | "9F36" | "9F37" | "82" | "8A" | "9F33")
}

/// A slip while it is read.
struct Slip<'a> {
    print: &'a Print,
    options: &'a DecodeOptions,
    fields: Vec<Field>,
    diagnostics: Vec<Diagnostic>,
    /// How much speaks for a slip: two for each value that has little else to be.
    weight: usize,
    /// How many values can hardly be anything else.
    sure: usize,
    /// Whether a chip's value had a label.
    labelled: bool,
    /// Where something stands behind a label that it does not fit.
    claimed: Vec<usize>,
}

impl Slip<'_> {
    fn lines(&mut self, lines: &[Range<usize>]) {
        let mut waiting: Option<Label> = None;
        let mut columns: Option<Vec<Label>> = None;
        for line in lines {
            let blank = self.print.run(line.start, |c| c != '\n' && !c.is_alphanumeric()) >= line.end;
            if blank && (waiting.is_some() || columns.is_some()) {
                continue;
            }
            let above = columns.take().and_then(|labels| {
                let values = columns::values(self.print, &labels, line)?;
                Some(labels.into_iter().zip(values))
            });
            if let Some(row) = above {
                for (label, (path, value)) in row {
                    self.put(path, &value, label.length, true);
                }
                continue;
            }
            columns = columns::header(self.print, line);
            if columns.is_some() {
                waiting = None;
                continue;
            }
            if let Some(label) = waiting.take()
                && self.below(&label, line)
            {
                continue;
            }
            waiting = self.line(line);
            self.application(line);
            self.masked_card(line);
        }
    }

    /// A value alone on the line below its label.
    fn below(&mut self, label: &Label, line: &Range<usize>) -> bool {
        let start = self.print.run(line.start, |c| c != '\n' && !c.is_alphanumeric() && !value::is_mask(c));
        if label::ending_at(self.print, line.start, self.end_of(line)).is_some() {
            return false;
        }
        let mut at = start;
        for path in &label.paths {
            let Some(value) = value::read(self.print, path, at, line.end) else { continue };
            let rest = self.print.run(value.place.end, |c| c != '\n' && !c.is_alphanumeric());
            let spare = line.end.saturating_sub(rest);
            if label.paths.len() == 1 && spare > 0 && !matches!(*path, "39" | "8A") && !(*path == "2" && spare < 3) {
                return false;
            }
            at = rest;
            self.put(path, &value, label.length, true);
        }
        at > start
    }

    /// Where the characters of a line end, without what stands behind its last letter.
    fn end_of(&self, line: &Range<usize>) -> usize {
        let is_end = |at: &usize| self.print.before(*at).is_alphanumeric();
        (line.start..=line.end).rev().find(is_end).unwrap_or(line.start)
    }

    /// All labels of a line with their values. Gives back a label whose value may stand below.
    fn line(&mut self, line: &Range<usize>) -> Option<Label> {
        let (mut start, mut end) = (line.start, line.start);
        let mut last = None;
        while end < line.end {
            end += 1;
            let touches = self.print.plain(end).is_alphanumeric();
            if !ends_label(self.print.before(end)) || touches && !is_edge(self.print, end) {
                continue;
            }
            let Some(label) = label::ending_at(self.print, start, end) else { continue };
            let mut gap = label::gap(self.print, end, line.end);
            // A line that is a label and one word.
            let first = self.print.run(line.start, |c| c != '\n' && !c.is_alphanumeric()) >= label.place.start;
            let word = self.print.run(gap.end, |c| c.is_alphanumeric());
            gap.is_signed |= first && gap.end > end && word > gap.end && word >= self.end_of(line);
            let rest = self.print.run(gap.end, |c| c != '\n' && !c.is_alphanumeric() && !value::is_mask(c));
            if rest >= line.end {
                let whole = self.print.run(line.start, |c| c != '\n' && !c.is_alphanumeric()) >= label.place.start;
                let path = label.paths.first().map_or("", |path| path.split(':').next().unwrap_or_default());
                let spelled_out = label.length >= SPELLED_OUT || is_chip(path) || path == "39";
                last = (gap.is_signed || whole && spelled_out).then_some(label);
                break;
            }
            if let Some(next) = self.values(&label, &gap, touches, line.end) {
                (start, end) = (next, next);
            } else if gap.is_signed && !label.paths.contains(&"2") {
                // What stands there is that label's, even if it is no value.
                self.claimed.push(gap.end);
            }
        }
        last
    }

    /// The values behind a label, one for each of its paths. Gives where the last ends.
    fn values(&mut self, label: &Label, gap: &label::Gap, touches: bool, end: usize) -> Option<usize> {
        let mut at = gap.end;
        let mut next = None;
        for path in &label.paths {
            // `AC: AAC` names the kind of the cryptogram.
            let path = if path.starts_with("9F26") && value::names_cryptogram(self.print, at) { &"9F27" } else { path };
            // Of several values any may be missing.
            let read = value::read(self.print, path, at, end)
                .filter(|value| label.paths.len() == 1 || value.expected.is_none());
            let Some(value) = read else { continue };
            let sure = value::is_surely(path, &value, label.length);
            let chip = is_chip(path.split(':').next().unwrap_or_default());
            if !gap.is_signed && !sure || touches && !(sure && chip && label.length >= 3) {
                break;
            }
            next = Some(value.place.end);
            at = self.print.run(value.place.end, |c| matches!(c, '/' | ' ' | ',' | '-'));
            self.put(path, &value, label.length, sure);
        }
        next
    }

    /// Takes a value as the field that its label names.
    fn put(&mut self, path: &str, value: &Value, label: usize, sure: bool) {
        let span = self.print.span(&value.place);
        let (path, kind) = path.split_once(':').unwrap_or((path, ""));
        if path == "-" {
            return;
        }
        if let Some(expected) = value.expected {
            let fault = Diagnostic::new(DiagnosticCode::WrongLength, Severity::Warning, span, path);
            self.diagnostics.push(fault.counts(expected, value.text.len()));
            self.weight += 1;
            return;
        }
        let Some(field) = self.field(path, kind, value) else { return };
        let strong = match path {
            "39" | "8A" => label > SHORT_RESULT,
            "9F36" | "9F27" | "82" | "5F34" => false,
            _ => sure,
        };
        self.weight += 1 + usize::from(strong);
        // Four digits behind `ATC` are anything.
        let telling = value.text.len() > 4 || value.text.bytes().any(|byte| byte.is_ascii_alphabetic()) || path == "8A";
        self.labelled |= label > 0 && is_chip(path) && telling;
        self.sure += usize::from(sure && !matches!(path, "39" | "8A"));
        self.fields.push(field);
    }

    fn field(&self, path: &str, kind: &str, value: &Value) -> Option<Field> {
        let span = self.print.span(&value.place);
        let dialect = Dialect::find("iso8583-1987");
        let bytes = || super::bitmap::unhex(&value.text);
        let tag = || u32::from_str_radix(path, 16).ok();
        let mut field = match path {
            "39" | "2" | "11" | "37" | "38" | "41" | "42" => {
                let name = path.parse().ok().and_then(|number| dialect?.field_name(number));
                let mut field = Field::new(path.into(), name.map_or(Name::Unknown, Name::Text), span);
                field.value.clone_from(&value.text);
                if path == "39" {
                    field.code = result::code(&value.text);
                }
                field
            }
            "8A" => {
                let mut field = tlv::value_of(0x8A, value.text.as_bytes(), span, self.options);
                field.value.clone_from(&value.text);
                field.code = SystemId::find("emv-arc").map(|system| CodeRef { system, code: value.text.clone() });
                field
            }
            "9F27" => {
                let mut field = tlv::value_of(0x9F27, &bytes()?, span, self.options);
                field.value = self.print.text(value.place.clone());
                field
            }
            _ => {
                let bytes = bytes()?;
                let whole = ByteSpan::new(0, bytes.len());
                let mut fields = vec![tlv::value_of(tag()?, &bytes, whole, self.options)];
                let places = self.print.pairs(&value.place);
                // Digits of full width are three bytes each: bits are where the value is.
                if span.len() == value.place.len() {
                    super::apdu::relocate(&mut fields, &bytes.into_iter().zip(places).collect::<Vec<_>>());
                } else {
                    cover(&mut fields, span);
                }
                let mut field = fields.pop()?;
                field.span = span;
                field
            }
        };
        if !kind.is_empty() {
            field.meaning = Meaning::Plain(kind.into());
        }
        self.mask(&mut field);
        Some(field)
    }

    fn mask(&self, field: &mut Field) {
        let count = field.value.chars().count();
        let digits = field.value.bytes().all(|byte| byte.is_ascii_digit());
        field.masked |= field.path == "2" && field.value.chars().any(value::is_mask);
        if self.options.unmask {
            return;
        }
        let ranges = match field.path.as_str() {
            "2" if digits => vec![mask::card_number(count)],
            "2" => mask::grouped_digits(&field.value),
            _ => mask::in_text(&field.value),
        };
        if ranges.iter().any(|range| !range.is_empty()) {
            field.value = mask::dots(&field.value, &ranges);
            field.masked = true;
            field.hidden.push(field.span);
        }
    }

    /// An application that a slip prints without a label.
    fn application(&mut self, line: &Range<usize>) {
        if self.fields.iter().any(|field| field.path == "4F") {
            return;
        }
        let mut at = line.start;
        while at < line.end {
            let end = self.print.run(at, |c| c.is_ascii_alphanumeric());
            // The name of the application may touch it.
            let hex = self.print.run(at, |c| c.is_ascii_digit() || matches!(c, 'A'..='F')).min(end);
            let end = if self.print.text(hex..end).chars().all(char::is_alphabetic) { hex } else { end };
            let word = self.print.text(at..end);
            if (10..=32).contains(&word.len()) && (word.starts_with("A0000") || word.starts_with("D5780")) {
                let known = super::bitmap::unhex(&word).filter(|raw| super::apdu::scheme(raw).is_some());
                if known.is_some() {
                    let value = Value { place: at..end, text: word, expected: None };
                    self.put("4F", &value, 0, true);
                    return;
                }
            }
            at = self.print.run(at, |c| c.is_ascii_alphanumeric()).max(at + 1);
        }
    }

    /// A card number that the slip masks itself: digits, signs, digits.
    fn masked_card(&mut self, line: &Range<usize>) {
        let place = self.print.span(line);
        let own: Vec<_> = self.fields.iter().filter(|field| field.span.start >= place.start).collect();
        if own.iter().any(|field| field.path == "2") {
            return;
        }
        let taken = |at: usize| {
            let at = self.print.span(&(at..at + 1)).start;
            own.iter().any(|field| (field.span.start..field.span.end).contains(&at))
        };
        let claimed = |at: usize| self.claimed.contains(&at);
        let is_start = |at: &usize| {
            let c = self.print.shown(*at);
            let before = self.print.before(*at);
            (c.is_ascii_digit() || value::is_mask(c))
                && !before.is_alphanumeric()
                && !value::is_mask(before)
                && !taken(*at)
                && !claimed(*at)
        };
        let found = (line.start..line.end).filter(is_start).find_map(|at| {
            let value = value::card(self.print, at, line.end)?;
            (value.text.chars().any(value::is_mask) && value.text.chars().count() >= 8).then_some(value)
        });
        let Some(value) = found else { return };
        let name = Name::Text(TextId(word::FOUND_CARD));
        let mut field = Field::new(String::from("2"), name, self.print.span(&value.place));
        field.value = value.text;
        field.masked = true;
        self.weight += 1;
        self.sure += 1;
        self.fields.push(field);
    }
}

/// Lets fields and what is in them stand at one place.
fn cover(fields: &mut [Field], span: ByteSpan) {
    for field in fields {
        (field.span, field.header) = (span, ByteSpan::new(span.start as usize, span.start as usize));
        cover(&mut field.children, span);
    }
}

/// Labels of so many characters are no word of prose.
const SPELLED_OUT: usize = 6;

/// Labels of results that are no longer say little: `rc`, `arc`, `resp`.
const SHORT_RESULT: usize = 4;

/// Whether labels end with such a character.
fn ends_label(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '#' | '\u{2116}' | '%' | ')')
}

/// Whether a label may end there although a letter or digit follows: `AIDA0000000031010`, `TVR0000008000`.
fn is_edge(print: &Print, at: usize) -> bool {
    print.before(at).is_ascii_alphabetic() && (print.shown(at).is_ascii_digit() || matches!(print.shown(at), 'A'..='F'))
}
