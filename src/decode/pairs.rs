//! Names and values in text: JSON, XML, form data. Every pair knows where its value stands. Nothing is rejected: what
//! is no pair is passed over, because pastes are cut and wrapped.

use crate::span::ByteSpan;
use alloc::vec::Vec;

/// A name, a value, and where the value stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair<'a> {
    /// As it is written, without quotes.
    pub name: &'a str,
    /// As it is written, without quotes.
    pub value: &'a str,
    /// The bytes of the value.
    pub span: ByteSpan,
}

/// More pairs than this are not looked at.
const MOST: usize = 2000;

/// The pairs of the form that the text has.
pub fn read(text: &str) -> Vec<Pair<'_>> {
    let body = text.trim_start();
    if body.starts_with('<') {
        return xml(text);
    }
    // Python prints its dictionaries with single quotes.
    let quote = if text.contains('"') { '"' } else { '\'' };
    let found = json(text, quote);
    match () {
        () if !found.is_empty() => found,
        () if text.contains("] => ") => printed(text),
        () if text.contains('=') => form(text),
        () => found,
    }
}

fn pair<'a>(text: &'a str, name: &'a str, from: usize, to: usize) -> Option<Pair<'a>> {
    let value = text.get(from..to)?;
    let from = from + (value.len() - value.trim_start().len());
    let value = value.trim();
    Some(Pair { name: name.trim(), value, span: ByteSpan::new(from, from + value.len()) })
}

/// `"name": "value"`, at any depth; numbers and words without quotes too.
fn json(text: &str, quote: char) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while pairs.len() < MOST {
        let Some(open) = text.get(at..).and_then(|rest| rest.find(quote)).map(|place| at + place) else { break };
        let close = string_end(text, open + 1, quote);
        let Some(name) = text.get(open + 1..close) else { break };
        at = close + 1;
        let rest = text.get(at..).unwrap_or_default();
        let behind = rest.trim_start();
        let Some(value) = behind.strip_prefix(':') else { continue };
        let value = value.trim_start();
        let from = text.len() - value.len();
        if value.starts_with(quote) {
            let end = string_end(text, from + 1, quote);
            pairs.extend(pair(text, name, from + 1, end));
            at = end + 1;
        } else {
            let length = value.find([',', '}', ']', '\n', ' ']).unwrap_or(value.len());
            if length > 0 && !value.starts_with(['{', '[']) {
                pairs.extend(pair(text, name, from, from + length));
                at = from + length;
            } else {
                at = from;
            }
        }
    }
    pairs
}

/// Where a string ends: the next quote that no backslash stands before.
fn string_end(text: &str, from: usize, quote: char) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            byte if char::from(*byte) == quote => return at,
            _ => at += 1,
        }
    }
    text.len()
}

/// `<name>value</name>`, CDATA and prefixes of namespaces left out; only elements without elements inside.
fn xml(text: &str) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while pairs.len() < MOST {
        let Some(open) = text.get(at..).and_then(|rest| rest.find('<')).map(|place| at + place) else { break };
        let Some(close) = text.get(open..).and_then(|rest| rest.find('>')).map(|place| open + place) else { break };
        at = close + 1;
        let name = text.get(open + 1..close).unwrap_or_default().split_whitespace().next().unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or_default();
        // `<ISO8583ReturnCode code="51"/>`: an element whose code is an attribute.
        let tag = text.get(open..close).unwrap_or_default();
        if let Some((head, rest)) = tag.split_once(" code=\"") {
            let from = open + head.len() + " code=\"".len();
            pairs.extend(pair(text, name, from, from + rest.find('"').unwrap_or(rest.len())));
        }
        let mut from = close + 1;
        let rest = text.get(from..).unwrap_or_default();
        let (start, end) = match rest.strip_prefix("<![CDATA[") {
            Some(inner) => (9, 9 + inner.find("]]>").unwrap_or(inner.len())),
            None => (0, rest.find('<').unwrap_or(rest.len())),
        };
        from += start;
        let to = from + (end - start);
        let after = text.get(to..).unwrap_or_default().trim_start_matches("]]>");
        let closes =
            after.strip_prefix("</").is_some_and(|tail| tail.split('>').next().is_some_and(|tag| tag.ends_with(name)));
        if closes && !name.is_empty() && !name.starts_with(['/', '?', '!']) {
            pairs.extend(pair(text, name, from, to));
        }
    }
    pairs
}

/// `[name] => value`, a line each, as PHP prints arrays.
fn printed(text: &str) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n').take(MOST) {
        if let Some((head, value)) = line.split_once("] => ") {
            let name = head.rsplit('[').next().unwrap_or_default();
            let from = at + line.len() - value.len();
            pairs.extend(pair(text, name, from, from + value.trim_end().len()));
        }
        at += line.len();
    }
    pairs
}

/// `name=value&name=value`.
fn form(text: &str) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive(['&', '\n']) {
        let body = part.trim_end_matches(['&', '\n', '\r']);
        // What holds quotes or braces is no name but a piece of something else.
        if let Some((name, _)) = body.split_once('=')
            && !name.contains(['"', '\'', '{', '}'])
        {
            let from = at + name.len() + 1;
            pairs.extend(pair(text, name.trim(), from, at + body.len()));
        }
        at += part.len();
    }
    pairs.truncate(MOST);
    if text.contains('&') || is_lines(text.trim()) { pairs } else { Vec::new() }
}

/// Whether every line is `name=value`, and there are some.
pub fn is_lines(text: &str) -> bool {
    let is_pair = |line: &str| line.split_once('=').is_some_and(|(name, _)| !name.contains([' ', '"', '<', '{']));
    text.lines().count() > 2 && text.lines().all(is_pair)
}
