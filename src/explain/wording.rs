//! Fills texts of a pack. The words are the pack's; this only puts values where the braces are.

use super::{Note, Value};
use crate::{
    catalogue::{EntryId, Pack, Source, SourceId, SystemId, TextId, tables::word},
    decimal::decimal,
    decode::{Decoded, Field, Meaning, Name},
    diagnostic::{Diagnostic, DiagnosticCode, LengthSetBy},
    input::Input,
};
use alloc::{string::String, vec::Vec};

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Where they stand.
    pub pack: &'a Pack,
}

impl<'a> Words<'a> {
    /// A text as it stands.
    pub fn text(self, id: TextId) -> &'a str {
        self.pack.text(id)
    }

    /// What a code is called: its own title, or its kind's.
    pub fn title(self, entry: EntryId) -> &'a str {
        match (self.text(entry.title()), entry.kind()) {
            ("", Some((title, _))) => self.text(title),
            (own, _) => own,
        }
    }

    /// What a code means: its own sentence, or its kind's.
    pub fn entry_meaning(self, entry: EntryId) -> &'a str {
        match (self.text(entry.meaning()), entry.kind()) {
            ("", Some((_, meaning))) => self.text(meaning),
            (own, _) => own,
        }
    }

    /// What to say of a value that a system's table lacks.
    pub fn unlisted(self, system: SystemId, code: &str) -> String {
        let own = system.unlisted_meaning();
        let text = if self.text(own).is_empty() { TextId(word::NOTE_UNLISTED) } else { own };
        self.fill(text, &[("code", code), ("system", self.text(system.name()))])
    }

    /// The facts of a source.
    pub fn source(self, source: SourceId) -> Source<'a> {
        Source::read(self.text(source.text()))
    }

    /// A text with its braces filled.
    pub fn fill(self, id: TextId, values: &[(&str, &str)]) -> String {
        let (mut filled, mut rest) = (String::new(), self.text(id));
        while let Some((before, behind)) = rest.split_once('{') {
            filled.push_str(before);
            let slot = behind.split_once('}');
            let value = slot.and_then(|(name, _)| values.iter().find(|(known, _)| *known == name));
            match (slot, value) {
                (Some((_, behind)), Some((_, value))) => {
                    filled.push_str(value);
                    rest = behind;
                }
                // A brace that is no slot stands as it is.
                _ => {
                    filled.push('{');
                    rest = behind;
                }
            }
        }
        filled.push_str(rest);
        filled
    }

    /// How a text was read.
    pub fn note(self, note: &Note) -> String {
        let values: Vec<(&str, &str)> = note
            .values
            .iter()
            .map(|(name, value)| match value {
                Value::Plain(text) => (*name, text.as_str()),
                Value::Text(id) => (*name, self.text(*id)),
            })
            .collect();
        self.fill(note.text, &values)
    }

    /// What a field is called.
    pub fn name(self, field: &Field) -> &'a str {
        match field.name {
            Name::Text(id) => self.text(id),
            Name::Unknown => self.text(TextId(word::FOUND_UNKNOWN)),
            Name::Path => "",
        }
    }

    /// What a value means; empty where there is nothing to add.
    pub fn meaning(self, field: &Field) -> String {
        match &field.meaning {
            Meaning::None => String::new(),
            Meaning::Plain(text) => text.clone(),
            Meaning::Texts(texts) => {
                let words: Vec<&str> = texts.iter().map(|id| self.text(*id)).filter(|text| !text.is_empty()).collect();
                words.join(self.text(TextId(word::FOUND_JOIN)))
            }
        }
    }

    /// A diagnostic as a sentence.
    pub fn diagnostic(self, diagnostic: &Diagnostic) -> String {
        let text = match diagnostic.code {
            DiagnosticCode::OddHexDigits => word::DIAGNOSTIC_ODD_HEX_DIGITS,
            DiagnosticCode::Truncated => word::DIAGNOSTIC_TRUNCATED,
            DiagnosticCode::BadLength => word::DIAGNOSTIC_BAD_LENGTH,
            DiagnosticCode::LengthOverMaximum => word::DIAGNOSTIC_LENGTH_OVER_MAXIMUM,
            DiagnosticCode::NotDigits => word::DIAGNOSTIC_NOT_DIGITS,
            DiagnosticCode::TrailingBytes => word::DIAGNOSTIC_TRAILING_BYTES,
            DiagnosticCode::BadMti => word::DIAGNOSTIC_BAD_MTI,
            DiagnosticCode::BadBitmap => word::DIAGNOSTIC_BAD_BITMAP,
            DiagnosticCode::TlvOverrun => word::DIAGNOSTIC_TLV_OVERRUN,
            DiagnosticCode::TlvNoLength => word::DIAGNOSTIC_TLV_NO_LENGTH,
            DiagnosticCode::WrongLength => word::DIAGNOSTIC_WRONG_LENGTH,
            DiagnosticCode::LengthPrefix => word::DIAGNOSTIC_LENGTH_PREFIX,
            DiagnosticCode::ValueLength => word::DIAGNOSTIC_VALUE_LENGTH,
            DiagnosticCode::BadCheck => word::DIAGNOSTIC_BAD_CHECK,
            DiagnosticCode::OddWriting => word::DIAGNOSTIC_ODD_WRITING,
            DiagnosticCode::TooDeep => word::DIAGNOSTIC_TOO_DEEP,
            DiagnosticCode::TooLong => word::DIAGNOSTIC_TOO_LONG,
        };
        let number = |value: Option<u32>| value.map_or_else(String::new, |value| decimal(value as usize));
        let offset = decimal(diagnostic.span.start as usize);
        let set_by = diagnostic.set_by.map_or_else(String::new, |who| self.length_set_by(who));
        self.fill(
            TextId(text),
            &[
                ("field", &diagnostic.path),
                ("offset", &offset),
                ("expected", &number(diagnostic.expected)),
                ("found", &number(diagnostic.found)),
                ("set-by", &set_by),
            ],
        )
    }

    /// Who set a length, in words.
    pub fn length_set_by(self, who: LengthSetBy) -> String {
        let (text, at) = match who {
            LengthSetBy::Dialect => (word::FOUND_SET_BY_DIALECT, 0),
            LengthSetBy::Prefix(span) => (word::FOUND_SET_BY_PREFIX, span.start),
            LengthSetBy::TlvLength(span) => (word::FOUND_SET_BY_TLV, span.start),
            LengthSetBy::Message(span) => (word::FOUND_SET_BY_MESSAGE, span.start),
        };
        self.fill(TextId(text), &[("offset", &decimal(at as usize))])
    }
}

