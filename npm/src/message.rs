//! Messages as JavaScript gets them, as npm/js/index.d.ts describes them: bytes in bytes, text in UTF-16 units.

use crate::view::{filled, thousandths};
use field39::{
    decimal::decimal,
    decode::{self, Message},
    diagnostic::Diagnostic,
    explain::Words,
    input::Input,
    span::{ByteSpan, TextSpan},
};
use serde::Serialize;
use std::cell::Cell;
use wasm_bindgen::prelude::*;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SpanView {
    start: u32,
    end: u32,
    text_start: u32,
    text_end: u32,
}

#[derive(Serialize)]
pub struct FieldView {
    path: String,
    name: String,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    meaning: Option<String>,
    span: SpanView,
    masked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<CodeView>,
    children: Vec<FieldView>,
}

#[derive(Serialize)]
pub struct CodeView {
    system: &'static str,
    code: String,
}

#[derive(Serialize)]
pub struct AlternativeView {
    dialect: String,
    /// In thousandths.
    confidence: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageView {
    kind: &'static str,
    dialect: String,
    /// In thousandths.
    confidence: u32,
    alternatives: Vec<AlternativeView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mti: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict_field: Option<String>,
    fields: Vec<FieldView>,
    span: SpanView,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosticView {
    code: &'static str,
    severity: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    field: String,
    span: SpanView,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    length_set_by: Option<String>,
}

#[derive(Serialize)]
pub struct DecodedView {
    messages: Vec<MessageView>,
    diagnostics: Vec<DiagnosticView>,
}

/// Byte spans as JavaScript counts: text in UTF-16 units.
struct Places<'a> {
    text: &'a str,
    input: Option<&'a Input>,
    /// Whether bytes and units are the same.
    is_ascii: bool,
    /// The last place that was asked for, in bytes and in units: the next stands near it, so a long text is not counted anew.
    last: Cell<(usize, usize)>,
}

impl Places<'_> {
    fn span(&self, span: ByteSpan) -> SpanView {
        let text = self.input.map_or(TextSpan::default(), |input| input.text_span(span));
        SpanView {
            start: span.start,
            end: span.end,
            text_start: self.utf16(text.start),
            text_end: self.utf16(text.end),
        }
    }

    fn utf16(&self, offset: u32) -> u32 {
        if self.is_ascii {
            return offset;
        }
        let offset = offset as usize;
        let (bytes, units) = self.last.get();
        let count = |from, to| self.text.get(from..to).unwrap_or_default().encode_utf16().count();
        let units =
            if offset < bytes { units.saturating_sub(count(offset, bytes)) } else { units + count(bytes, offset) };
        self.last.set((offset, units));
        u32::try_from(units).unwrap_or(u32::MAX)
    }
}

pub fn decoded(words: Words<'_>, text: &str, input: Option<&Input>, decoded: &decode::Decoded) -> DecodedView {
    let places = Places { text, input, is_ascii: text.is_ascii(), last: Cell::default() };
    DecodedView {
        messages: decoded.messages.iter().map(|one| message(words, &places, one)).collect(),
        diagnostics: decoded.diagnostics.iter().map(|one| diagnostic(words, &places, one)).collect(),
    }
}

fn message(words: Words<'_>, places: &Places<'_>, message: &Message) -> MessageView {
    MessageView {
        kind: message.kind.name(),
        dialect: message.dialect(),
        confidence: thousandths(message.confidence),
        alternatives: message
            .alternatives
            .iter()
            .map(|(encoding, confidence)| AlternativeView {
                dialect: decode::encoding_key(*encoding),
                confidence: thousandths(*confidence),
            })
            .collect(),
        mti: message.mti.clone(),
        verdict_field: message.verdict_field.clone(),
        fields: message.fields.iter().map(|one| field(words, places, one)).collect(),
        span: places.span(message.span),
    }
}

fn field(words: Words<'_>, places: &Places<'_>, field: &decode::Field) -> FieldView {
    let meaning = match (&field.meaning, &field.code) {
        (decode::Meaning::None, Some(code)) => title(words, code),
        _ => Some(words.meaning(field)).filter(|meaning| !meaning.is_empty()),
    };
    FieldView {
        path: field.path.clone(),
        name: filled(words.name(field)).unwrap_or(&field.path).to_owned(),
        value: if field.is_gbk { chinese(&field.value) } else { field.value.clone() },
        meaning,
        span: places.span(field.span),
        masked: field.masked,
        answer: field.code.as_ref().map(|code| CodeView { system: code.system.key(), code: code.code.clone() }),
        children: field.children.iter().map(|one| self::field(words, places, one)).collect(),
    }
}

#[wasm_bindgen]
extern "C" {
    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> Result<String, JsValue>;
}

/// Chinese text in GBK, by the decoder that every browser and Node have; a table of our own would be 47 kB.
pub fn chinese(hex: &str) -> String {
    let pairs = hex.as_bytes().chunks(2).filter_map(|pair| core::str::from_utf8(pair).ok());
    let bytes: Vec<u8> = pairs.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect();
    let text = TextDecoder::new("gbk").and_then(|decoder| decoder.decode(&bytes));
    text.map_or_else(|_| hex.to_owned(), |text| decode::mask_card_numbers(&text))
}

/// The term of a code in a message.
fn title(words: Words<'_>, code: &decode::CodeRef) -> Option<String> {
    let folded: String = code.code.trim().chars().map(field39::search::fold::fold).collect();
    field39::catalogue::lookup_in(code.system, &folded).and_then(|entry| filled(words.title(entry)).map(String::from))
}

fn diagnostic(words: Words<'_>, places: &Places<'_>, diagnostic: &Diagnostic) -> DiagnosticView {
    let number = |value: Option<u32>| value.map(|value| decimal(value as usize));
    DiagnosticView {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.name(),
        field: diagnostic.path.clone(),
        span: places.span(diagnostic.span),
        message: words.diagnostic(diagnostic),
        expected: number(diagnostic.expected),
        found: number(diagnostic.found),
        length_set_by: diagnostic.set_by.map(|who| words.length_set_by(who)),
    }
}
