//! Dialects of messages: which field has which form, and how that is written in bytes. Tags and their bits.

use super::pack::TextId;
use super::system::SystemId;
use super::tables::{BITS, CURRENCIES, DIALECTS, DialectRow, ENCODINGS, EncodingRow, TAGS};

/// How digits or characters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enc {
    /// One ASCII character a byte.
    Ascii,
    /// One EBCDIC (code page 037) character a byte.
    Ebcdic,
    /// Two decimal digits a byte.
    Bcd,
    /// A binary number; for lengths only.
    Binary,
    /// ASCII, and Chinese characters in GBK (GB 18030, two bytes each).
    Gbk,
}

/// How a bitmap is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BitmapEnc {
    /// Eight bytes.
    Binary,
    /// Sixteen ASCII hex digits.
    Hex,
    /// Sixteen EBCDIC hex digits.
    EbcdicHex,
}

/// Where an odd number of BCD digits is padded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pad {
    /// A zero in front: the last digit is the last nibble.
    Left,
    /// A zero behind: the first digit is the first nibble.
    Right,
}

/// Attribute of a data element (ISO 8583:1987, 4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `n`: digits.
    Number,
    /// `a`, `an`, `ans`, `as`, `ns`: characters.
    Text,
    /// `b`: bytes.
    Binary,
    /// `z`: magnetic stripe, track 2 or 3 (ISO 4909, ISO 7813).
    Track,
    /// `x+n`: C or D, then digits.
    Signed,
}

/// What must be masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitive {
    /// Nothing.
    No,
    /// A card number.
    Pan,
    /// Track data.
    Track,
    /// A PIN block.
    Pin,
    /// A card verification value.
    Cvv,
    /// A cardholder's name.
    Name,
}

/// What a field or tag holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the term of catalogue/dialects")]
pub enum Inside {
    Plain,
    Text,
    Amount,
    Date,
    Time,
    DateTime,
    Country,
    Currency,
    Tlv,
    Icc,
    Dol,
    Aid,
    CvmList,
    ProcessingCode,
    EntryMode,
    ConditionCode,
    NetworkCode,
    Track,
    /// Parts with names of their own, by the number of their table.
    Composite(u8),
    /// A bit table by number.
    Bits(u8),
    /// A code of a system, by number.
    Code(u8),
}

/// A data element.
#[derive(Debug)]
pub struct FieldRow {
    /// 2 to 192.
    pub number: u8,
    /// Attribute.
    pub kind: Kind,
    /// Digits of the length in front of it; 0: the length is fixed.
    pub digits: u8,
    /// The fixed length, or the greatest: digits or characters, bytes for binary.
    pub most: u32,
    /// What must be masked.
    pub sensitive: Sensitive,
    /// What it holds.
    pub inside: Inside,
    /// How its value is written, where that differs from the rest of the message.
    pub written: Option<Enc>,
    /// How its length is written, likewise.
    pub counted: Option<Enc>,
}

/// Lists of words that belong to a dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is a section of catalogue/dialects/<id>/<language>.toml")]
pub enum List {
    ProcessingCode,
    EntryMode,
    ConditionCode,
    NetworkCode,
    MtiClass,
    MtiFunction,
    MtiOrigin,
    MtiVersion,
}

/// A message dialect.
#[derive(Debug, Clone, Copy)]
pub struct Dialect(&'static DialectRow);

impl Dialect {
    /// The dialect of a key.
    pub fn find(key: &str) -> Option<Self> {
        DIALECTS.iter().find(|row| row.key == key).map(Self)
    }

    /// Its stable key.
    pub fn key(self) -> &'static str {
        self.0.key
    }

    fn base(self) -> Option<Self> {
        self.0.base.and_then(|base| DIALECTS.get(usize::from(base))).map(Self)
    }

    /// The system whose codes field 39 carries.
    pub fn system(self) -> Option<SystemId> {
        self.0.system.map(SystemId).or_else(|| self.base()?.system())
    }

    /// The first digit of its message types, as ASCII (ISO 8583:2003, 5.2.1: 0 is 1987, 1 is 1993, 2 is 2003).
    pub fn version(self) -> u8 {
        self.0.version
    }

    /// The form of a data element.
    #[inline]
    pub fn field(self, number: u8) -> Option<&'static FieldRow> {
        // Rows stand in order of their numbers, so that the place of one is how many there are before it.
        let at = usize::from(number.checked_sub(1)?);
        let words = self.0.own;
        let (word, bit) = (words.get(at / 64).copied()?, (1 << 63) >> (at % 64));
        if word & bit == 0 {
            return self.base()?.field(number);
        }
        let before: u32 = words.iter().take(at / 64).map(|word| word.count_ones()).sum();
        let place = before + (word & !(bit | (bit - 1))).count_ones();
        self.0.fields.get(place as usize)
    }

    /// The name of a data element.
    pub fn field_name(self, number: u8) -> Option<TextId> {
        let own = self.0.names.iter().find(|(known, _)| *known == number);
        own.map(|(_, text)| TextId(*text)).or_else(|| self.base()?.field_name(number))
    }

    /// The words of a value, such as processing code `00`.
    pub fn word(self, list: List, value: &str) -> Option<TextId> {
        let rows = self.0.lists.get(list as usize)?;
        let own = rows.iter().find(|(known, _)| *known == value).map(|(_, text)| TextId(*text));
        own.or_else(|| self.base()?.word(list, value))
    }
}

