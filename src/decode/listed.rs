//! ISO 8583 as a list of fields that somebody's program printed: `DE39: 05`, `[39] 05`, `39 | Response code | 05`,
//! `{"mti": "0210", "39": "05"}`. Numbers and values, one a line, whatever stands between them.

use super::{DecodeOptions, Message, MessageKind, field::Field, isomsg, mti, pairs};
use crate::{
    catalogue::{Dialect, Enc, tables::word},
    span::ByteSpan,
};
use alloc::vec::Vec;

/// A number, 0 for the message type, and where its value stands.
type Listed = (u8, usize, usize);

/// Longer texts are logs.
const MOST: usize = 40_000;

/// Reads the text if most of its lines, or of its keys, are numbered fields with a message type or the usual elements.
pub fn read(text: &str, options: &DecodeOptions) -> Option<Message> {
    if text.len() > MOST {
        return None;
    }
    let start = text.trim_start();
    let named = start.starts_with(['{', '[']) && text.contains('"') || start.starts_with('<');
    let listed = if named { keys(text) } else { lines(text) };
    let kind = listed.iter().find(|(number, ..)| *number == 0).and_then(|(_, from, to)| text.get(*from..*to));
    let kind = kind.and_then(|digits| mti::read(digits.as_bytes(), Enc::Ascii).filter(|_| digits.len() == 4));
    let usual = |number: u8| matches!(number, 2 | 3 | 4 | 7 | 11 | 12 | 37 | 39 | 41 | 42 | 49);
    let rising = listed.windows(2).all(|pair| matches!(pair, [(a, ..), (b, ..)] if a < b));
    let known = listed.iter().filter(|(number, ..)| usual(*number)).count();
    let enough = if kind.is_some() { listed.len() >= 3 } else { listed.len() >= 5 && known >= 4 && rising };
    if !enough || known < 2 {
        return None;
    }
    let edition = kind.as_deref().and_then(|kind| kind.chars().next());
    let dialect = Dialect::find(match edition {
        Some('1') => "iso8583-1993",
        Some('2') => "iso8583-2003",
        _ => "iso8583-1987",
    });
    let mut fields: Vec<Field> = Vec::new();
    for (number, from, to) in listed {
        let body = text.get(from..to).unwrap_or_default();
        let span = ByteSpan::new(from, to);
        match (number, &kind) {
            (0, Some(kind)) if body == kind => fields.push(isomsg::message_type(dialect, kind, span)),
            (0, _) => {}
            _ => fields.push(isomsg::element(dialect, number, body, span, options)),
        }
    }
    let span = ByteSpan::new(0, text.len());
    let mut message = Message::plain(MessageKind::Iso8583, "field-list", word::FOUND_FIELDS_LOG, fields, span, 0.9);
    message.verdict_field = message.field("39").map(|field| field.path.clone());
    message.mti = kind;
    Some(message)
}

fn keys(text: &str) -> Vec<Listed> {
    let pairs = pairs::read(text).into_iter();
    pairs
        .filter_map(|pair| {
            let (number, rest) = number(pair.name)?;
            rest.is_empty().then_some((number, pair.span.start as usize, pair.span.end as usize))
        })
        .collect()
}

fn lines(text: &str) -> Vec<Listed> {
    let mut listed = Vec::new();
    let mut others = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let found = dotted(line).or_else(|| self::line(line));
        if let Some((number, from, to)) = found {
            listed.push((number, at + from, at + to));
        } else if !line.trim().is_empty() {
            others += 1;
        }
        at += line.len();
    }
    if others > listed.len() { Vec::new() } else { listed }
}

/// `Response code [39]......51 (Not sufficient funds)`: the number in brackets behind the name, dots before the value.
fn dotted(line: &str) -> Option<Listed> {
    let (head, rest) = line.split_once("]..")?;
    let (name, digits) = head.rsplit_once('[')?;
    let number = digits.parse().ok().filter(|number| *number <= 192)?;
    let behind = rest.trim_start_matches('.').trim_start();
    let start = line.len() - behind.len();
    let value = behind.split_once(" (").map_or(behind.trim_end(), |(value, _)| value);
    let named = name.bytes().any(|byte| byte.is_ascii_alphabetic());
    (named && !value.is_empty()).then_some((number, start, start + value.len()))
}

