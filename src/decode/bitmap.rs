//! Bitmaps: which data elements are there. The first bit of each bitmap says that another follows (ISO 8583:1987,
//! 4.3: the first; 1993, 4.3.3: bit 65, the second). Nothing is allocated.

use super::{mti, value};
use crate::catalogue::{BitmapEnc, Enc};
use alloc::{string::String, vec::Vec};

/// The bits that were read, and whether one that was announced is cut short.
#[derive(Debug, Clone, Copy)]
pub struct Bitmap {
    words: [u64; 3],
    count: usize,
    /// Where reading ended.
    pub end: usize,
    /// Bytes that an announced bitmap needs, where there are fewer.
    pub missing: Option<usize>,
}

impl Bitmap {
    /// Reads one to three bitmaps from `start` on. None when there is not even one. `wide`: a second one follows although
    /// bit 1 is clear, which some libraries write and the standard does not.
    pub fn read(bytes: &[u8], start: usize, enc: BitmapEnc, wide: bool) -> Option<Self> {
        let mut map = Self { words: [0; 3], count: 0, end: start, missing: None };
        map.one(bytes, enc).filter(|()| map.missing.is_none())?;
        let announced = map.has(1);
        if announced && wide {
            return None;
        }
        if announced || wide {
            map.one(bytes, enc)?;
        }
        if map.missing.is_none() && map.has(65) {
            map.one(bytes, enc)?;
        }
        Some(map)
    }

    /// One bitmap more; notes one that is cut short. None where it is no bitmap.
    fn one(&mut self, bytes: &[u8], enc: BitmapEnc) -> Option<()> {
        let width = if enc == BitmapEnc::Binary { 8 } else { 16 };
        let Some(raw) = bytes.get(self.end..self.end + width) else {
            self.missing = Some(width);
            return Some(());
        };
        let word = match enc {
            // Eight hex digits in a row are no bitmap but the half of one.
            BitmapEnc::Binary if raw.iter().all(u8::is_ascii_hexdigit) => return None,
            BitmapEnc::Binary => raw.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
            BitmapEnc::Hex => hex(raw, Enc::Ascii)?,
            BitmapEnc::EbcdicHex => hex(raw, Enc::Ebcdic)?,
        };
        *self.words.get_mut(self.count)? = word;
        self.count += 1;
        self.end += width;
        Some(())
    }

    /// Whether an element is there.
    fn has(&self, number: u8) -> bool {
        let at = usize::from(number.saturating_sub(1));
        self.words.get(at / 64).is_some_and(|word| word << (at % 64) >> 63 == 1)
    }

    /// The numbers of the data elements present, without those that announce bitmaps.
    pub fn numbers(&self) -> impl Iterator<Item = u8> + use<> {
        let announce = 1 << 63;
        let [first, second, third] = self.words;
        let mut words = [first & !announce, second & !announce, third].into_iter().zip([1, 65, 129_u8]);
        let mut word = words.next();
        core::iter::from_fn(move || {
            loop {
                let (bits, base) = word?;
                if bits != 0 {
                    let place = bits.leading_zeros();
                    word = Some((bits & !(announce >> place), base));
                    return u8::try_from(place).ok().map(|place| base + place);
                }
                word = words.next();
            }
        })
    }

    /// The bits as three numbers.
    pub fn words(&self) -> [u64; 3] {
        self.words
    }

    /// The bits that were read, as hex digits.
    pub fn digits(&self) -> String {
        self.words.iter().take(self.count).map(|word| value::hex(&word.to_be_bytes())).collect()
    }
}

/// Whether a type in characters stands here with a bitmap behind it that is hardly chance: hex digits with letters among
/// them, or bytes that are no characters.
pub fn is_evident(bytes: &[u8]) -> bool {
    let Some((enc, digits)) = mti::find(bytes) else { return false };
    let Some(map) = bytes.get(4..12) else { return false };
    let hex = |enc| bytes.get(4..20).is_some_and(|raw| hex(raw, enc).is_some());
    let letter = |byte: &u8| byte.is_ascii_alphabetic();
    // Behind a bitmap in hex digits stands mostly what is none: a number in hex has as many letters as the bitmap.
    let hash = || {
        let rest = bytes.get(20..bytes.len().min(84)).unwrap_or_default();
        rest.iter().all(u8::is_ascii_hexdigit) && rest.iter().filter(|byte| letter(byte)).count() * 6 > rest.len()
    };
    // Digits alone may be any number, but not where other characters than hex digits stand behind them in the same word.
    let named = || {
        let rest = bytes.get(20..bytes.len().min(84)).unwrap_or_default();
        rest.iter().take(32).all(u8::is_ascii_graphic) && rest.iter().any(|byte| !byte.is_ascii_hexdigit())
    };
    mti::is_usual(digits)
        && match enc {
            Enc::Bcd => false,
            Enc::Ascii if hex(Enc::Ascii) => {
                bytes.get(4..20).is_some_and(|raw| raw.iter().any(letter) && !hash() || named())
            }
            Enc::Ascii => !map.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r')),
            _ => hex(Enc::Ebcdic) || map.iter().any(|byte| *byte < 0xF0),
        }
}

fn hex(raw: &[u8], enc: Enc) -> Option<u64> {
    let mut word = 0;
    for byte in raw {
        let digit = match (byte, enc) {
            (b'0'..=b'9', Enc::Ascii) => byte - b'0',
            _ => u8::try_from(value::character(*byte, enc).to_digit(16)?).ok()?,
        };
        word = word << 4 | u64::from(digit);
    }
    Some(word)
}

/// Bytes of hex digits; None where one is left over.
pub fn unhex(digits: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let byte = |[high, low]: &[u8; 2]| u8::try_from(digit(*high)? << 4 | digit(*low)?).ok();
    pairs.iter().map(byte).collect::<Option<Vec<u8>>>().filter(|_| rest.is_empty())
}
