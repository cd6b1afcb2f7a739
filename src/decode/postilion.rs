//! Field 127 of Postilion: a message inside, with a bitmap of eight bytes or sixteen hex digits and elements 127.2 to
//! 127.64, nearly all with lengths of their own (ACI Postilion, Postbridge interface, structured data).

use super::{
    DecodeOptions,
    bitmap::Bitmap,
    field::{Field, Name},
    mask,
    reader::Reader,
    value,
};
use crate::{catalogue::BitmapEnc, catalogue::Enc};
use alloc::{format, vec::Vec};

/// Element of field 127: digits of its length (0: fixed), fixed or greatest length.
fn form(number: u8) -> (usize, usize) {
    match number {
        2 => (2, 32),
        3 => (0, 48),
        4 => (0, 22),
        5 => (2, 73),
        6 => (0, 2),
        7 => (2, 70),
        8 => (3, 999),
        9 => (3, 255),
        10 => (0, 3),
        11 => (2, 32),
        12 => (2, 25),
        13 => (0, 17),
        14 => (0, 8),
        15 => (2, 29),
        16 | 18 | 26 | 27 | 28 | 33 | 39 | 41 => (2, 50),
        17 => (2, 50),
        19 => (0, 31),
        20 => (0, 8),
        21 => (2, 12),
        22 => (5, 99_999),
        23 => (0, 59),
        24 => (0, 31),
        25 => (4, 9_999),
        29 => (0, 40),
        30 | 32 => (0, 1),
        31 => (2, 11),
        34 => (2, 10),
        35 => (2, 8),
        36 => (0, 8),
        37 => (0, 4),
        38 => (0, 2),
        _ => (3, 999),
    }
}

/// The elements inside, if all bytes of the field are accounted for.
pub fn inside(raw: &[u8], base: usize, options: &DecodeOptions) -> Option<Vec<Field>> {
    [BitmapEnc::Hex, BitmapEnc::Binary].into_iter().find_map(|enc| {
        let bitmap = Bitmap::read(raw, 0, enc, false).filter(|bitmap| bitmap.missing.is_none())?;
        let mut reader = Reader::new(raw.get(bitmap.end..)?, base + bitmap.end);
        let mut fields = Vec::new();
        for number in bitmap.numbers() {
            let start = reader.offset();
            let (digits, most) = form(number);
            let length = match digits {
                0 => most,
                _ => {
                    value::characters(reader.take(digits)?, Enc::Ascii).parse().ok().filter(|length| *length <= most)?
                }
            };
            let header = reader.since(start);
            let text = value::characters(reader.take(length)?, Enc::Ascii);
            let mut field = Field::new(format!("127.{number}"), Name::Unknown, reader.since(start));
            field.header = header;
            field.value = text;
            if !options.unmask {
                let ranges = mask::card_numbers_in(&field.value);
                if ranges.iter().any(|range| !range.is_empty()) {
                    field.value = mask::dots(&field.value, &ranges);
                    field.masked = true;
                    field.hidden.push(crate::span::ByteSpan::new(header.end as usize, reader.offset()));
                }
            }
            fields.push(field);
        }
        (reader.left() == 0 && !fields.is_empty()).then_some(fields)
    })
}
