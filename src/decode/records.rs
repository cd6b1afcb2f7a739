//! Chip values that are told by their place rather than by tags: answers of format 1, and which records to read.

use super::{
    DecodeOptions, Meaning,
    field::{Field, Name},
    tlv, value,
};
use crate::{
    catalogue::{TextId, tables::word},
    span::ByteSpan,
};
use alloc::{format, vec::Vec};

/// Format 1 answers (EMV Book 3, 6.5.5.4 and 6.5.8.4): values without tags, by place.
pub fn format_one(raw: &[u8], base: usize, path: &str, options: &DecodeOptions) -> Vec<Field> {
    let is_afl = raw.len() >= 6 && raw.len() % 4 == 2 && raw.iter().skip(2).step_by(4).all(|byte| byte & 7 == 0);
    let is_cryptogram = (11..=43).contains(&raw.len()) && raw.first().is_some_and(|byte| byte & 0x30 == 0);
    let cuts: &[(u32, usize, usize)] = match (is_afl, is_cryptogram) {
        (true, _) => &[(0x82, 0, 2), (0x94, 2, usize::MAX)],
        (_, true) => &[(0x9F27, 0, 1), (0x9F36, 1, 3), (0x9F26, 3, 11), (0x9F10, 11, usize::MAX)],
        _ => &[],
    };
    let mut fields = Vec::new();
    for (tag, from, to) in cuts {
        let to = (*to).min(raw.len());
        if *from < to {
            let span = ByteSpan::new(base + from, base + to);
            let raw = raw.get(*from..to).unwrap_or_default();
            fields.push(tlv::value_in(&format!("{path}."), *tag, raw, span, options));
        }
    }
    fields
}

/// Which records to read (EMV Book 3, 10.2): short file identifier, first record, last, how many of them are signed.
pub fn file_locator(raw: &[u8], base: usize, path: &str) -> Vec<Field> {
    let entries = raw.chunks_exact(4).zip(1..);
    entries
        .map(|(entry, number)| {
            let at = base + (number - 1) * 4;
            let name = Name::Text(TextId(word::FOUND_RECORDS));
            let mut field = Field::new(format!("{path}.{number}"), name, ByteSpan::new(at, at + 4));
            field.value = value::hex(entry);
            if let [file, first, last, _] = entry {
                field.meaning = Meaning::Plain(format!("SFI {}: {first}-{last}", file >> 3));
            }
            field
        })
        .collect()
}
