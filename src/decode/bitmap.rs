//! Bitmaps: which data elements are there. The first bit of each bitmap says that another follows (ISO 8583:1987,
//! 4.3: the first; 1993, 4.3.3: bit 65, the second). Nothing is allocated.

use super::value;
use crate::catalogue::{BitmapEnc, Enc};

/// The bits that were read, and whether one that was announced is cut short.
#[derive(Debug, Clone, Copy)]
pub struct Bitmap {
    bits: [u8; 24],
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
        let mut map = Self { bits: [0; 24], count: 0, end: start, missing: None };
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
        let places = self.bits.iter_mut().skip(self.count);
        match enc {
            // Eight hex digits in a row are no bitmap but the half of one.
            BitmapEnc::Binary if raw.iter().all(u8::is_ascii_hexdigit) => return None,
            BitmapEnc::Binary => places.zip(raw).for_each(|(place, byte)| *place = *byte),
            BitmapEnc::Hex => hex(places, raw, Enc::Ascii)?,
            BitmapEnc::EbcdicHex => hex(places, raw, Enc::Ebcdic)?,
        }
        self.count += 8;
        self.end += width;
        Some(())
    }

    /// Whether an element is there.
    fn has(&self, number: u8) -> bool {
        let at = usize::from(number.saturating_sub(1));
        self.bits.get(at / 8).is_some_and(|byte| byte & (0x80 >> (at % 8)) != 0)
    }

    /// The numbers of the data elements present, without those that announce bitmaps.
    pub fn numbers(&self) -> impl Iterator<Item = u8> + use<> {
        let announce = 1 << 63;
        let [first, second, third] = self.words();
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
        let mut words = [0_u64; 3];
        for (word, bytes) in words.iter_mut().zip(self.bits.chunks_exact(8)) {
            *word = bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        }
        words
    }

    /// The bits that were read.
    pub fn bits(&self) -> &[u8] {
        self.bits.get(..self.count).unwrap_or_default()
    }
}

fn hex<'a>(places: impl Iterator<Item = &'a mut u8>, raw: &[u8], enc: Enc) -> Option<()> {
    let digit = |byte: &u8| value::character(*byte, enc).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    for (place, pair) in places.zip(raw.chunks_exact(2)) {
        let [high, low] = pair else { return None };
        *place = digit(high)? << 4 | digit(low)?;
    }
    Some(())
}

/// Bytes of hex digits.
pub fn unhex(digits: &str) -> Option<alloc::vec::Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
