//! From bytes to fields: ISO 8583 messages and BER-TLV, with a span for every field and a diagnostic for every
//! fault. Decoders never fail and never panic: what was read before a fault is kept. Knows dialects and tags, but
//! not what a code means.

mod bitmap;
mod candidate;
mod field;
mod frame;
mod header;
mod mask;
mod message;
mod mti;
mod postilion;
mod reader;
mod tlv;
mod value;

pub use field::{CodeRef, Field, Meaning, Name, hidden as hidden_bytes};
pub use mask::{is_card_number, mask_card_numbers};

use crate::{
    catalogue::Encoding,
    diagnostic::{Diagnostic, Severity},
    input::Input,
    span::ByteSpan,
};
use alloc::{string::String, vec::Vec};

/// Nesting deeper than this is not read.
pub const MAX_DEPTH: u8 = 8;

/// What to decode and how.
#[derive(Debug, Clone, Default)]
pub struct DecodeOptions {
    /// Show card numbers, tracks, PIN blocks and verification values. Never set by the widget.
    pub unmask: bool,
    /// Read as this dialect (`key/encoding` or `key`), whatever else fits.
    pub dialect: Option<String>,
}

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageKind {
    /// ISO 8583.
    Iso8583,
    /// BER-TLV (ISO 7816-4, EMV).
    Tlv,
}

impl MessageKind {
    /// The stable name that leaves hand to JavaScript.
    pub fn name(self) -> &'static str {
        match self {
            Self::Iso8583 => "iso8583",
            Self::Tlv => "tlv",
        }
    }
}

/// One message.
#[derive(Debug, Clone)]
pub struct Message {
    /// What kind.
    pub kind: MessageKind,
    /// How it was written, for ISO 8583.
    pub encoding: Option<Encoding>,
    /// How sure, from 0 to 1; above one half only when every byte was read.
    pub confidence: f32,
    /// Message type indicator, four digits.
    pub mti: Option<String>,
    /// Path of the field that holds the result, `39` or a tag 8A.
    pub verdict_field: Option<String>,
    /// Fields in order of their bytes.
    pub fields: Vec<Field>,
    /// The bytes of the message.
    pub span: ByteSpan,
    /// Other readings: how written, how sure.
    pub alternatives: Vec<(Encoding, f32)>,
}

impl Message {
    /// The field with a path, at any depth.
    pub fn field(&self, path: &str) -> Option<&Field> {
        field::find(&self.fields, path)
    }

    /// How sure, in percent. Here, because printing a fraction costs a phone 10 kB of code.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1")]
    pub fn percent(&self) -> u8 {
        (self.confidence * 100.0 + 0.5) as u8
    }

    /// The field that holds the result.
    pub fn verdict(&self) -> Option<&Field> {
        self.field(self.verdict_field.as_deref()?)
    }

    /// The dialect's stable name.
    pub fn dialect(&self) -> String {
        match self.encoding {
            Some(encoding) => encoding_key(encoding),
            None => "emv-tlv".into(),
        }
    }
}

/// `key/encoding`, the stable name of a way of writing.
pub fn encoding_key(encoding: Encoding) -> String {
    let key = encoding.dialect().map_or("", |dialect| dialect.key());
    [key, "/", encoding.id()].concat()
}

/// What was found in some bytes.
#[derive(Debug, Clone, Default)]
pub struct Decoded {
    /// Messages in order.
    pub messages: Vec<Message>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl Decoded {
    /// How sure the first message is; 0 without one.
    pub fn confidence(&self) -> f32 {
        self.messages.first().map_or(0.0, |message| message.confidence)
    }
}

/// Decodes bytes. Gives no message where nothing fits.
pub fn decode(input: &Input, options: &DecodeOptions) -> Decoded {
    let mut decoded = candidate::best(&input.bytes, options);
    let tlv = tlv::message(&input.bytes, options);
    let wants_tlv = options.dialect.as_deref() == Some("emv-tlv");
    let only_tlv_has_words = decoded.messages.is_empty() && !tlv.diagnostics.is_empty();
    if wants_tlv || only_tlv_has_words || tlv.confidence() > decoded.confidence() {
        decoded = tlv;
    }
    if !decoded.messages.is_empty() {
        decoded.diagnostics.extend(input.diagnostics.iter().cloned());
    }
    // What stopped the reading stands before what is merely odd.
    let (errors, rest): (Vec<_>, Vec<_>) =
        decoded.diagnostics.into_iter().partition(|one| one.severity == Severity::Error);
    decoded.diagnostics = errors.into_iter().chain(rest).collect();
    decoded
}
