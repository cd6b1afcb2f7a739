//! Strings as programs print them: `b'\x00p\x80'`, `"\u0030\n"`, `%30%00`, `0210r8<00><01>`.

use super::{Form, Input, offset};
use crate::span::TextSpan;

/// Reads the text if it has `\x`, `\u00`, octal or `%` escapes; quotes around it and a prefix `b` are left out, and so is
/// what stands between the strings of a C source.
pub fn read(text: &str) -> Option<Input> {
    let percent = text.matches('%').count() >= 4 && !text.contains('\\');
    let marks = marks(text);
    if !["\\x", "\\u00", "\\0"].iter().any(|mark| text.contains(mark)) && !percent && marks.is_none() {
        return None;
    }
    let (from, to) = if marks.is_some() { (0, text.trim_end().len()) } else { quoted(text) };
    let quote = from.checked_sub(1).and_then(|at| text.get(at..from)).unwrap_or("\n");
    let mut input = Input::new(Form::Escaped);
    let mut rest = text.get(from..to)?;
    while let Some(c) = rest.chars().next() {
        // The end of a string and the begin of the next.
        if let Some((between, next)) = rest.strip_prefix(quote).and_then(|rest| rest.split_once(quote))
            && between.chars().all(|c| c.is_whitespace() || matches!(c, '+' | '.' | '&' | '_' | '\\' | 'b' | 'B'))
        {
            rest = next;
            continue;
        }
        let at = to - rest.len();
        let (byte, taken) = match c {
            '\\' => escape(rest)?,
            c if marks == Some(c) => (u8::from_str_radix(rest.get(1..3)?, 16).ok()?, 4),
            '%' if percent => (u8::from_str_radix(rest.get(1..3)?, 16).ok()?, 3),
            '\n' | '\r' => {
                rest = rest.get(1..)?;
                continue;
            }
            c => (u8::try_from(u32::from(c)).ok()?, c.len_utf8()),
        };
        input.bytes.push(byte);
        input.map.push(TextSpan { start: offset(at), end: offset(at + taken) });
        rest = rest.get(taken..)?;
    }
    (input.bytes.len() >= 4).then_some(input)
}

/// What opens the marks of bytes that are no characters, `<00>` or `{00}`, if every such sign of the text does.
fn marks(text: &str) -> Option<char> {
    // Marks are for eyes: nobody prints a long log so.
    if text.len() >= 20_000 {
        return None;
    }
    let marks = |open: &char, close: char| {
        let mut parts = text.split(*open).skip(1).peekable();
        let hex = |part: &str| part.get(..2).is_some_and(|pair| pair.bytes().all(|byte| byte.is_ascii_hexdigit()));
        parts.peek().is_some()
            && parts.all(|part| hex(part) && part.get(2..).is_some_and(|rest| rest.starts_with(close)))
    };
    [('<', '>'), ('{', '}')].into_iter().find(|(open, close)| marks(open, *close)).map(|(open, _)| open)
}

/// What stands between the first and the last quote, or all.
fn quoted(text: &str) -> (usize, usize) {
    let first = text.find(['\'', '"']);
    let last = text.rfind(['\'', '"']);
    match (first, last) {
        (Some(first), Some(last)) if last > first => (first + 1, last),
        _ => (text.len() - text.trim_start().len(), text.trim_end().len()),
    }
}

fn escape(text: &str) -> Option<(u8, usize)> {
    let hex = |digits: &str| u8::from_str_radix(digits, 16).ok();
    let second = text.chars().nth(1)?;
    Some(match second {
        'x' => (hex(text.get(2..4)?)?, 4),
        'u' => (hex(text.get(2..6)?.strip_prefix("00")?)?, 6),
        'n' => (b'\n', 2),
        'r' => (b'\r', 2),
        't' => (b'\t', 2),
        '0'..='7' if text.get(1..4).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit())) => {
            (u8::from_str_radix(text.get(1..4)?, 8).ok()?, 4)
        }
        '0' => (0, 2),
        'a' => (7, 2),
        'b' => (8, 2),
        'v' => (11, 2),
        'f' => (12, 2),
        c if c.is_ascii_punctuation() => (c as u8, 2),
        _ => return None,
    })
}
