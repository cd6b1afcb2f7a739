//! Issuer application data, tag 9F10, as far as the schemes publish its form: Visa (VIS 1.6, appendix A: length, key
//! index, version, results, then the issuer's own), UnionPay (JR/T 0025.5, the same form), Mastercard (M/Chip: 18 bytes or more).

use super::{
    field::{Field, Name},
    value,
};
use crate::{
    catalogue::{
        TextId,
        tables::{BITS_CVR_MCHIP, BITS_CVR_VISA, word},
    },
    span::ByteSpan,
};
use alloc::{format, vec::Vec};

/// The parts; none where the form is not known.
pub fn parts(raw: &[u8], base: usize, path: &str) -> Vec<Field> {
    let length = raw.len();
    let cuts: &[(&str, u16, usize, usize)] = match raw.first() {
        Some(6 | 7) if length >= 7 => &[
            ("dki", word::FOUND_DKI, 1, 2),
            ("cvn", word::FOUND_CVN, 2, 3),
            ("cvr", word::FOUND_CVR, 3, 7),
            ("idd", word::FOUND_IDD, 8, usize::MAX),
        ],
        Some(_) if (18..=26).contains(&length) => &[
            ("dki", word::FOUND_DKI, 0, 1),
            ("cvn", word::FOUND_CVN, 1, 2),
            ("cvr", word::FOUND_CVR, 2, 8),
            ("dac", word::FOUND_DAC, 8, 10),
            ("counters", word::FOUND_COUNTERS, 10, usize::MAX),
        ],
        _ => &[],
    };
    let mut fields = Vec::new();
    for (id, name, from, to) in cuts {
        let to = (*to).min(length);
        if *from < to {
            let mut field =
                Field::new(format!("{path}.{id}"), Name::Text(TextId(*name)), ByteSpan::new(base + from, base + to));
            let bytes = raw.get(*from..to).unwrap_or_default();
            field.value = value::hex(bytes);
            if *id == "cvr" {
                field.children = results(bytes, base + from, &field.path);
            }
            fields.push(field);
        }
    }
    fields
}

/// What card verification results say: four bytes that count themselves (Visa and its kin), or six (M/Chip).
pub fn results(raw: &[u8], base: usize, path: &str) -> Vec<Field> {
    match raw {
        [3, _, _, _] => super::bits::fields(BITS_CVR_VISA, raw, base, path),
        [_, _, _, _, _, _] => super::bits::fields(BITS_CVR_MCHIP, raw, base, path),
        _ => Vec::new(),
    }
}
