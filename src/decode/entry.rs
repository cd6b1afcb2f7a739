//! Entries of a list of tags in text: a word that is a tag or what a tag's value is called, where its value begins, and the
//! bytes that it has. What stands between words is not looked at closer than it must be, so that lists with signs, tables,
//! maps, JSON and XML are read alike.

use super::words::{self, MOST, Word, count, counts, hex, is_mark, is_number, named, words};
use crate::catalogue;
use alloc::{string::String, vec::Vec};

/// A tag, its bytes, and where they stand in the text.
#[derive(Debug)]
pub struct Entry {
    pub tag: u32,
    pub bytes: Vec<(u8, usize)>,
    /// Whether the value has a length that the dictionary allows.
    pub fits: bool,
    /// Whether the value was written as characters rather than in hex.
    pub characters: bool,
    /// The words of the text that it takes: from its tag to the end of its value.
    words: core::ops::Range<usize>,
}

/// What was found, and the words of the text.
pub struct Found<'a> {
    pub entries: Vec<Entry>,
    words: Vec<Word<'a>>,
}

/// A name has at most so many words.
const NAME: usize = 7;

/// All entries of a text.
pub fn all(text: &str) -> Found<'_> {
    let words = words(text);
    let mut list = List { text, words: &words, behind: 0 };
    let mut entries = Vec::new();
    let mut at = 0;
    while at < words.len().min(MOST) {
        let entry: Option<Entry> = list.entry(at);
        list.behind = entry.as_ref().map_or(list.behind, |entry| entry.words.end);
        at = entry.as_ref().map_or(at + 1, |entry| entry.words.end);
        entries.extend(entry);
    }
    Found { entries, words }
}

impl Found<'_> {
    /// Whether a text holds one entry and hardly a word more.
    pub fn is_alone(&self, text: &str) -> bool {
        let Some(entry) = self.entries.first() else { return false };
        let before = self.words.get(..entry.words.start).unwrap_or_default();
        let behind = self.words.get(entry.words.end..).unwrap_or_default();
        let short = entry.tag < 0x100 && before.iter().any(|word| !is_mark(word.text));
        let others = before.iter().chain(behind).any(|word| is_number(word.text));
        text.len() < 600 && before.len() <= 3 && behind.len() <= 6 && !short && !others
    }

    /// Whether more of the text's digits are in entries than beside them. What stands before the first entry of a line, a
    /// time or a name, does not count.
    pub fn is_most(&self, text: &str) -> bool {
        let (mut inside, mut beside) = (0, 0);
        let mut entries = self.entries.iter().peekable();
        let mut line = 0;
        for (number, word) in self.words.iter().enumerate() {
            while entries.peek().is_some_and(|entry| entry.words.end <= number) {
                entries.next();
            }
            if text.get(line..word.at).is_some_and(|gap| gap.contains('\n')) {
                line = word.at;
            }
            let taken = entries.peek().is_some_and(|entry| entry.words.contains(&number));
            let ahead = entries.peek().and_then(|entry| self.words.get(entry.words.start));
            let leads = ahead.is_some_and(|first| {
                first.at > word.at && text.get(word.at..first.at).is_some_and(|gap| !gap.contains('\n'))
            });
            match taken {
                true => inside += word.text.len(),
                false if is_number(word.text) && !leads => beside += word.text.len(),
                false => {}
            }
        }
        inside > beside
    }
}

/// Whether a text is one tag and its value, and would be another value as a tag, a length and a value: then the dictionary
/// and what the value says of itself decide.
pub fn is_value_alone(text: &str) -> bool {
    let found = all(text);
    let [entry] = found.entries.as_slice() else { return false };
    let raw: Vec<u8> = entry.bytes.iter().map(|(byte, _)| *byte).collect();
    let fixed = catalogue::tag(entry.tag).is_some_and(|row| row.length.0 == row.length.1);
    let counted = entry.words.len() > 2;
    !counted && entry.fits && found.words.len() == 2 && (fixed || entry.tag == 0x9F10 && super::iad::is_likely(&raw))
}

struct List<'a> {
    text: &'a str,
    words: &'a [Word<'a>],
    /// The word behind the last entry.
    behind: usize,
}

