//! The frame of BER-TLV (ISO/IEC 8825-1): tags, lengths, and looks at how objects follow each other, which make nothing.

use super::reader::Reader;
use crate::catalogue;

/// Field 55 is often copied with its length in front, which counts all that follows: three ASCII digits, two bytes in
/// binary or BCD, or one; or with the data set number of Visa, 01 and two bytes. Where such a length is right and objects
/// follow, they begin behind it.
pub fn field_length(bytes: &[u8]) -> usize {
    let right = |from: usize, width: usize| {
        let rest = bytes.len().checked_sub(from + width)?;
        let digits = bytes.get(from..from + width)?;
        let binary = digits.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        let packed =
            digits.iter().fold(0, |sum, byte| sum * 100 + usize::from(byte >> 4) * 10 + usize::from(byte & 15));
        let ascii = core::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
        let fits = match width {
            3 => ascii == Some(rest),
            _ => binary == rest || (packed == rest && digits.iter().all(|byte| byte & 15 < 10)),
        };
        let known = |at: usize| {
            let mut reader = Reader::new(bytes.get(at..).unwrap_or_default(), 0);
            read_tag(&mut reader).is_some_and(|(tag, _)| catalogue::tag(tag).is_some())
                && read_length(&mut reader).is_some_and(|length| length <= reader.left())
        };
        // Three digits that are right are hardly chance.
        let chain = || width == 3 && bytes.get(from + width..).is_some_and(is_chain);
        (fits && rest >= 4 && (known(from + width) || chain())).then_some(from + width)
    };
    let visa = if bytes.first() == Some(&1) { right(1, 2) } else { None };
    // A tag that is known needs no length before it.
    let bare = catalogue::tag(u32::from(bytes.first().copied().unwrap_or_default())).is_some();
    let short = || if bare { None } else { right(0, 2).or_else(|| right(0, 1)) };
    visa.or_else(|| right(0, 3)).or_else(short).unwrap_or(0)
}

pub fn is_template(bytes: &[u8]) -> bool {
    matches!(bytes.first(), Some(0x6F | 0x70 | 0x77 | 0x61))
}

/// Whether objects may be found: a template, or objects from end to end.
pub fn may_hold(bytes: &[u8]) -> bool {
    is_template(bytes) || bytes.get(field_length(bytes)..).is_some_and(is_chain)
}

/// Passes over 00 and FF between objects; whether something follows. FF also begins tags of kernels and terminals, such as
/// FF8106: then it is no padding, and objects follow each other inside.
pub fn skip_padding(reader: &mut Reader<'_>) -> bool {
    loop {
        let mut ahead = reader.clone();
        match reader.peek() {
            None => return false,
            Some(0xFF) => {
                let (tag, inside) =
                    (read_tag(&mut ahead), read_length(&mut ahead).and_then(|length| ahead.take(length)));
                // Behind padding no tag of EMV begins with less than 40; 81 does begin one.
                let is_tag = |inside: &[u8]| match tag {
                    Some((0xFF00..=0xFF1E, _)) => true,
                    Some((0xFF_0000..=0xFF_FFFF, _)) => known(inside),
                    _ => false,
                };
                if own(reader).is_some() {
                    return true;
                }
                if inside.is_some_and(|inside| !inside.is_empty() && is_tag(inside) && is_chain(inside)) {
                    return true;
                }
            }
            Some(0x00) => {}
            Some(_) => return true,
        }
        reader.byte();
    }
}

/// Whether the bytes begin with a tag of the dictionary.
pub fn known(bytes: &[u8]) -> bool {
    read_tag(&mut Reader::new(bytes, 0)).is_some_and(|(tag, _)| catalogue::tag(tag).is_some())
}

/// Whether the outermost objects follow each other to the end.
pub fn is_chain(bytes: &[u8]) -> bool {
    let mut reader = Reader::new(bytes, 0);
    while skip_padding(&mut reader) {
        if read_tag(&mut reader).is_none() {
            break;
        } else if read_length(&mut reader).and_then(|length| reader.take(length)).is_none() {
            return false;
        }
    }
    true
}

