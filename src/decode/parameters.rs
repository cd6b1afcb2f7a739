//! What the parameters of a command say, P1 and P2: which record of which file, which data object, which cryptogram (EMV Book 3,
//! 6.5; ISO/IEC 7816-4, 11.3 and 11.4).

use super::{Meaning, bits};
use crate::catalogue::{self, Inside};
use alloc::format;

/// The meaning of a parameter, `p1` or `p2`.
pub fn meaning(id: &str, bytes: &[(u8, usize)]) -> Meaning {
    let [_, (instruction, _), (first, _), (second, _), ..] = bytes else { return Meaning::None };
    match (*instruction, id) {
        // P1 is the number of a record only where the three low bits of P2 say so.
        (0xB2, "p2") if second & 7 == 4 && second >> 3 > 0 => Meaning::Plain(format!("SFI {}", second >> 3)),
        // A data object's tag stands in both.
        (0xCA, "p2") => {
            let tag = u32::from(*first) << 8 | u32::from(*second);
            let row = catalogue::tag(if *first == 0 { u32::from(*second) } else { tag });
            row.map_or(Meaning::None, |row| Meaning::Texts([row.name()].into()))
        }
        // The kind of cryptogram is written as the chip says it, in bits 8 and 7.
        (0xAE, "p1") => match catalogue::tag(0x9F27).map(|row| row.inside) {
            Some(Inside::Bits(table)) => bits::words(table, &[first & 0xC0]),
            _ => Meaning::None,
        },
        _ => Meaning::None,
    }
}
