//! Code systems and their sources.

use super::entry::{Advice, EntryId};
use super::pack::TextId;
use super::parts;
use super::tables::{CodeTable, FRONT, FRONT_SOURCES, MORE_KEYS, SOURCE_TEXT, SystemRow};

/// A code system, such as `unionpay-pos` or `visa`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SystemId(pub(super) u8);

/// The number of a front system: there are a handful.
pub(super) fn find_front(key: &str) -> Option<u8> {
    (0..).zip(FRONT.system_rows).find(|(_, row)| row.key == key).map(|(number, _)| number)
}

/// The number of another system.
pub(super) fn find_more(key: &str) -> Option<u8> {
    MORE_KEYS.get(key).copied()
}

impl SystemId {
    /// All systems that are there: the front ones first.
    pub fn all() -> impl Iterator<Item = Self> {
        let count: usize = parts::tables().map(|table| table.system_rows.len()).sum();
        (0..u8::try_from(count).unwrap_or(u8::MAX)).map(Self)
    }

    /// The system of a key such as `visa`. That of another than the front systems is known once their part is there.
    pub fn find(key: &str) -> Option<Self> {
        parts::tables().find_map(|table| (table.find)(key)).map(Self)
    }

    /// Its table, and its row there. None while its part is not there.
    fn place(self) -> Option<(&'static CodeTable, &'static SystemRow)> {
        let mut at = usize::from(self.0);
        for table in parts::tables() {
            match table.system_rows.get(at) {
                Some(row) => return Some((table, row)),
                None => at -= table.system_rows.len(),
            }
        }
        None
    }

    fn row(self) -> Option<&'static SystemRow> {
        self.place().map(|(_, row)| row)
    }

    /// Its stable key.
    pub fn key(self) -> &'static str {
        self.row().map_or("", |row| row.key)
    }

    /// ISO 3166 codes of the regions where it is met; empty: everywhere.
    pub fn regions(self) -> &'static [&'static str] {
        self.row().map_or(&[], |row| row.regions)
    }

    /// Where messages carry its codes: `iso8583:39`, `emv:8A`.
    pub fn carried_in(self) -> &'static [&'static str] {
        self.row().map_or(&[], |row| row.carried_in)
    }

    /// Its full name.
    pub fn name(self) -> TextId {
        TextId(self.row().map_or(0, |row| row.text))
    }

    /// Its name on a chip.
    pub fn short(self) -> TextId {
        TextId(self.name().0 + 1)
    }

    /// What to say of a value that its table lacks, with `{code}` to fill in; empty where the kind says it.
    pub fn unlisted_meaning(self) -> TextId {
        TextId(self.row().map_or(0, |row| row.unlisted_text))
    }

    /// What to do with a value that its table lacks.
    pub fn unlisted(self) -> Option<Advice> {
        self.place().map(|(table, row)| table.advice(row.profile, row.sources))
    }

    /// The falsehood that circulates about an unlisted code, given folded.
    pub fn unlisted_misread(self, folded: &str) -> Option<TextId> {
        self.row()?.misread.iter().find(|(code, _)| *code == folded).map(|(_, text)| TextId(*text))
    }

    /// The folded codes that it lacks and about which a falsehood circulates.
    pub fn misread_codes(self) -> impl Iterator<Item = &'static str> {
        self.row().map_or(&[][..], |row| row.misread).iter().map(|(code, _)| *code)
    }

    /// Whether it is one that most people meet.
    pub fn is_front(self) -> bool {
        self.row().is_some_and(|row| row.is_front)
    }

    /// Whether people meet its codes as results: not the phrases without a code, not names and values inside messages.
    pub fn carries_codes(self) -> bool {
        self.row().is_some_and(|row| row.carries_codes)
    }

    /// How many codes it has.
    pub fn len(self) -> usize {
        self.row().map_or(0, |row| usize::from(row.codes))
    }

    /// Whether it has none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Its codes, sorted.
    pub fn entries(self) -> impl Iterator<Item = EntryId> {
        EntryId::all().filter(move |entry| entry.system() == self)
    }

    /// Whether a folded code has the form of this system's codes. Understands what `shape` uses: classes such as
    /// `[0-9A-Z]`, literal characters, and a count `{2}`.
    pub fn has_shape(self, folded: &str) -> bool {
        self.row().is_some_and(|row| matches_shape(row.shape, folded))
    }
}

fn matches_shape(shape: &str, text: &str) -> bool {
    let mut rest = text.chars();
    let mut shape = shape.chars().peekable();
    while let Some(first) = shape.next() {
        let mut class: [Option<(char, char)>; 6] = [None; 6];
        if first == '[' {
            let mut slots = class.iter_mut();
            while let Some(from) = shape.next().filter(|c| *c != ']') {
                let mut to = from;
                if shape.peek() == Some(&'-') {
                    shape.next();
                    to = shape.next().unwrap_or(from);
                }
                if let Some(slot) = slots.next() {
                    *slot = Some((from, to));
                }
            }
        } else {
            class = [Some((first, first)), None, None, None, None, None];
        }
        let mut count = 1;
        if shape.peek() == Some(&'{') {
            shape.next();
            count = 0;
            while let Some(digit) = shape.next().filter(|c| *c != '}') {
                count = count * 10 + digit.to_digit(10).unwrap_or(0);
            }
        }
        for _ in 0..count {
            let Some(c) = rest.next().map(|c| c.to_ascii_uppercase()) else { return false };
            if !class.iter().flatten().any(|(from, to)| (*from..=*to).contains(&c)) {
                return false;
            }
        }
    }
    rest.next().is_none()
}

/// A source that a reader can open or order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceId(pub(super) u16);

impl SourceId {
    /// Its facts in every pack; [`Source::read`] takes them apart.
    pub fn text(self) -> TextId {
        let number = usize::from(self.0);
        let place = match number.checked_sub(FRONT_SOURCES) {
            None => SOURCE_TEXT[0] + number,
            Some(number) => SOURCE_TEXT[1] + number,
        };
        TextId(u16::try_from(place).unwrap_or_default())
    }
}

/// The facts of a source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Source<'a> {
    /// Original title.
    pub title: &'a str,
    /// Who publishes it.
    pub owner: &'a str,
    /// Its address; empty where it has none.
    pub url: &'a str,
    /// Its edition; empty where it is not known.
    pub edition: &'a str,
    /// The day when it was last checked, YYYY-MM-DD.
    pub checked: &'a str,
}

impl<'a> Source<'a> {
    /// Reads the text of a source: its facts, set apart by U+001F.
    pub fn read(text: &'a str) -> Self {
        let mut parts = text.split('\u{1f}');
        let mut next = || parts.next().unwrap_or_default();
        Self { title: next(), owner: next(), url: next(), edition: next(), checked: next() }
    }
}
