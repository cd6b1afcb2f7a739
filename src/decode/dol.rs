//! Data object lists: tags and the lengths that the chip asks for (EMV Book 3, 5.4), and what was filled in.

use super::{
    DecodeOptions, Message, MessageKind,
    field::{Field, Name},
    reader::Reader,
    tlv,
};
use crate::{
    catalogue::{self, TextId, tables::word},
    span::ByteSpan,
};
use alloc::{format, vec::Vec};

/// The next object of a list: its tag, and the length that is asked for.
fn object(reader: &mut Reader<'_>) -> Option<(u32, usize)> {
    let (tag, _) = super::ber::read_tag(reader)?;
    let length = reader.byte().filter(|length| (1..=0x7F).contains(length))?;
    Some((tag, usize::from(length)))
}

/// The objects of a list; none where a tag is unknown or a byte is left over.
pub fn objects(raw: &[u8], base: usize, path: &str) -> Option<Vec<Field>> {
    let mut reader = Reader::new(raw, base);
    let mut fields = Vec::new();
    while reader.left() > 0 {
        let start = reader.offset();
        let (tag, length) = object(&mut reader)?;
        let row = catalogue::tag(tag);
        if row.is_none() && !is_private(tag) {
            return None;
        }
        let dot = if path.is_empty() { "" } else { "." };
        let mut field = Field::new(
            format!("{path}{dot}{tag:02X}"),
            row.map_or(Name::Unknown, |row| Name::Text(row.name())),
            reader.since(start),
        );
        field.value = format!("{length}");
        field.meaning = super::Meaning::Texts([TextId(word::FOUND_DOL_LENGTH)].into());
        fields.push(field);
    }
    (!fields.is_empty()).then_some(fields)
}

/// Whether bytes are a list rather than an object with a value: three tags or more, all of which ask for as many bytes as the
/// dictionary gives them.
pub fn is_list(bytes: &[u8]) -> bool {
    let mut reader = Reader::new(bytes, 0);
    let mut tags = 0;
    while reader.left() > 0 {
        let Some((tag, length)) = object(&mut reader) else { return false };
        let Some(row) = catalogue::tag(tag) else {
            // Tags of the private class are anybody's own.
            if !is_private(tag) {
                return false;
            }
            continue;
        };
        if !row.fits(length) {
            return false;
        }
        tags += 1;
    }
    tags >= 3
}

fn is_private(tag: u32) -> bool {
    tag.to_be_bytes().into_iter().find(|byte| *byte != 0).is_some_and(|first| first >= 0xC0)
}

/// What stands in `raw`, which begins at `base`, for the objects of a list. None where the lengths do not account for it.
pub fn filled(list: &[u8], raw: &[u8], base: usize, outer: &str, options: &DecodeOptions) -> Option<Vec<Field>> {
    let mut list = Reader::new(list, 0);
    let mut data = Reader::new(raw, base);
    let mut fields = Vec::new();
    while list.left() > 0 {
        let (tag, length) = object(&mut list)?;
        let start = data.offset();
        let value = data.take(length)?;
        fields.push(tlv::value_in(outer, tag, value, data.since(start), options));
    }
    (data.left() == 0 && !fields.is_empty()).then_some(fields)
}

/// A list that was pasted by itself, or with what was filled in behind it.
pub fn message(bytes: &[u8], options: &DecodeOptions) -> Option<Message> {
    let several = |fields: &Vec<Field>| fields.len() >= 2;
    let fields = objects(bytes, 0, "").filter(several).or_else(|| with_data(bytes, options))?;
    let span = ByteSpan::new(0, bytes.len());
    Some(Message::plain(MessageKind::Tlv, "emv-dol", word::FOUND_DOL, fields, span, 0.8))
}

/// Objects that are known, up to where the lengths asked for are exactly what follows.
fn with_data(bytes: &[u8], options: &DecodeOptions) -> Option<Vec<Field>> {
    let mut reader = Reader::new(bytes, 0);
    let (mut asked, mut count) = (0, 0);
    while asked < reader.left() || count < 3 {
        let (tag, length) = object(&mut reader)?;
        catalogue::tag(tag)?;
        asked += length;
        count += 1;
    }
    let (list, data) = bytes.split_at_checked(reader.offset())?;
    filled(list, data, list.len(), "", options)
}