/// A way of writing a dialect in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Encoding(&'static EncodingRow);

impl PartialEq for Encoding {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.0, other.0)
    }
}

impl Encoding {
    /// All of them, in order of their dialects.
    pub fn all() -> impl Iterator<Item = Self> {
        ENCODINGS.iter().map(Self)
    }

    /// The one with this name: the key of its dialect, a stroke, its id.
    pub fn find(name: &str) -> Option<Self> {
        let (key, id) = name.split_once('/')?;
        Self::all().find(|one| one.0.id == id && one.dialect().is_some_and(|dialect| dialect.0.key == key))
    }

    /// The dialect.
    pub fn dialect(self) -> Option<Dialect> {
        DIALECTS.get(usize::from(self.0.dialect)).map(Dialect)
    }

    /// Its id within the dialect.
    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// Its name, dialect included.
    pub fn name(self) -> TextId {
        TextId(self.0.text)
    }

    /// How the message type indicator is written.
    pub fn mti(self) -> Enc {
        self.0.mti
    }

    /// How bitmaps are written.
    pub fn bitmap(self) -> BitmapEnc {
        self.0.bitmap
    }

    /// How digits are written.
    pub fn number(self) -> Enc {
        self.0.number
    }

    /// How characters are written.
    pub fn chars(self) -> Enc {
        self.0.chars
    }

    /// How lengths are written.
    pub fn length(self) -> Enc {
        self.0.length
    }

    /// Where an odd number of BCD digits is padded.
    pub fn pad(self) -> Pad {
        self.0.pad
    }

    /// Whether the dialect's base is written in the same way, and has the same elements among these: then this is a
    /// reading that the base gives as well.
    pub fn repeats(self, bits: [u64; 3]) -> bool {
        let own = self.dialect().map_or([0; 3], |dialect| dialect.0.own);
        self.0.twin && own.iter().zip(bits).all(|(own, bits)| own & bits == 0)
    }

    /// Whether lengths count bytes, even of packed digits.
    pub fn counts_bytes(self) -> bool {
        self.0.bytes
    }
}

/// An EMV tag.
#[derive(Debug)]
pub struct TagRow {
    /// The tag's bytes as a number: 0x9F26.
    pub tag: u32,
    /// Digits rather than bytes.
    pub numeric: bool,
    /// Its bytes: fewest and most; 255 is as many as there are.
    pub length: (u8, u8),
    /// Its name's number.
    pub text: u16,
    /// What must be masked.
    pub sensitive: Sensitive,
    /// What it holds.
    pub inside: Inside,
}

impl TagRow {
    /// Its name.
    pub fn name(&self) -> TextId {
        TextId(self.text)
    }

    /// Whether a value may have so many bytes. A value that is not known is sent as none.
    pub fn fits(&self, bytes: usize) -> bool {
        let (least, most) = (usize::from(self.length.0), usize::from(self.length.1));
        bytes == 0 || bytes >= least && (bytes <= most || most == 255)
    }
}

/// A tag of the dictionary.
pub fn tag(tag: u32) -> Option<&'static TagRow> {
    TAGS.binary_search_by_key(&tag, |row| row.tag).ok().and_then(|at| TAGS.get(at))
}

/// A row of a bit table: it holds when `byte & mask == value`.
#[derive(Debug)]
pub struct BitRow {
    /// Byte, from 0.
    pub byte: u8,
    /// Which bits.
    pub mask: u8,
    /// Their value.
    pub value: u8,
    /// Its words' number.
    pub text: u16,
}

impl BitRow {
    /// Whether the row holds for a value.
    pub fn holds(&self, bytes: &[u8]) -> bool {
        bytes.get(usize::from(self.byte)).is_some_and(|byte| byte & self.mask == self.value)
    }

    /// Its words.
    pub fn name(&self) -> TextId {
        TextId(self.text)
    }
}

/// The rows of a bit table.
pub fn bit_table(number: u8) -> &'static [BitRow] {
    BITS.get(usize::from(number)).copied().unwrap_or_default()
}

/// Letters and decimals of a currency number (ISO 4217).
pub fn currency(number: u16) -> Option<(&'static str, u8)> {
    let at = CURRENCIES.binary_search_by_key(&number, |row| row.0).ok()?;
    let (_, letters, decimals) = CURRENCIES.get(at)?;
    Some((core::str::from_utf8(letters).ok()?, *decimals))
}
