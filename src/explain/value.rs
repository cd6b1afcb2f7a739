//! A tag and its value in one line, as people copy it from a log: `TVR 8000048000`, `9B: E800`. Which words name which tag
//! is data (`catalogue/pastes/slips.toml`).

use super::{Explanation, Kind, Options, Value, decode_text};
use crate::{
    catalogue::{self, Inside, tables::word},
    decode::{self, DecodeOptions},
    fold::fold,
};
use alloc::{string::String, vec};

/// The value, spelled out by its tag.
pub fn explanation(text: &str, options: &Options<'_>) -> Option<Explanation> {
    let is_value = |c: char| c.is_ascii_hexdigit() || c == ' ';
    let mut start = text.trim_end_matches(is_value).len();
    if start == 0 {
        // A tag's number is hex, too.
        start = text.find(' ')?;
    }
    let (head, digits) = text.split_at_checked(start)?;
    let head: String = head.trim_matches([':', '=', ' ', '\n', '\u{FF1A}']).chars().map(fold).collect();
    let name = head.strip_prefix("tag ").unwrap_or(&head);
    let tag = decode::label_path(name).unwrap_or(name).to_ascii_uppercase();
    // Only values whose bits have names: other numbers behind a word are codes.
    let row = catalogue::tag(u32::from_str_radix(&tag, 16).ok()?)?;
    if !matches!(row.inside, Inside::Bits(_)) {
        return None;
    }
    // Spaces in the place of the name: every digit stays where it is in the text.
    let padded = [" ".repeat(start).as_str(), digits].concat();
    let decode = DecodeOptions { dialect: Some(tag.clone()), ..options.decode.clone() };
    let (input, decoded) = decode_text(&padded, &decode);
    if decoded.messages.is_empty() || !decoded.diagnostics.is_empty() {
        return None;
    }
    let mut explanation = Explanation::new(Kind::Message);
    let mti = Value::Plain(String::new());
    explanation.note(word::NOTE_TAG, vec![("field", Value::Plain(tag)), ("mti", mti)]);
    (explanation.input, explanation.decoded) = (input, Some(decoded));
    Some(explanation)
}
