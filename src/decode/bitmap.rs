//! Bitmaps: which data elements are there. The first bit of each bitmap says that another follows (ISO 8583:1987,
//! 4.3: the first; 1993, 4.3.3: bit 65, the second).

use super::{reader::Reader, value};
use crate::catalogue::{BitmapEnc, Enc};
use alloc::vec::Vec;

/// The bits that were read, and whether one that was announced is cut short.
#[derive(Debug, Default)]
pub struct Bitmap {
    /// All bits, eight bytes for each bitmap.
    pub bits: Vec<u8>,
    /// Bytes that an announced bitmap needs, where there are fewer.
    pub missing: Option<usize>,
}

impl Bitmap {
    /// Reads one to three bitmaps. None when there is not even one. `wide`: a second one follows although bit 1 is
    /// clear, which some libraries write and the standard does not.
    pub fn read(reader: &mut Reader<'_>, enc: BitmapEnc, wide: bool) -> Option<Self> {
        let mut bits = one(reader, enc)?;
        let announced = bits.first().is_some_and(|byte| byte & 0x80 != 0);
        if announced && wide {
            return None;
        }
        let mut missing = None;
        if announced || wide {
            match one(reader, enc) {
                Some(second) => bits.extend(second),
                None => missing = Some(width(enc)),
            }
        }
        if bits.get(8).is_some_and(|byte| byte & 0x80 != 0) {
            match one(reader, enc) {
                Some(third) => bits.extend(third),
                None => missing = Some(width(enc)),
            }
        }
        Some(Self { bits, missing })
    }

    /// The numbers of the data elements present, without those that announce bitmaps.
    pub fn numbers(&self) -> impl Iterator<Item = u8> + '_ {
        let set = |number: u8| {
            let at = usize::from(number - 1);
            self.bits.get(at / 8).is_some_and(|byte| byte & (0x80 >> (at % 8)) != 0)
        };
        (2..=192_u8).filter(move |number| *number != 65 && set(*number))
    }
}

/// How many bytes one bitmap takes.
fn width(enc: BitmapEnc) -> usize {
    if enc == BitmapEnc::Binary { 8 } else { 16 }
}

fn one(reader: &mut Reader<'_>, enc: BitmapEnc) -> Option<Vec<u8>> {
    let mut ahead = reader.clone();
    let raw = ahead.take(width(enc))?;
    let bits = match enc {
        BitmapEnc::Binary => raw.into(),
        BitmapEnc::Hex => unhex(&value::characters(raw, Enc::Ascii))?,
        BitmapEnc::EbcdicHex => unhex(&value::characters(raw, Enc::Ebcdic))?,
    };
    *reader = ahead;
    Some(bits)
}

/// Bytes of hex digits.
pub fn unhex(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