/// `DE039 Response code: 05`: the number at the begin, the value behind the sign.
fn line(line: &str) -> Option<Listed> {
    let body = line.trim_start_matches([' ', '\t', '|', '-', '*', '>', '.']);
    let (number, rest) = number(body)?;
    let rest_at = line.len() - rest.len();
    // Behind a bracket the value may follow at once; elsewhere a sign must stand before it.
    let bracket = body.starts_with(['[', '(', '<']) || rest.starts_with([']', ')', '>']);
    let sign = rest.find([':', '=', '|', '\u{FF1A}', '\t']).map(|place| {
        let width = rest.get(place..).and_then(|tail| tail.chars().next()).map_or(1, char::len_utf8);
        place + width
    });
    let from = match sign {
        Some(place) => place,
        None if bracket => rest.find([']', ')', '>']).map_or(0, |place| place + 1),
        None => return None,
    };
    let mut value = rest.get(from..)?;
    // `域39[应答码],长度:2,值:51`: other things are said before the value.
    for mark in ["\u{503C}:", "\u{503C}\u{FF1A}", "value:", "value="] {
        value = value.split_once(mark).map_or(value, |(_, behind)| behind);
    }
    // In a table the last cell that is not empty; in quotes or brackets what is inside.
    let cells = value.trim_end().trim_end_matches('|');
    if let Some((_, last)) = cells.rsplit_once('|') {
        value = last;
    } else {
        value = cells;
    }
    for (open, close) in [('\'', '\''), ('"', '"'), ('[', ']'), ('<', '>')] {
        if let Some((_, inner)) = value.split_once(open)
            && let Some((inner, tail)) = inner.rsplit_once(close)
            && tail.trim().trim_matches([',', ';']).is_empty()
        {
            value = inner;
            break;
        }
    }
    let trimmed = value.trim();
    let start = rest_at + (trimmed.as_ptr() as usize).saturating_sub(rest.as_ptr() as usize);
    (!trimmed.is_empty()).then_some((number, start, start + trimmed.len()))
}

/// The number of a field at the begin of a text, and what follows it. Letters before it say that it is one.
fn number(text: &str) -> Option<(u8, &str)> {
    let head = (0..=text.len().min(16)).rev().find_map(|end| text.get(..end));
    let lower = head.map(str::to_ascii_lowercase)?;
    let types = [
        "mti",
        "msgtype",
        "msg type",
        "msg_type",
        "message type",
        "\u{6D88}\u{606F}\u{7C7B}\u{578B}",
        "\u{62A5}\u{6587}\u{7C7B}\u{578B}",
    ];
    for name in types {
        if lower.starts_with(name) {
            return Some((0, text.get(name.len()..)?));
        }
    }
    let names = ["field", "fld", "bit", "de", "df", "f", "p", "s", "\u{57DF}", "\u{7B2C}"];
    let named = names.iter().find_map(|name| lower.strip_prefix(name).map(|_| name.len())).unwrap_or(0);
    let rest = text.get(named..)?.trim_start_matches(['[', '(', '<', '"', '#', '_', '-', '.', ' ']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number: u8 = rest.get(..digits).filter(|_| (1..=3).contains(&digits))?.parse().ok()?;
    let tail = rest.get(digits..)?;
    // A number that goes on is a date, an amount or a path.
    let ends = tail
        .chars()
        .next()
        .is_none_or(|c| matches!(c, ' ' | ':' | '=' | ']' | ')' | '>' | '|' | '\t' | '\u{FF1A}' | '[' | '\u{57DF}'));
    (ends && number <= 192).then(|| (number, tail.trim_start_matches('"')))
}
