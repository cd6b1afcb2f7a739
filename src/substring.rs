//! Where a text stands in another. The texts are short: comparing at every place is faster than what the standard library
//! prepares for long ones, and a kilobyte smaller.

use alloc::string::String;

/// Where `part` begins, the first time.
pub fn find(text: &str, part: &str) -> Option<usize> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    if part.is_empty() {
        return Some(0);
    }
    text.windows(part.len()).position(|window| window == part)
}

/// The text with `with` wherever `part` stands.
pub fn replace(text: &str, part: &str, with: &str) -> String {
    let (mut replaced, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = find(rest, part).filter(|_| !part.is_empty()) {
        replaced.push_str(rest.get(..at).unwrap_or_default());
        replaced.push_str(with);
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    replaced.push_str(rest);
    replaced
}
