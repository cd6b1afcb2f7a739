//! From pasted text to bytes, with a map from every byte back to the text. Each form of paste is a reader of its
//! own; [`candidates`] gives all that fit, likeliest first, and the decoders say which one makes sense.

mod base64;
mod columns;
mod dump;
mod escaped;
mod excerpt;
mod hex;
mod list;
mod numbered;
mod unit;

pub use numbered::without_numbers;

use crate::{diagnostic::Diagnostic, span::TextSpan};
use alloc::vec::Vec;

/// Longer pastes are cut here, with a diagnostic: 4 MiB of text is more than any log excerpt.
pub const MAX_TEXT: usize = 4 << 20;

/// Longer texts are no single message of characters, and more bytes of a log no single message: the lengths that stand
/// before messages say no more.
const MAX_MESSAGE: usize = 0xFFFF;

/// How bytes were written in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Hex digits, with or without separators.
    Hex,
    /// Lines with offsets: `xxd`, `hexdump -C` and their kin.
    Dump,
    /// Lists of numbers, as programs print arrays.
    List,
    /// Strings with escapes.
    Escaped,
    /// Base64.
    Base64,
    /// The characters themselves are the bytes.
    Characters,
    /// Words: the bytes are those of the text itself.
    Text,
    /// Bytes that were handed over as bytes.
    Bytes,
}

impl Form {
    /// The stable name that leaves hand to JavaScript.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hex => "hex",
            Self::Dump => "dump",
            Self::List => "list",
            Self::Escaped => "escaped",
            Self::Base64 => "base64",
            Self::Characters => "characters",
            Self::Text => "text",
            Self::Bytes => "bytes",
        }
    }
}

/// The runs of hex digits in a line that begins at `base` of the text: each byte and where it stands.
pub fn line_runs(line: &str, base: usize) -> Vec<Vec<(u8, usize)>> {
    excerpt::line(line, base)
}

/// Bytes, and where each stood in the text.
#[derive(Debug, Clone)]
pub struct Input {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// For each byte the run of text that gave it; empty when the bytes came as bytes.
    pub map: Vec<TextSpan>,
    /// How they were written.
    pub form: Form,
    /// What did not fit.
    pub diagnostics: Vec<Diagnostic>,
    /// Where messages begin, if there are several; the first begins at nought.
    pub cuts: Vec<usize>,
}

impl Input {
    fn new(form: Form) -> Self {
        Self { bytes: Vec::new(), map: Vec::new(), form, diagnostics: Vec::new(), cuts: Vec::new() }
    }

    /// Bytes as they are, for instance of a dropped file.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self { bytes: bytes.into(), ..Self::new(Form::Bytes) }
    }

    /// A text as it is, byte for byte.
    pub fn from_text(text: &str) -> Self {
        let mut input = Self { bytes: text.into(), ..Self::new(Form::Text) };
        for (at, c) in text.char_indices() {
            let span = TextSpan { start: offset(at), end: offset(at + c.len_utf8()) };
            input.map.extend((0..c.len_utf8()).map(|_| span));
        }
        input
    }

    /// Whether all of the text is bytes: nothing in it was passed over as words.
    pub fn is_plain(&self) -> bool {
        matches!(self.form, Form::Hex | Form::Dump | Form::List | Form::Base64 | Form::Escaped)
    }

    /// Whether another way of finding bytes gave the same.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let what = |one: &Self| (one.form, one.diagnostics.is_empty());
        what(self) == what(other) && self.cuts == other.cuts && self.bytes == other.bytes
    }

    /// The run of text that gave bytes `start..end`.
    pub fn text_span(&self, span: crate::span::ByteSpan) -> TextSpan {
        let at = |offset: u32| self.map.get(offset as usize).copied();
        let past = self.map.last().map_or(TextSpan::default(), |last| TextSpan { start: last.end, end: last.end });
        let first = at(span.start).unwrap_or(past);
        let last = span.end.checked_sub(1).and_then(at).unwrap_or(first);
        TextSpan { start: first.start, end: last.end.max(first.start) }
    }
}

/// Ways in which the text can be bytes, likeliest first, in steps: the next step is for texts in which this one has found
/// no message. None behind the last. Nothing is made before it is asked for: a long paste is not copied in every form.
pub fn candidates(text: &str, step: usize) -> Option<Vec<Input>> {
    let text = cut(text);
    let mut found = Vec::new();
    match step {
        // Digits that begin as a message of characters does; as hex they would hardly be a message too.
        0 if excerpt::begins_message(text.trim_start()) => found.extend(characters(text)),
        0 => {}
        // What is bytes from end to end.
        1 => {
            found.extend(columns::read(text));
            if found.is_empty() {
                found = dump::read(text);
            }
            if found.is_empty() && text.contains(['[', '{', '(', '<']) {
                found.extend(list::read(text));
            }
            if found.is_empty() {
                found.extend(list::bits(text).or_else(|| hex::read(text)));
            }
        }
        2 => {
            found.extend(list::read(text));
            found.extend(escaped::read(text));
            found.extend(base64::read(text));
        }
        // A message of characters.
        3 => {
            found.extend(characters(text));
            found.extend(characters_with_spaces(text));
        }
        // Bytes between words.
        4 => {
            found.extend(excerpt::hex(text));
        }
        5 => {
            found.extend(excerpt::characters(text));
            found.extend(excerpt::base64(text));
        }
        _ => return None,
    }
    Some(found)
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// A message of characters: starts, after at most a few, with a message type indicator. Line breaks are where
/// somebody's log was wrapped, so they are left out.
fn characters(text: &str) -> Option<Input> {
    let start = text.len() - text.trim_start().len();
    let body = text.trim();
    let four = |four: &[u8]| matches!(four, [b'0'..=b'2', b'1'..=b'8', b'0'..=b'5', b'0'..=b'5']);
    let head = body.as_bytes().get(..body.len().min(72)).unwrap_or_default();
    if !(20..=MAX_MESSAGE).contains(&body.len()) || !head.windows(4).any(four) {
        return None;
    }
    Some(characters_of(body, start))
}

/// The same with the spaces behind it, which may belong to the last field.
fn characters_with_spaces(text: &str) -> Option<Input> {
    let body = text.trim_start().trim_end_matches(['\n', '\r']);
    let start = text.len() - text.trim_start().len();
    (body.ends_with(' ') && characters(text).is_some()).then(|| characters_of(body, start))
}

/// Characters as bytes, without line breaks; `start` is where they stand in the text.
fn characters_of(body: &str, start: usize) -> Input {
    let mut input = Input::new(Form::Characters);
    let mut at = start;
    for c in body.chars() {
        let span = TextSpan { start: offset(at), end: offset(at + c.len_utf8()) };
        at += c.len_utf8();
        if c == '\n' || c == '\r' {
            continue;
        }
        let mut utf8 = [0; 4];
        for byte in c.encode_utf8(&mut utf8).bytes() {
            input.bytes.push(byte);
            input.map.push(span);
        }
    }
    input
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
