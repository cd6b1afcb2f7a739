//! The parts of a line of a dump: what separates them, how a part gives bytes, and whether the rest of the line shows
//! those bytes as characters.

use alloc::vec::Vec;

/// How bytes are written in a part of a line.
#[derive(Debug, Clone, Copy)]
pub struct Unit {
    radix: u32,
    /// Digits of a part; 0: any even number.
    digits: usize,
    /// Bytes of a part.
    bytes: usize,
    /// Whether the last byte comes first.
    little: bool,
}

/// All that tools write, commonest first.
pub const UNITS: [Unit; 6] = [
    Unit { radix: 16, digits: 0, bytes: 1, little: false },
    // `hexdump`, `od -x`; `xxd -e`.
    Unit { radix: 16, digits: 4, bytes: 2, little: true },
    Unit { radix: 16, digits: 8, bytes: 4, little: true },
    // `od`, `od -b`, `xxd -b`.
    Unit { radix: 8, digits: 6, bytes: 2, little: true },
    Unit { radix: 8, digits: 3, bytes: 1, little: false },
    Unit { radix: 2, digits: 8, bytes: 1, little: false },
];

/// The parts of a line and where each begins.
pub fn tokens(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let separates = |c: char| c.is_whitespace() || matches!(c, '|' | '\u{2502}' | '"' | ',' | '-' | '`');
    let adorns = ['(', '[', ']', '<', '>', ')', '{', '}', '/', '*', ';', ':', '+', '\''];
    let mut at = 0;
    line.split_inclusive(separates).filter_map(move |part| {
        let start = at;
        at += part.len();
        let word = part.trim_end_matches(separates).trim_end_matches(adorns);
        let bare = word.trim_start_matches(adorns);
        (!bare.is_empty()).then(|| (start + word.len() - bare.len(), bare))
    })
}

/// Adds the bytes of a part, if it is one.
pub fn bytes(token: &str, at: usize, unit: &Unit, into: &mut Vec<(u8, usize, usize)>) -> bool {
    let (token, at) = match token.strip_prefix("0x") {
        Some(rest) if unit.radix == 16 => (rest, at + 2),
        _ => (token, at),
    };
    if !token.bytes().all(|byte| char::from(byte).is_digit(unit.radix)) || token.is_empty() {
        return false;
    }
    let pair = |digits: Option<&str>| digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
    if unit.radix != 16 {
        let Some(value) = u32::from_str_radix(token, unit.radix).ok().filter(|value| *value >> (8 * unit.bytes) == 0)
        else {
            return false;
        };
        let fits = token.len() == unit.digits;
        if fits {
            let low_first = value.to_le_bytes();
            into.extend(low_first.iter().take(unit.bytes).map(|byte| (*byte, at, at + token.len())));
        }
        return fits;
    }
    // A part that is no full word is what is left of the bytes.
    let fits = token.len() % 2 == 0 && (unit.digits == 0 || token.len() <= unit.digits);
    if fits {
        let first = into.len();
        for place in (0..token.len()).step_by(2) {
            if let Some(value) = pair(token.get(place..place + 2)) {
                into.push((value, at + place, at + place + 2));
            }
        }
        if unit.little
            && let Some(word) = into.get_mut(first..)
        {
            word.reverse();
        }
    }
    fits
}

/// Whether what stands behind bytes shows them as characters, one each, to the end of the line where that is asked. `bytes`
/// gives them one by one, as they are asked for behind every part of a long line.
pub fn is_gutter(rest: &str, bytes: &dyn Fn(usize) -> Option<u8>, to_the_end: bool) -> bool {
    let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let body = rest.trim_start_matches([' ', '\t']);
    // The characters may themselves begin with spaces: try without any frame, then behind one.
    let framed = body.trim_start_matches(['|', '[', '<', '*', ';', '#', '\u{2502}']);
    let framed = framed.strip_prefix(' ').filter(|_| body.starts_with([';', '#'])).unwrap_or(framed);
    if gap == 0 && body.len() == framed.len() {
        return false;
    }
    // The characters may themselves begin with blanks: so many of the gap as there can be are tried.
    let gaps = (1..gap.min(8)).rev().filter_map(|skip| rest.get(skip..));
    [body, framed].into_iter().chain(gaps).any(|text| shows(text, bytes, to_the_end))
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
