//! How far a reading gets, without making anything: lengths are followed and digits checked. Hundreds of starts and ways
//! of writing are walked; only the few that get somewhere are read in full.

use super::mti;
use crate::catalogue::{BitmapEnc, Enc, Encoding, FieldRow, Kind};

/// How far it got.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// Where it ended.
    pub end: usize,
    /// Data elements passed.
    pub elements: usize,
    /// Whether it stopped before the last element.
    pub broken: bool,
}

/// Walks a message whose type stands at `start`. None when there is no bitmap with an element.
pub fn extent(bytes: &[u8], start: usize, encoding: Encoding, wide: bool) -> Option<Extent> {
    let dialect = encoding.dialect()?;
    let mut at = start + mti::width(encoding.mti());
    let first = bitmap(bytes, &mut at, encoding.bitmap())?;
    let announced = first >> 63 != 0;
    if announced && wide {
        return None;
    }
    let mut maps = [first, 0, 0];
    let mut broken = false;
    if announced || wide {
        match bitmap(bytes, &mut at, encoding.bitmap()) {
            Some(second) => maps[1] = second,
            None => broken = true,
        }
    }
    if maps[1] >> 63 != 0 {
        match bitmap(bytes, &mut at, encoding.bitmap()) {
            Some(third) => maps[2] = third,
            None => broken = true,
        }
    }
    if !broken && first << 1 == 0 && maps[1] << 1 == 0 {
        return None;
    }
    let mut elements = 0;
    let set = |number: u8| {
        let bit = usize::from(number - 1);
        maps.get(bit / 64).is_some_and(|map| map >> (63 - bit % 64) & 1 != 0)
    };
    for number in (2..=192_u8).filter(|number| *number != 65 && set(*number)) {
        if broken {
            break;
        }
        match dialect.field(number).and_then(|row| element(bytes, at, encoding, row)) {
            Some(next) => {
                at = next;
                elements += 1;
            }
            None => broken = true,
        }
    }
    Some(Extent { end: at, elements, broken })
}

/// Where the element that begins at `at` ends.
fn element(bytes: &[u8], at: usize, encoding: Encoding, row: &FieldRow) -> Option<usize> {
    let (length, at) = match row.digits {
        0 => (row.most as usize, at),
        _ => {
            let width = length_width(encoding.length(), usize::from(row.digits));
            let length = number(bytes.get(at..at + width)?, encoding.length())?;
            (length <= row.most as usize).then_some((length, at + width))?
        }
    };
    let (width, _) = width(encoding, row, length);
    let raw = bytes.get(at..at.checked_add(width)?)?;
    let fits = match (row.kind, encoding.number()) {
        (Kind::Number, Enc::Bcd) => raw.iter().filter(|byte| *byte & 0x0F > 9 || *byte >> 4 > 9).count() <= 1,
        (Kind::Number, Enc::Ebcdic) => {
            raw.iter().all(|byte| *byte >= 0xF0 || matches!(byte, 0x5C | 0xE7 | 0x7B | 0x6D))
        }
        (Kind::Number, _) => {
            raw.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'*' | b'X' | b'x' | b'#' | b'_'))
        }
        _ => true,
    };
    fits.then_some(at + width)
}

/// How many bytes a length of so many digits takes.
pub fn length_width(enc: Enc, digits: usize) -> usize {
    match enc {
        Enc::Bcd => digits.div_ceil(2),
        Enc::Binary => digits - 1,
        Enc::Ascii | Enc::Ebcdic | Enc::Gbk => digits,
    }
}

/// How many bytes a field of this length takes, and whether binary stands as hex digits.
pub fn width(encoding: Encoding, row: &FieldRow, length: usize) -> (usize, bool) {
    let digits = |length: usize| if encoding.number() == Enc::Bcd { length.div_ceil(2) } else { length };
    match row.kind {
        Kind::Number | Kind::Track => (digits(length), false),
        Kind::Signed => (1 + digits(length.saturating_sub(1)), false),
        Kind::Text => (length, false),
        // A message whose bitmap is hex digits writes its fixed binary fields so too.
        Kind::Binary if row.digits == 0 && encoding.bitmap() != BitmapEnc::Binary => (length * 2, true),
        Kind::Binary => (length, false),
    }
}

fn number(raw: &[u8], enc: Enc) -> Option<usize> {
    let mut sum = 0;
    for byte in raw {
        let digit = |nibble: u8| (nibble <= 9).then_some(usize::from(nibble));
        sum = match enc {
            Enc::Binary => sum << 8 | usize::from(*byte),
            Enc::Bcd => sum * 100 + digit(byte >> 4)? * 10 + digit(byte & 0x0F)?,
            Enc::Ebcdic => sum * 10 + digit(byte.checked_sub(0xF0)?)?,
            Enc::Ascii | Enc::Gbk => sum * 10 + digit(byte.checked_sub(b'0')?)?,
        };
    }
    Some(sum)
}

fn bitmap(bytes: &[u8], at: &mut usize, enc: BitmapEnc) -> Option<u64> {
    let width = if enc == BitmapEnc::Binary { 8 } else { 16 };
    let raw = bytes.get(*at..*at + width)?;
    let mut map = 0_u64;
    for byte in raw {
        map = match enc {
            BitmapEnc::Binary => map << 8 | u64::from(*byte),
            BitmapEnc::Hex => map << 4 | u64::from(char::from(*byte).to_digit(16)?),
            // Digits are F0 to F9, letters C1 to C6 and 81 to 86 (code page 037).
            BitmapEnc::EbcdicHex => {
                let nibble = match byte {
                    0xF0..=0xF9 => byte & 0x0F,
                    0xC1..=0xC6 | 0x81..=0x86 => (byte & 0x0F) + 9,
                    _ => return None,
                };
                map << 4 | u64::from(nibble)
            }
        };
    }
    *at += width;
    Some(map)
}