/// The pasted text with every byte that no view may show replaced by dots, and card numbers masked wherever else
/// they stand.
pub fn masked_text(text: &str, input: Option<&Input>, decoded: Option<&Decoded>) -> String {
    let mut spans = Vec::new();
    for message in decoded.iter().flat_map(|decoded| &decoded.messages) {
        crate::decode::hidden_bytes(&message.fields, &mut spans);
    }
    let mut hidden = alloc::vec![false; text.len()];
    let mark = |marks: &mut Vec<bool>, start: u32, end: u32| {
        if let Some(part) = marks.get_mut(start as usize..(end as usize).min(text.len())) {
            part.fill(true);
        }
    };
    for byte in spans.into_iter().flat_map(|span| span.start..span.end) {
        if let Some(place) = input.and_then(|input| input.map.get(byte as usize)) {
            mark(&mut hidden, place.start, place.end);
        }
    }
    // Of what was not read for sure no part is trusted, nor what stands outside of it.
    let sure = decoded.is_some_and(|decoded| {
        let broken = decoded.diagnostics.iter().any(|one| one.severity == crate::diagnostic::Severity::Error);
        !broken && decoded.confidence() > 0.5
    });
    let bytes = input.filter(|input| sure && input.form != crate::input::Form::Text);
    let mut trusted = alloc::vec![false; text.len()];
    let fields = decoded.iter().flat_map(|decoded| &decoded.messages).flat_map(|message| &message.fields);
    for byte in fields.flat_map(|field| field.span.start..field.span.end) {
        if let Some(place) = bytes.and_then(|input| input.map.get(byte as usize)) {
            mark(&mut trusted, place.start, place.end);
        }
    }
    for at in crate::decode::in_doubtful_text(text).into_iter().flatten() {
        if let (Some(hidden), Some(false)) = (hidden.get_mut(at), trusted.get(at)) {
            *hidden = true;
        }
    }
    let shown = |(at, c)| if hidden.get(at).copied().unwrap_or_default() { '\u{2022}' } else { c };
    let masked: String = text.char_indices().map(shown).collect();
    crate::decode::mask_card_numbers(&masked)
}