/// Whether one of the first three objects is known: a look before fields are made of what is something else.
pub fn begins(bytes: &[u8]) -> bool {
    let mut reader = Reader::new(bytes, 0);
    (0..3).any(|_| {
        skip_padding(&mut reader);
        let Some((tag, _)) = read_tag(&mut reader) else { return false };
        let private = tag.to_be_bytes().into_iter().find(|byte| *byte != 0).is_some_and(|first| first >= 0xC0);
        let known = catalogue::tag(tag).is_some() || private;
        let length = read_length(&mut reader).unwrap_or(usize::MAX);
        let passed = reader.take(length).is_some();
        known && (passed || !private)
    })
}

/// Whether the bytes are one object from end to end.
pub fn is_one(bytes: &[u8]) -> bool {
    let mut reader = Reader::new(bytes, 0);
    read_tag(&mut reader).is_some() && read_length(&mut reader) == Some(reader.left())
}

/// How many bytes the first object has, by its length.
pub fn wants(bytes: &[u8]) -> Option<usize> {
    let mut reader = Reader::new(bytes, 0);
    read_tag(&mut reader)?;
    let length = read_length(&mut reader)?;
    Some(reader.offset() + length)
}

/// Whether a tag is of the universal class: 00 to 3F in its first byte.
pub fn is_universal(tag: u32) -> bool {
    tag.to_be_bytes().into_iter().find(|byte| *byte != 0).is_none_or(|first| first < 0x40)
}

/// A terminal's own tag that begins with one FF, FFC6 or FFEE01, and how many bytes it has: no tag of the dictionary stands
/// behind the FF, and the length behind the tag leads to one, or to the end. Some makers write two bytes where ISO/IEC
/// 8825-1, 8.1.2.4, goes on.
fn own(reader: &Reader<'_>) -> Option<(u32, usize)> {
    [3, 2].into_iter().find_map(|width| {
        let mut ahead = reader.clone();
        let tag = ahead.take(width)?;
        let [0xFF, next, more @ ..] = tag else { return None };
        let whole = next & 0x80 == 0 || more.first().is_some_and(|last| last & 0x80 == 0) || width == 2;
        if !whole || *next < 0xA0 || *next == 0xFF || catalogue::tag(u32::from(*next)).is_some() {
            return None;
        }
        let length = read_length(&mut ahead).filter(|length| *length > 0)?;
        ahead.take(length)?;
        let leads = match ahead.peek() {
            None => true,
            Some(0xFF) => own(&ahead).is_some(),
            Some(0xDF) => true,
            Some(_) => known(ahead.take(ahead.left()).unwrap_or_default()),
        };
        leads.then(|| (tag.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)), width))
    })
}

pub fn read_tag(reader: &mut Reader<'_>) -> Option<(u32, bool)> {
    if reader.peek() == Some(0xFF)
        && let Some((tag, width)) = own(reader)
    {
        reader.take(width)?;
        return Some((tag, false));
    }
    let first = reader.byte()?;
    let mut tag = u32::from(first);
    if first & 0x1F == 0x1F {
        for _ in 0..3 {
            let next = reader.byte()?;
            tag = tag << 8 | u32::from(next);
            if next & 0x80 == 0 {
                break;
            }
        }
    }
    Some((tag, first & 0x20 != 0))
}

pub fn read_length(reader: &mut Reader<'_>) -> Option<usize> {
    let first = reader.byte()?;
    match first {
        0..=0x7F => Some(usize::from(first)),
        0x81..=0x83 => {
            let bytes = reader.take(usize::from(first & 0x7F))?;
            Some(bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
        }
        // 0x80 is the indefinite form, which EMV does not use. More than three bytes are no length in a paste: some write
        // a length above 127 as it is.
        _ => Some(usize::from(first)).filter(|length| first != 0x80 && *length <= reader.left()),
    }
}
