//! NACHA return files: lines of 94 characters; an addenda record of type 99 carries the return code, one of type 98 the
//! notice of change (Nacha Operating Rules, appendix 3).

use super::{
    Message, MessageKind,
    field::{CodeRef, Field, Name},
};
use crate::{
    catalogue::{SystemId, tables::word},
    span::ByteSpan,
};
use alloc::{format, vec::Vec};

/// Reads the text if a line is a return or a notice of change.
pub fn read(text: &str) -> Option<Message> {
    let mut fields = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        // Mail quotes lines, logs indent them.
        let body = line.trim_start_matches([' ', '\t', '>', '|']).trim_end();
        let start = at + line.find(body).unwrap_or_default();
        let system = match body.get(..3) {
            Some("799") => "ach",
            Some("798") => "ach-noc",
            _ => "",
        };
        let code = body.get(3..6).filter(|code| code.starts_with(['R', 'C']));
        // The trace number of the entry follows; the blanks at the end of a line are often lost.
        let fits = body.len() <= 94 && body.get(6..21).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
        if fits
            && let Some(code) = code
            && let Some(system) = SystemId::find(system)
        {
            let span = ByteSpan::new(start + 3, start + 6);
            let mut field = Field::new(format!("{}.code", fields.len() + 1), Name::Unknown, span);
            field.value = code.into();
            field.code = Some(CodeRef { system, code: code.into() });
            fields.push(field);
        }
        at += line.len();
    }
    let verdict = fields.first()?.path.clone();
    let span = ByteSpan::new(0, text.len());
    let mut message = Message::plain(MessageKind::Ach, "nacha", word::FOUND_NACHA, fields, span, 0.95);
    message.verdict_field = Some(verdict);
    Some(message)
}
