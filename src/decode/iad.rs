//! Issuer application data, tag 9F10, as far as the schemes publish its form: Visa (VIS 1.6, appendix A: length, key
//! index, version, results, then the issuer's own), UnionPay (JR/T 0025.5) and JCB (the same form), Mastercard (M/Chip: 18 bytes
//! or more), and the common core of EMV (Book 3, annex C).

use super::{
    field::{Field, Name},
    value,
};
use crate::{
    catalogue::{
        self, TextId,
        tables::{BITS_CVR_MCHIP, BITS_CVR_VISA, word},
    },
    span::ByteSpan,
};
use alloc::{format, vec, vec::Vec};

/// A part: its id, its name, and where it stands.
type Cut = (&'static str, Name, usize, usize);

/// How the bytes are cut, by their length and what they begin with.
fn cuts(raw: &[u8]) -> Vec<Cut> {
    let named = |word: u16| Name::Text(TextId(word));
    let (dki, cvn, cvr, idd) =
        (named(word::FOUND_DKI), named(word::FOUND_CVN), named(word::FOUND_CVR), named(word::FOUND_IDD));
    let end = raw.len();
    match raw {
        // Common core: 0F, what core it is, and 0F again in the middle (EMV Book 3, C7.2).
        [0x0F, ..] if end == 32 && raw.get(16) == Some(&0x0F) => vec![
            ("dki", dki, 2, 3),
            ("cvr", cvr, 3, 8),
            ("counters", named(word::FOUND_COUNTERS), 8, 16),
            ("idd", idd, 17, end),
        ],
        // Visa, format 2: the version stands first.
        [0x1F, ..] if end == 32 => {
            vec![("cvn", cvn, 1, 2), ("dki", dki, 2, 3), ("cvr", cvr, 3, 8), ("idd", idd, 8, end)]
        }
        // A length, key, version, and results that count themselves; the issuer's own behind a length.
        [own @ (6 | 7), _, _, results @ 3..=4, ..] if end > usize::from(*own) => {
            let behind = usize::from(*own) + 2;
            let mut cuts = vec![("dki", dki, 1, 2), ("cvn", cvn, 2, 3), ("cvr", cvr, 3, 4 + usize::from(*results))];
            cuts.extend((behind < end).then_some(("idd", idd, behind, end)));
            cuts
        }
        // M/Chip 4 and Advance; the latter may end with the counter of the last online transaction.
        _ if matches!(end, 18 | 20 | 26 | 28) => {
            let last = if end > 20 { 26 } else { 18 };
            let counter = catalogue::tag(0x9F13).map_or(Name::Path, |row| Name::Text(row.name()));
            let mut cuts = vec![
                ("dki", dki, 0, 1),
                ("cvn", cvn, 1, 2),
                ("cvr", cvr, 2, 8),
                ("dac", named(word::FOUND_DAC), 8, 10),
                ("counters", named(word::FOUND_COUNTERS), 10, last),
            ];
            cuts.extend((last < end).then_some(("9F13", counter, last, end)));
            cuts
        }
        _ => Vec::new(),
    }
}

/// The parts; none where the form is not known.
pub fn parts(raw: &[u8], base: usize, path: &str) -> Vec<Field> {
    let made = cuts(raw).into_iter().map(|(id, name, from, to)| {
        let mut field = Field::new(format!("{path}.{id}"), name, ByteSpan::new(base + from, base + to));
        let bytes = raw.get(from..to).unwrap_or_default();
        field.value = value::hex(bytes);
        if id == "cvr" {
            field.children = results(bytes, base + from, &field.path);
        }
        field
    });
    made.collect()
}

/// Whether bytes by themselves are likely issuer data: of a form that says so itself.
pub fn is_likely(raw: &[u8]) -> bool {
    match raw {
        [0x0F | 0x1F, ..] => raw.len() == 32 && !cuts(raw).is_empty(),
        [own @ (6 | 7), ..] if raw.len() <= 32 && !cuts(raw).is_empty() => {
            let rest = raw.get(usize::from(*own) + 1..).unwrap_or_default();
            rest.first().is_none_or(|length| usize::from(*length) < rest.len().max(16))
        }
        [_, 0x10..=0x1F, rest @ ..] => {
            matches!(raw.len(), 18 | 20 | 26 | 28) && rest.get(..6).is_some_and(are_mchip_results)
        }
        _ => false,
    }
}

/// Whether six bytes can be the results of M/Chip: no cryptogram of a kind that does not exist, no unused bit.
pub fn are_mchip_results(raw: &[u8]) -> bool {
    matches!(raw, [a, b, _, _, _, f] if a >> 6 != 3 && a >> 4 & 3 != 3 && b & 3 == 0 && f & 0xFC == 0)
}

/// What card verification results say: four bytes that count themselves (Visa and its kin), or six (M/Chip).
pub fn results(raw: &[u8], base: usize, path: &str) -> Vec<Field> {
    match raw {
        [3, _, _, _] => super::bits::fields(BITS_CVR_VISA, raw, base, path),
        [_, _, _, _, _, _] => super::bits::fields(BITS_CVR_MCHIP, raw, base, path),
        _ => Vec::new(),
    }
}
