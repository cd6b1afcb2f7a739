//! Lines with their numbers in front, as editors and web pages copy them: a column that grows by one from line to line while
//! hex digits stand behind it.

use super::unit;
use alloc::string::String;

/// The text with blanks where the numbers of its lines stand, so that every other character keeps its place.
pub fn without_numbers(text: &str) -> Option<String> {
    let mut next: Option<u32> = None;
    let mut lines = 0;
    let mut plain = String::new();
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            plain.push_str(line);
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let rest = line.get(indent..)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u32 = rest.get(..digits).filter(|digits| digits.len() <= 5)?.parse().ok()?;
        // The end of a line number, and at least two bytes behind it.
        let behind = rest.get(digits..)?;
        let mark = behind.len() - behind.trim_start_matches([' ', '\t', ':', '.', '|', ')']).len();
        let body = behind.get(mark..).filter(|_| mark > 0)?;
        let words = || body.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
        let is_hex = |word: &str| {
            word.len().is_multiple_of(2) && word.as_bytes().chunks(2).all(|pair| unit::byte(pair).is_some())
        };
        if next.is_some_and(|next| next != number) || number > 1 && next.is_none() || !words().all(is_hex) {
            return None;
        }
        next = Some(number + 1);
        lines += 1;
        (0..indent + digits + mark).for_each(|_| plain.push(' '));
        plain.push_str(body);
    }
    (lines > 1).then_some(plain)
}
