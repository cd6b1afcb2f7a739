//! What bits say: verification results, capabilities, lists of verification rules. The tables are data
//! (`catalogue/tags/emv/bits.toml`).

use super::{
    field::{Field, Meaning, Name},
    value,
};
use crate::{
    catalogue::{self, BitRow, TextId, tables::word},
    span::ByteSpan,
};
use alloc::{format, string::String, vec::Vec};

/// All that the bits say.
pub fn words(table: u8, raw: &[u8]) -> Meaning {
    let rows = catalogue::bit_table(table).iter().filter(|row| row.holds(raw) && !is_number(row));
    Meaning::Texts(rows.map(BitRow::name).collect::<Vec<TextId>>())
}

/// Whether a row names a number in half a byte, whatever it is, rather than one value of it.
pub fn is_number(row: &BitRow) -> bool {
    matches!(row.mask, 0x0F | 0xF0) && row.value == row.mask
}

/// A field for each thing that the bits say, named by it: `95.4.8` is bit 8 of byte 4, `9F34.1.6-1` bits 6 to 1 of byte 1,
/// `9F34.2` a byte. Bits are counted from 8, as EMV does.
pub fn fields(table: u8, raw: &[u8], base: usize, path: &str) -> Vec<Field> {
    let inside = |row: &&BitRow| usize::from(row.byte) < raw.len();
    let rows = catalogue::bit_table(table).iter().filter(inside).filter(|row| row.holds(raw) || is_number(row));
    rows.map(|row| {
        let (byte, high, low) = (row.byte + 1, 8 - row.mask.leading_zeros(), row.mask.trailing_zeros() + 1);
        let path = match row.mask {
            0xFF => format!("{path}.{byte}"),
            _ if high == low => format!("{path}.{byte}.{high}"),
            _ => format!("{path}.{byte}.{high}-{low}"),
        };
        let at = base + usize::from(row.byte);
        let mut field = Field::new(path, Name::Text(row.name()), ByteSpan::new(at, at + 1));
        let byte = raw.get(usize::from(row.byte)).copied().unwrap_or_default();
        field.value = if is_number(row) {
            format!("{}", (byte & row.mask) >> (low - 1))
        } else if high == low {
            format!("{}", row.value >> (low - 1))
        } else {
            value::hex(&[row.value])
        };
        field
    })
    .collect()
}

/// Two amounts of four bytes, then rules of two bytes (EMV Book 3, 10.5).
pub fn cvm_list(field: &mut Field, raw: &[u8], base: usize) {
    let table = catalogue::bit_table(catalogue::tables::BITS_CVM_RULE);
    let mut child = |name: u16, id: String, from: usize, to: usize| {
        let mut child =
            Field::new(format!("{}.{id}", field.path), Name::Text(TextId(name)), ByteSpan::new(base + from, base + to));
        let bytes = raw.get(from..to).unwrap_or_default();
        child.value = value::hex(bytes);
        if to <= 8 {
            child.meaning =
                Meaning::Plain(format!("{}", bytes.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte))));
        } else {
            let rows = table.iter().filter(|row| row.holds(bytes));
            child.meaning = Meaning::Texts(rows.map(BitRow::name).collect());
            child.children = fields(catalogue::tables::BITS_CVM_RULE, bytes, base + from, &child.path);
        }
        field.children.push(child);
    };
    if raw.len() >= 8 {
        child(word::FOUND_CVM_X, "x".into(), 0, 4);
        child(word::FOUND_CVM_Y, "y".into(), 4, 8);
    }
    let rules = raw.len().saturating_sub(8) / 2;
    for rule in 0..rules {
        child(word::FOUND_CVM_RULE, format!("{}", rule + 1), 8 + rule * 2, 10 + rule * 2);
    }
}