impl List<'_> {
    fn word(&self, at: usize) -> Option<&str> {
        self.words.get(at).map(|word| word.text)
    }

    /// What stands between a word and the one before it.
    fn gap(&self, at: usize) -> &str {
        let from =
            at.checked_sub(1).and_then(|before| self.words.get(before)).map_or(0, |word| word.at + word.text.len());
        let to = self.words.get(at).map_or(self.text.len(), |word| word.at);
        self.text.get(from..to).unwrap_or_default()
    }

    /// Whether an entry may begin with a word: at the begin of a line, a cell or a pair, or behind a word that says so.
    fn begins(&self, at: usize) -> bool {
        let gap = self.gap(at);
        let said = at.checked_sub(1).and_then(|before| self.word(before)).is_some_and(is_mark);
        at == 0
            || at == self.behind
            || said
            || gap.contains(['\n', ';', ',', '|', '{', '"', '\'', '<', '[', '&', '(']) && !gap.ends_with("</")
    }

    fn begins_line(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.contains('\n') || at == 0 && gap.trim().is_empty()
    }

    /// Whether a value begins with a length of its own, which is none of the list.
    fn says_itself(&self, tag: u32, bytes: &[(u8, usize)]) -> bool {
        let raw: Vec<u8> = bytes.iter().map(|(byte, _)| *byte).collect();
        tag == 0x9F10 && super::iad::is_likely(&raw)
    }

    fn entry(&self, at: usize) -> Option<Entry> {
        let (tag, after, named) = self.head(at)?;
        let begins = self.begins(at);
        // A sign between the tag and its value; without one the value must follow at once, and fill its line.
        let mut next = after;
        let mut signed = false;
        let mut claim = None;
        loop {
            let (word, gap) = (self.word(next)?, self.gap(next));
            // A line that is indented belongs to the one above it.
            let indented = next > after && gap.contains("\n\t") || gap.contains("\n  ");
            let leaves = gap.contains('\n') && !self.is_structured() && !indented;
            if leaves || next > after + 12 || gap.len() > 80 || next > after && self.is_head(next, tag) {
                return None;
            }
            let parted = gap.contains([',', ';']) && next > after && !is_mark(word) && !is_number(word);
            signed |= gap.contains([':', '=', '>', '|', '\t', ']', '"', '\'', '\u{FF1A}', '\u{2192}'])
                || gap.contains("..")
                || gap.contains(" - ")
                || gap.contains("  ")
                || gap.contains(',') && self.begins_line(at)
                || is_mark(word);
            // Behind `<` something else begins: a value follows the sign that closes its element.
            if parted || gap.contains('<') && is_number(word) {
                return None;
            }
            // In brackets behind the tag stands its name, another way to write it, or the length.
            if gap.trim_end().ends_with(['(', '[']) && next > at {
                claim = count(word).or(claim);
                let more = (next + 1..next + 1 + NAME).find(|end| self.gap(*end).contains([')', ']']))?;
                signed = true;
                next = more;
                continue;
            }
            if is_number(word) || self.characters(tag, next).is_some() {
                break;
            }
            next += 1;
        }
        let plain = next == after;
        let inner = signed && tag > 0xFF && self.gap(at).ends_with([' ', '\t', ']']);
        if !begins && !inner || !plain && !signed {
            return None;
        }
        let row = catalogue::tag(tag);
        let fits = |bytes: usize| bytes > 0 && row.is_none_or(|row| row.fits(bytes));
        let made = |(bytes, end): (Vec<(u8, usize)>, usize)| Entry {
            tag,
            fits: fits(bytes.len()),
            bytes,
            characters: false,
            words: at..end,
        };
        // A length first, where it counts what follows. What fits only without one has none.
        let alone = self.value(next, None).filter(|(bytes, end)| fits(bytes.len()) && self.ends(*end));
        let says = alone.as_ref().is_some_and(|(bytes, _)| self.says_itself(tag, bytes));
        for length in self.word(next).map(counts).unwrap_or_default() {
            let counted = self.value(next + 1, Some(length)).filter(|(_, end)| length > 0 && self.ends(*end));
            let counted = counted.map(made).filter(|entry| !says && (entry.fits || alone.is_none() || !signed));
            if counted.is_some() {
                return counted;
            }
        }
        let (bytes, end) = match self.characters(tag, next) {
            Some(bytes) if signed || begins => {
                return Some(Entry { tag, bytes, fits: true, characters: true, words: at..next + 1 });
            }
            _ => self.value(next, None)?,
        };
        if claim.is_some_and(|claim| !claim.contains(&bytes.len())) || !self.ends(end) {
            return None;
        }
        let fits = fits(bytes.len());
        if !signed {
            // Without a sign: one word, of the length that the dictionary has, and not that length itself.
            let fixed = row.is_some_and(|row| row.length.0 == row.length.1) || named || tag == 0x9F10;
            let is_length = !named && matches!(bytes.as_slice(), [(1, _)]);
            if !fits || !fixed || is_length || end != next + 1 && !named {
                return None;
            }
        }
        // A value of another length is an entry only where a sign says so.
        (fits || tag > 0xFF && begins).then_some(Entry { tag, bytes, fits, characters: false, words: at..end })
    }

    /// The tag that a word is, or that the words from here are the name of; the word behind; whether it was a name.
    fn head(&self, at: usize) -> Option<(u32, usize, bool)> {
        if self.gap(at).ends_with("</") {
            return None;
        }
        if let Some(tag) = self.word(at).and_then(words::tag) {
            return Some((tag, at + 1, false));
        }
        if !self.begins(at) && !self.gap(at).ends_with(' ') {
            return None;
        }
        let mut name = String::new();
        let mut best = None;
        for end in at..at + NAME {
            let Some(word) = self.word(end) else { break };
            if end > at && !self.gap(end).chars().all(|c| matches!(c, ' ' | '_' | '-' | '.' | '/' | ',' | '(')) {
                break;
            }
            name.extend(word.chars().map(|c| c.to_ascii_lowercase()));
            let known = named(&name).or_else(|| named(name.strip_prefix("emv")?));
            best = known.map(|tag| (tag, end + 1, true)).or(best);
        }
        let (tag, mut behind, _) = best?;
        // A short form in brackets behind the name is no other entry.
        if self.gap(behind).contains('(') && self.gap(behind + 1).contains(')') {
            let inside = self.word(behind)?;
            let same = words::tag(inside).is_none_or(|other| other == tag);
            behind += usize::from(same);
        }
        let blank = self.gap(behind).chars().all(|c| c == ' ');
        let value = self.word(behind).is_some_and(is_number) || !blank;
        value.then_some((tag, behind, true))
    }

    fn is_head(&self, at: usize, tag: u32) -> bool {
        let other = self.word(at).and_then(words::tag);
        other.is_some_and(|other| other > 0xFF && other != tag)
    }

    /// The bytes from a word on: groups set apart in one way, as many as were counted, or all.
    fn value(&self, from: usize, count: Option<usize>) -> Option<(Vec<(u8, usize)>, usize)> {
        let mut bytes = Vec::new();
        let mut at = from;
        // Behind a length a word may say that the value follows.
        while count.is_some()
            && at < from + 3
            && self.word(at).is_some_and(|word| !is_number(word) && hex(word).is_none())
        {
            if self.gap(at).contains('\n') && !self.is_structured() {
                return None;
            }
            at += 1;
        }
        let mut apart: Option<&str> = None;
        while let Some(word) = self.words.get(at) {
            let gap = self.gap(at);
            let first = bytes.is_empty();
            if first && gap.contains('\n') && !self.is_structured() {
                return None;
            }
            let alike = matches!(gap, " " | ":" | "-" | "." | "  ") && apart.is_none_or(|known| known == gap);
            if !first && !alike || count.is_some_and(|count| bytes.len() >= count) {
                break;
            }
            // What has a sign behind it is the next tag.
            let sign = self.gap(at + 1).trim_start().starts_with(['=', ':']) && apart != Some(":") && !first;
            let Some(digits) = hex(word.text)
                .filter(|_| !sign && (first || self.word(at).and_then(words::tag).is_none_or(|tag| tag < 0x100)))
            else {
                break;
            };
            if !first {
                apart = Some(gap);
            }
            let start = word.at + word.text.len() - digits.len();
            for (number, pair) in digits.as_bytes().chunks(2).enumerate() {
                let byte = core::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok())?;
                bytes.push((byte, start + number * 2));
            }
            at += 1;
        }
        let right = count.is_none_or(|count| bytes.len() == count);
        (right && !bytes.is_empty()).then_some((bytes, at))
    }

    /// Whether nothing that belongs to a value stands behind it.
    fn ends(&self, end: usize) -> bool {
        let gap = self.gap(end);
        let parted = gap.contains(['\n', ';', ',', '|', '}', '"', '\'', '<', '>', '&', ')', ']', '/', '#', '\t']);
        parted || self.word(end).is_none_or(|word| hex(word).is_none() || self.head(end).is_some())
    }

    /// Two characters of a response code that are not in hex.
    fn characters(&self, tag: u32, at: usize) -> Option<Vec<(u8, usize)>> {
        let word = self.words.get(at).filter(|word| tag == 0x8A && word.text.len() == 2)?;
        let code = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
        let alone = word.text.bytes().all(code) && word.text.bytes().any(|byte| byte.is_ascii_digit());
        let grouped = self.word(at + 1).is_some_and(|next| hex(next).is_some()) && matches!(self.gap(at + 1), " " | "");
        (alone && !grouped).then(|| word.text.bytes().zip(word.at..).collect())
    }

    /// Whether lines may break between a tag and its value.
    fn is_structured(&self) -> bool {
        self.text.trim_start().starts_with(['{', '[', '<'])
    }
}
