//! The parts of a line of a dump: what separates them, how a part gives bytes, and whether the rest of the line shows
//! those bytes as characters.

use alloc::vec::Vec;

/// How bytes are written in a part of a line.
#[derive(Debug, Clone, Copy)]
pub struct Unit {
    pub radix: u32,
    /// Digits of a part; 0: any even number.
    pub digits: usize,
    /// Bytes of a part.
    bytes: usize,
    /// Whether the last byte comes first.
    little: bool,
}

/// All that tools write, commonest first.
pub const UNITS: [Unit; 8] = [
    Unit { radix: 16, digits: 0, bytes: 1, little: false },
    // `hexdump`, `od -x`; `xxd -e`.
    Unit { radix: 16, digits: 4, bytes: 2, little: true },
    Unit { radix: 16, digits: 8, bytes: 4, little: true },
    // `od`, `od -b`, `xxd -b`.
    Unit { radix: 8, digits: 6, bytes: 2, little: true },
    Unit { radix: 8, digits: 3, bytes: 1, little: false },
    Unit { radix: 2, digits: 8, bytes: 1, little: false },
    // `hexdump -d`, `od -d`, `od -t u1`: without noughts in front.
    Unit { radix: 10, digits: 5, bytes: 2, little: true },
    Unit { radix: 10, digits: 3, bytes: 1, little: false },
];

/// Adds the parts of a line and where each begins.
pub fn tokens<'a>(line: &'a str, into: &mut Vec<(usize, &'a str)>) {
    const ADORNS: &[u8] = b"()[]<>{}/*;:+'";
    let mut start = 0;
    // An offset that touches its line: `0010:00 00`.
    let offset = line.bytes().take_while(u8::is_ascii_hexdigit).count();
    let glued = line.as_bytes().get(offset) == Some(&b':') && matches!(offset, 4 | 6 | 8);
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        if !(glued && at == offset || c.is_whitespace() || matches!(c, '|' | '\u{2502}' | '"' | ',' | '-' | '`')) {
            continue;
        }
        let (mut from, mut to) = (start, at);
        start = at + c.len_utf8();
        let adorns = |at: usize| line.as_bytes().get(at).is_some_and(|byte| ADORNS.contains(byte));
        while from < to && adorns(to - 1) {
            to -= 1;
        }
        while from < to && adorns(from) {
            from += 1;
        }
        if from < to {
            into.extend(line.get(from..to).map(|part| (from, part)));
        }
    }
}

/// The byte of two hex digits.
pub fn byte(pair: &[u8]) -> Option<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let [high, low] = pair else { return None };
    u8::try_from(digit(high)? << 4 | digit(low)?).ok()
}

/// Adds the bytes of a part, if it is one.
pub fn bytes(token: &str, at: usize, unit: &Unit, into: &mut Vec<(u8, usize, usize)>) -> bool {
    let (token, at) = match token.strip_prefix("0x") {
        Some(rest) if unit.radix == 16 => (rest, at + 2),
        _ => (token, at),
    };
    let first = into.len();
    if unit.radix != 16 {
        let fits = token.len() == unit.digits || unit.radix == 10 && token.len() < unit.digits;
        let digit = |byte: u8| char::from(byte).to_digit(unit.radix);
        let value = token.bytes().filter(|_| fits).try_fold(0, |sum, byte| Some(sum * unit.radix + digit(byte)?));
        let Some(value) = value.filter(|value| fits && !token.is_empty() && *value >> (8 * unit.bytes) == 0) else {
            return false;
        };
        let low_first = value.to_le_bytes();
        into.extend(low_first.iter().take(unit.bytes).map(|byte| (*byte, at, at + token.len())));
        return true;
    }
    // A part that is no full word is what is left of the bytes.
    if token.is_empty() || token.len() % 2 == 1 || (unit.digits > 0 && token.len() > unit.digits) {
        return false;
    }
    for (pair, at) in token.as_bytes().chunks_exact(2).zip((at..).step_by(2)) {
        let Some(value) = byte(pair) else {
            into.truncate(first);
            return false;
        };
        into.push((value, at, at + 2));
    }
    if unit.little
        && let Some(word) = into.get_mut(first..)
    {
        word.reverse();
    }
    true
}

/// Whether what stands behind bytes shows them as characters, one each, to the end of the line where that is asked. `bytes`
/// gives them one by one, as they are asked for behind every part of a long line.
pub fn is_gutter(rest: &str, bytes: &dyn Fn(usize) -> Option<u8>, to_the_end: bool) -> bool {
    // What follows is mostly the next byte: a letter or digit shows itself and nothing else.
    if let [b' ', next, ..] = rest.as_bytes()
        && next.is_ascii_alphanumeric()
        && bytes(0) != Some(*next)
    {
        return false;
    }
    let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let body = rest.trim_start_matches([' ', '\t']);
    // The characters may themselves begin with spaces: try without any frame, then behind one.
    let framed = body.trim_start_matches(['|', '[', '<', '*', ';', '#', '\u{2502}']);
    let apart = framed.strip_prefix(' ');
    let framed = apart.filter(|_| body.starts_with([';', '#'])).unwrap_or(framed);
    if gap == 0 && body.len() == framed.len() {
        return false;
    }
    // The characters may themselves begin with blanks: so many of the gap as there can be are tried.
    let gaps = (1..gap.min(8)).rev().filter_map(|skip| rest.get(skip..));
    [body, framed].into_iter().chain(apart).chain(gaps).any(|text| shows(text, bytes, to_the_end))
}

fn shows(text: &str, bytes: &dyn Fn(usize) -> Option<u8>, to_the_end: bool) -> bool {
    let mut chars = text.chars();
    let mut shown = 0;
    for byte in (0..).map_while(bytes) {
        let Some(c) = chars.next() else { return false };
        let fits = match byte {
            b'!'..=b'~' => c == char::from(byte),
            b' ' => matches!(c, ' ' | '.' | '_'),
            // Dots, or whatever a font has; three dots that an editor made one are no characters of a gutter.
            _ => !c.is_ascii_alphanumeric() && c != '\u{2026}',
        };
        if !fits {
            return false;
        }
        shown += usize::from((b'!'..=b'~').contains(&byte));
    }
    let tail = chars.as_str().trim_matches(['|', ']', '>', '*', ' ', '\t', '\u{2502}', '\r']);
    shown > 0 && (!to_the_end || tail.is_empty())
}
