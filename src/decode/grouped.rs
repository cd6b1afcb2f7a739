//! Card numbers as people and programs print them: in groups, with blanks or marks between; and the track data behind them.

use super::mask;
use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// Whether a mark may stand between two groups of one number.
fn joins(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{A0}' | '\u{2007}' | '\u{202F}' | '\u{3000}' | '-' | '.' | '_' | '+' | '/' | '\u{2010}'..='\u{2013}'
    )
}

/// Groups of digits that follow each other with one mark between, as ranges of characters.
fn next_groups(chars: &[char], from: usize) -> Option<Vec<Range<usize>>> {
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let group = |start: usize| start..(start..).find(|at| !digit(*at)).unwrap_or(start);
    let start = (from..chars.len()).find(|at| digit(*at))?;
    let mut groups = alloc::vec![group(start)];
    while let Some(last) = groups.last() {
        // `%20` is a blank, `%2D` a hyphen (RFC 3986, 2.1).
        let escaped = matches!(chars.get(last.end..last.end + 3), Some(['%', '2', '0' | 'D' | 'd']));
        let next = last.end + if escaped { 3 } else { 1 };
        if !escaped && !chars.get(last.end).copied().is_some_and(joins) || !digit(next) {
            break;
        }
        groups.push(group(next));
    }
    Some(groups)
}

/// Whether groups look like those of one number: three digits or more each but for the last, or all of one size.
fn are_alike(groups: &[Range<usize>]) -> bool {
    let Some((last, others)) = groups.split_last() else { return false };
    let size = others.first().map_or(last.len(), Range::len);
    others.iter().all(|group| group.len() >= 3) || others.iter().all(|group| group.len() == size) && last.len() <= size
}

/// The places of the digits of every card number.
pub fn card_numbers(chars: &[char]) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(groups) = next_groups(chars, from) {
        from = groups.last().map_or(chars.len(), |group| group.end);
        let mut first = 0;
        while first < groups.len() {
            // The longest number that begins here.
            let number = (first + 1..=groups.len()).rev().find_map(|end| {
                let own = groups.get(first..end).filter(|own| are_alike(own))?;
                let places: Vec<usize> = own.iter().cloned().flatten().collect();
                // Longer than any number: not worth a look at its digits.
                (places.len() <= 19).then_some(())?;
                let digits: String = places.iter().filter_map(|at| chars.get(*at)).collect();
                mask::is_card_number(&digits).then_some((places, end))
            });
            first = number.as_ref().map_or(first + 1, |(_, end)| *end);
            found.extend(number.map(|(places, _)| places));
        }
    }
    found
}

/// What must not be seen of card numbers and tracks in a text, as ranges of characters: numbers keep their first six and
/// last four digits, tracks nothing behind the number (PCI DSS 4.0, 3.3.1.1 and 3.4.1).
pub fn hidden(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<char> = text.chars().collect();
    let mut ranges = Vec::new();
    for places in card_numbers(&chars) {
        let inner = mask::card_number(places.len());
        ranges.extend(places.get(inner).unwrap_or_default().iter().map(|at| *at..*at + 1));
        if let Some(last) = places.last() {
            ranges.push(track(&chars, last + 1));
        }
    }
    ranges.retain(|range| !range.is_empty());
    ranges
}

/// What stands behind a separator of tracks and a card number (ISO/IEC 7813, 6 and 7).
fn track(chars: &[char], at: usize) -> Range<usize> {
    let start = at + 1;
    let own = |c: &char| match chars.get(at) {
        Some('=' | 'D' | 'd') => c.is_ascii_digit(),
        Some('^') => !matches!(c, '?' | '"' | '\'' | '<' | '&' | '\n'),
        _ => false,
    };
    start..(start..).find(|at| !chars.get(*at).is_some_and(own)).unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::hidden;
    use crate::decode::mask::dots;

    #[test]
    fn numbers_in_groups_and_tracks_are_hidden() {
        for (text, shown) in [
            ("card 4111 1111 1111 1111 refused", "card 4111 11•• •••• 1111 refused"),
            ("4111-1111-1111-1111", "4111-11••-••••-1111"),
            ("4111+1111+1111+1111", "4111+11••+••••+1111"),
            ("4111%201111%201111%201111", "4111%2011••%20••••%201111"),
            ("4111.1111.1111.1111", "4111.11••.••••.1111"),
            ("12 4111 1111 1111 1111 2512", "12 4111 11•• •••• 1111 2512"),
            ("3782 822463 10005", "3782 82•••• •0005"),
            (";4111111111111111=25121010000012345678?", ";411111••••••1111=••••••••••••••••••••?"),
            ("%B4111111111111111^DOE/JOHN^2512101?", "%B411111••••••1111^••••••••••••••••?"),
        ] {
            assert_eq!(dots(text, &hidden(text)), shown);
        }
    }

    #[test]
    fn dates_and_amounts_are_none() {
        for text in
            ["2026-11-28 06.12.33 000123", "1 234 567 890 123 456", "+49 30 1234 5678 9012", "10.00 20.00 30.00"]
        {
            assert!(hidden(text).is_empty(), "{text}");
        }
    }
}
