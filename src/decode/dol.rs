//! Data object lists: tags and the lengths that the chip asks for (EMV Book 3, 5.4).

use super::{
    Message, MessageKind,
    field::{Field, Name},
    reader::Reader,
};
use crate::{
    catalogue::{self, TextId, tables::word},
    span::ByteSpan,
};
use alloc::{format, vec::Vec};

/// The objects of a list; none where a tag is unknown or a byte is left over.
pub fn objects(raw: &[u8], base: usize, path: &str) -> Option<Vec<Field>> {
    let mut reader = Reader::new(raw, base);
    let mut fields = Vec::new();
    while reader.left() > 0 {
        let start = reader.offset();
        let first = reader.byte()?;
        let mut tag = u32::from(first);
        if first & 0x1F == 0x1F {
            tag = tag << 8 | u32::from(reader.byte()?);
        }
        let length = reader.byte().filter(|length| (1..=0x7F).contains(length))?;
        let row = catalogue::tag(tag)?;
        let shown = if tag <= 0xFF { format!("{tag:02X}") } else { format!("{tag:X}") };
        let path = if path.is_empty() { shown } else { format!("{path}.{shown}") };
        let mut field = Field::new(path, Name::Text(row.name()), reader.since(start));
        field.value = format!("{length}");
        field.meaning = super::Meaning::Texts([TextId(word::FOUND_DOL_LENGTH)].into());
        fields.push(field);
    }
    (fields.len() >= 2).then_some(fields)
}

/// A list that was pasted by itself.
pub fn message(bytes: &[u8]) -> Option<Message> {
    let fields = objects(bytes, 0, "")?;
    let span = ByteSpan::new(0, bytes.len());
    Some(Message::plain(MessageKind::Tlv, "emv-dol", word::FOUND_DOL, fields, span, 0.8))
}
