//! Language packs: all words of one language and its search index, in one file that is read in place.
//!
//! A pack has two parts. The first has what a first answer needs (interface, kinds, the front systems); the rest may
//! follow. Layout of a part (written by `codegen/src/pack.rs`): magic `F39` and version 2; the catalogue's fingerprint,
//! 8 bytes, little-endian; the part's number, one byte; texts; phrases; tokens; postings. Texts, tokens and postings are
//! each: a count, the length of every item, then all items; counts and lengths are LEB128. A phrase is the step from the
//! entry before (LEB128) and a byte: two
//! bits of kind (0 title, 1 printed, 2 asked), six bits of token count. A posting list holds steps from phrase to phrase
//! (LEB128).

use super::entry::EntryId;
use super::tables::{FINGERPRINT, TEXT_COUNTS};
use alloc::{borrow::Cow, string::String, vec::Vec};

const MAGIC: &[u8] = b"F39\x02";

/// A text, by its place in every pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextId(pub u16);

/// Why bytes are no pack for this module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackError {
    /// Not a pack, or cut short.
    NotAPack,
    /// A pack of another catalogue: wasm and pack must come from one build.
    OtherCatalogue,
}

impl PackError {
    /// The stable name that leaves hand to JavaScript.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotAPack => "not-a-pack",
            Self::OtherCatalogue => "other-catalogue",
        }
    }
}

/// The words of one language.
#[derive(Debug)]
pub struct Pack {
    tag: String,
    parts: Vec<Part>,
}

/// One part of a pack: some texts, and the search index of the entries that they are about.
#[derive(Debug)]
pub struct Part {
    bytes: Cow<'static, [u8]>,
    number: u8,
    texts: Items,
    phrases: Vec<Phrase>,
    tokens: Items,
    postings: Items,
}

/// A searchable phrase.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    /// The code that it is about.
    pub entry: EntryId,
    /// 0 title, 1 printed, 2 asked.
    pub kind: u8,
    /// How many tokens it has.
    pub tokens: u8,
}

/// Where the items of a section end; an item begins where the one before it ends.
#[derive(Debug, Default)]
struct Items {
    start: usize,
    ends: Vec<u32>,
}

impl Items {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let count = reader.varint()?;
        let mut ends = Vec::with_capacity(count.min(reader.bytes.len()));
        let mut end = 0_u32;
        for _ in 0..count {
            end = end.checked_add(u32::try_from(reader.varint()?).ok()?)?;
            ends.push(end);
        }
        let start = reader.at;
        reader.at = start.checked_add(end as usize).filter(|at| *at <= reader.bytes.len())?;
        Some(Self { start, ends })
    }

    fn get<'a>(&self, bytes: &'a [u8], number: usize) -> &'a [u8] {
        let begin = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(begin);
        bytes.get(self.start + begin as usize..self.start + end as usize).unwrap_or_default()
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    fn varint(&mut self) -> Option<usize> {
        let mut value = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }
}

impl Pack {
    /// Reads the first part of a pack.
    ///
    /// # Errors
    /// The bytes are no pack, or belong to another catalogue than this module's.
    pub fn read(tag: &str, bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, PackError> {
        let part = Part::read(bytes.into())?;
        if part.number != 0 {
            return Err(PackError::NotAPack);
        }
        Ok(Self { tag: tag.into(), parts: alloc::vec![part] })
    }

    /// Adds the second part, or puts a part in the place of the one that is there.
    ///
    /// # Errors
    /// As [`Pack::read`].
    pub fn add(&mut self, bytes: impl Into<Cow<'static, [u8]>>) -> Result<(), PackError> {
        let part = Part::read(bytes.into())?;
        self.parts.retain(|known| known.number != part.number);
        self.parts.push(part);
        Ok(())
    }

    /// Whether both parts are there.
    pub fn is_whole(&self) -> bool {
        self.parts.len() == TEXT_COUNTS.len()
    }

    /// BCP 47 tag.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// A text; empty where the language has none, or while its part has not arrived.
    pub fn text(&self, id: TextId) -> &str {
        let number = usize::from(id.0);
        let (part, at) = match number.checked_sub(TEXT_COUNTS[0]) {
            None => (0, number),
            Some(at) => (1, at),
        };
        self.parts.iter().find(|known| known.number == part).map_or("", |part| part.text(at))
    }

    /// The parts that are there.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }
}

impl Part {
    fn read(bytes: Cow<'static, [u8]>) -> Result<Self, PackError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(PackError::NotAPack)?;
        let stamp = rest.first_chunk::<8>().ok_or(PackError::NotAPack)?;
        if u64::from_le_bytes(*stamp) != FINGERPRINT {
            return Err(PackError::OtherCatalogue);
        }
        let mut reader = Reader { bytes: &bytes, at: MAGIC.len() + 8 };
        let number = reader.byte().ok_or(PackError::NotAPack)?;
        let sections = Self::sections(&mut reader).ok_or(PackError::NotAPack)?;
        let (texts, phrases, tokens, postings) = sections;
        let count = TEXT_COUNTS.get(usize::from(number)).copied();
        if Some(texts.ends.len()) != count || reader.at != bytes.len() {
            return Err(PackError::NotAPack);
        }
        Ok(Self { number, texts, phrases, tokens, postings, bytes })
    }

    fn sections(reader: &mut Reader<'_>) -> Option<(Items, Vec<Phrase>, Items, Items)> {
        let texts = Items::read(reader)?;
        let count = reader.varint()?;
        let mut phrases = Vec::with_capacity(count.min(reader.bytes.len()));
        let mut entry = 0_usize;
        for _ in 0..count {
            entry += reader.varint()?;
            let byte = reader.byte()?;
            phrases.push(Phrase {
                entry: EntryId::new(u16::try_from(entry).ok()?),
                kind: byte >> 6,
                tokens: byte & 63,
            });
        }
        Some((texts, phrases, Items::read(reader)?, Items::read(reader)?))
    }

    /// Whether it is about the front systems.
    pub fn is_front(&self) -> bool {
        self.number == 0
    }

    fn text(&self, number: usize) -> &str {
        core::str::from_utf8(self.texts.get(&self.bytes, number)).unwrap_or_default()
    }

    /// A phrase by number.
    pub fn phrase(&self, number: usize) -> Option<Phrase> {
        self.phrases.get(number).copied()
    }

    /// How many phrases there are.
    pub fn phrase_count(&self) -> usize {
        self.phrases.len()
    }

    /// How many tokens there are.
    pub fn token_count(&self) -> usize {
        self.tokens.ends.len()
    }

    /// A token by number; tokens are sorted.
    pub fn token(&self, number: usize) -> &[u8] {
        self.tokens.get(&self.bytes, number)
    }

    /// The number of a token.
    pub fn find_token(&self, token: &[u8]) -> Option<usize> {
        let at = self.first_token_from(token);
        (at < self.token_count() && self.token(at) == token).then_some(at)
    }

    /// The number of the first token that is not before `token`.
    pub fn first_token_from(&self, token: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.token_count());
        while low < high {
            let middle = low.midpoint(high);
            if self.token(middle) < token {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The phrases that hold a token, ascending.
    pub fn postings(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let mut reader = Reader { bytes: self.postings.get(&self.bytes, token), at: 0 };
        let mut phrase = 0;
        core::iter::from_fn(move || {
            phrase += reader.varint()?;
            Some(phrase)
        })
    }
}
