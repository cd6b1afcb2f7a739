//! A value of a chip that was pasted without its tag: everything that it can be, by its length and its bits. Never
//! sure, but of what has a form of its own.

use super::{
    DecodeOptions, Message, MessageKind, bits,
    field::{Field, Name},
    iad, tlv,
};
use crate::{
    catalogue::{self, Inside, SystemId, TextId, tables::word},
    span::ByteSpan,
};
use alloc::{string::String, vec::Vec};

/// Tags whose values have so many bytes, likeliest first.
const TAGS: [(usize, u32); 12] = [
    (1, 0x9F27),
    (1, 0x9F35),
    // A currency or a country that is listed says itself what it is.
    (2, 0x5F2A),
    (2, 0x9F1A),
    (2, 0x9B),
    (2, 0x82),
    (2, 0x9F07),
    (3, 0x9F34),
    (3, 0x9F33),
    (4, 0x9F66),
    (5, 0x95),
    (5, 0x9F40),
];

/// What the bytes can be. None where nothing in them has a meaning.
pub fn read(bytes: &[u8], options: &DecodeOptions) -> Option<Message> {
    let span = ByteSpan::new(0, bytes.len());
    let fitting = TAGS.iter().filter(|(length, _)| *length == bytes.len());
    let mut fields: Vec<Field> = fitting
        .filter(|(_, tag)| {
            let row = catalogue::tag(*tag);
            match row.map_or(Inside::Plain, |row| row.inside) {
                // Verification results of the terminal are what people paste; the rest must have no bit without meaning.
                Inside::Bits(table) => *tag == 0x95 || covers(table, bytes),
                Inside::Currency => bytes.first().is_some_and(|byte| byte >> 4 == 0),
                Inside::Country => is_country(bytes),
                _ => false,
            }
        })
        .map(|(_, tag)| tlv::value_of(*tag, bytes, span, options))
        .filter(|field| !field.children.is_empty() || field.meaning != super::Meaning::None || field.code.is_some())
        .collect();
    if is_rules(bytes) {
        fields.push(tlv::value_of(0x8E, bytes, span, options));
    }
    if bytes.len().is_multiple_of(4) && (4..=64).contains(&bytes.len()) && bytes.chunks(4).all(is_locator) {
        fields.push(tlv::value_of(0x94, bytes, span, options));
    }
    // Issuer data say themselves what they are.
    let likely = iad::is_likely(bytes);
    if likely {
        fields.push(tlv::value_of(0x9F10, bytes, span, options));
    }
    let results = iad::results(bytes, 0, "9F10.cvr");
    let sound = matches!(bytes, [3, _, _, _]) || iad::are_mchip_results(bytes);
    if !results.is_empty() && sound {
        let mut field = Field::new(String::from("9F10.cvr"), Name::Text(TextId(word::FOUND_CVR)), span);
        field.value = super::value::hex(bytes);
        field.children = results;
        // They count themselves.
        let place = if bytes.first() == Some(&3) { 0 } else { fields.len() };
        fields.insert(place, field);
    }
    (!fields.is_empty()).then(|| {
        Message::plain(
            MessageKind::Tlv,
            "emv-value",
            word::FOUND_EMV_VALUE,
            fields,
            span,
            if likely { 0.6 } else { 0.3 },
        )
    })
}

/// Whether every bit that is set says something.
fn covers(table: u8, bytes: &[u8]) -> bool {
    bytes.iter().zip(0..).all(|(byte, at)| {
        let rows = catalogue::bit_table(table)
            .iter()
            .filter(|row| row.byte == at && (bits::is_number(row) || row.holds(bytes)));
        byte & !rows.fold(0, |sum, row| sum | row.mask) == 0
    })
}

/// Three digits of a country in two bytes.
fn is_country(bytes: &[u8]) -> bool {
    let digits = super::value::hex(bytes);
    let known =
        |code: &str| SystemId::find("country").is_some_and(|system| catalogue::lookup_in(system, code).is_some());
    digits.strip_prefix('0').is_some_and(known)
}

/// A file, its first and last record, and no more signed ones than there are.
fn is_locator(entry: &[u8]) -> bool {
    matches!(entry, [file, first, last, signed]
        if file & 7 == 0 && (1..=30).contains(&(file >> 3)) && *first > 0 && first <= last && *last <= 30 && *signed <= last - first + 1)
}

/// Ten to 252 bytes (EMV Book 3, annex A): two amounts and rules whose methods and conditions are in use, perhaps with
/// nought behind them.
fn is_rules(bytes: &[u8]) -> bool {
    let rules = bytes.get(8..).unwrap_or_default();
    let known = |rule: &[u8]| {
        let rows = catalogue::bit_table(catalogue::tables::BITS_CVM_RULE);
        let parts = rows.iter().filter(|row| row.mask != 0x40 && row.holds(rule)).count();
        parts == 2
    };
    (10..=252).contains(&bytes.len()) && bytes.first() == Some(&0) && rules.len() % 2 == 0 && rules.chunks(2).all(known)
}
