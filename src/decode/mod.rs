//! From bytes to fields: ISO 8583 messages and BER-TLV, with a span for every field and a diagnostic for every
//! fault. Decoders never fail and never panic: what was read before a fault is kept. Knows dialects and tags, but
//! not what a code means.

mod apdu;
mod approval;
mod atr;
mod bare;
mod ber;
mod bitmap;
mod bits;
mod body;
mod candidate;
mod composite;
mod dol;
mod entry;
mod field;
mod fill;
mod frame;
mod gateway;
mod grouped;
mod header;
mod iad;
mod isomsg;
mod layout;
mod listed;
mod mask;
mod message;
mod mti;
mod nacha;
mod outline;
mod pairs;
mod parameters;
mod pick;
mod reader;
mod records;
mod score;
mod slip;
mod speaker;
mod taglist;
mod tlv;
mod trace;
mod value;
mod walk;
mod whose;
mod words;
mod wrapped;

pub use field::{CodeRef, Field, Meaning, Name, hidden as hidden_bytes};
pub use mask::{in_doubtful_text, is_card_number, mask_card_numbers};
pub use outline::Outline;
pub use pick::{Value, pick};
pub use slip::path as label_path;

use crate::{
    catalogue::{self, Encoding, NoPayment, TextId},
    diagnostic::{self, Diagnostic, Severity},
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
    /// Chip commands and answers (ISO/IEC 7816-4), answers to reset (7816-3).
    Apdu,
    /// A gateway's answer: JSON, XML, form data.
    Gateway,
    /// A NACHA return file.
    Ach,
    /// ISO 20022.
    Iso20022,
    /// A slip, a screen, a journal.
    Text,
}

impl MessageKind {
    /// The stable name that leaves hand to JavaScript.
    pub fn name(self) -> &'static str {
        match self {
            Self::Iso8583 => "iso8583",
            Self::Tlv => "tlv",
            Self::Apdu => "apdu",
            Self::Gateway => "gateway",
            Self::Ach => "ach",
            Self::Iso20022 => "iso20022",
            Self::Text => "text",
        }
    }
}

/// One message.
#[derive(Debug, Clone)]
pub struct Message {
    /// What kind.
    pub kind: MessageKind,
    /// How it was written, for ISO 8583 in bytes.
    pub encoding: Option<Encoding>,
    /// Stable name of the form, for what has no encoding: `emv-tlv`, `slip`.
    pub form: &'static str,
    /// What the form is called.
    pub name: TextId,
    /// How sure, from 0 to 1; above one half only when every byte was read.
    pub confidence: f32,
    /// Message type indicator, four digits.
    pub mti: Option<String>,
    /// Path of the field that holds the result, `39` or a tag 8A.
    pub verdict_field: Option<String>,
    /// Why an approval in that field is none of a payment, where the rest of the text says so.
    pub no_payment: Option<NoPayment>,
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

    /// A message without an encoding of ISO 8583.
    pub fn plain(
        kind: MessageKind,
        form: &'static str,
        name: u16,
        fields: Vec<Field>,
        span: ByteSpan,
        confidence: f32,
    ) -> Self {
        Self {
            kind,
            encoding: None,
            form,
            name: TextId(name),
            confidence,
            mti: None,
            verdict_field: None,
            no_payment: None,
            fields,
            span,
            alternatives: Vec::new(),
        }
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
            None => self.form.into(),
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
    /// Moves everything to where its bytes stand in a longer input.
    fn shift(&mut self, by: usize) {
        for message in &mut self.messages {
            message.span = message.span.shifted(by);
            field::shift(&mut message.fields, by);
        }
        self.diagnostics.iter_mut().for_each(|diagnostic| diagnostic.shift(by));
    }

    /// How sure the first message is; 0 without one.
    pub fn confidence(&self) -> f32 {
        self.messages.first().map_or(0.0, |message| message.confidence)
    }
}

/// Decodes text whose words say what it is: XML of fields, gateway answers, NACHA lines, chip traces, slips. The spans
/// are those of the text's own bytes.
pub fn structured(text: &str, options: &DecodeOptions) -> Option<Decoded> {
    let one = |message: Message| Decoded { messages: alloc::vec![message], diagnostics: Vec::new() };
    isomsg::read(text, options)
        .or_else(|| listed::read(text, options))
        .or_else(|| gateway::read(text, options))
        .or_else(|| nacha::read(text))
        .map(one)
        .or_else(|| trace::read(text, options))
        .or_else(|| {
            if is_dump(text) {
                return None;
            }
            let slip = slip::read(text, options).filter(|_| !taglist::is_chain(text));
            taglist::add(slip, taglist::read(text, options))
        })
}

/// Whether a text begins with the first offset of a dump: what follows are bytes, whatever words the gutter shows.
fn is_dump(text: &str) -> bool {
    let word = text.trim_start().split([' ', '\t', ':', '-']).next().unwrap_or_default();
    word.len() >= 4 && word.bytes().all(|byte| byte == b'0')
}

/// In a reading that is probably wrong a card number may stand in any field, and across its edges.
fn doubt(fields: &mut [Field]) {
    for field in fields {
        let mut ranges = mask::windows(&field.value);
        ranges.extend(mask::card_numbers_in(&field.value));
        if !ranges.is_empty() {
            field.value = mask::dots(&field.value, &ranges);
            field.masked = true;
            field.hidden.push(field.span);
        }
        if let Meaning::Plain(words) = &mut field.meaning {
            *words = mask_card_numbers(words);
        }
        doubt(&mut field.children);
    }
}

/// The bytes as the value of the tag that the options name, such as `95`.
fn tagged(input: &Input, options: &DecodeOptions) -> Option<(Message, Vec<Diagnostic>)> {
    let tag = u32::from_str_radix(options.dialect.as_deref()?, 16).ok()?;
    catalogue::tag(tag)?;
    if input.form == crate::input::Form::Characters {
        return None;
    }
    let span = ByteSpan::new(0, input.bytes.len());
    let field = tlv::value_of(tag, &input.bytes, span, options);
    let mut diagnostics = input.diagnostics.clone();
    // A list of verification rules is two amounts and pairs of bytes (EMV Book 3, 10.5).
    if tag == 0x8E && input.bytes.len() % 2 == 1 {
        let last = ByteSpan::new(input.bytes.len() - 1, input.bytes.len());
        let fault = Diagnostic::new(diagnostic::DiagnosticCode::BadLength, Severity::Error, last, &field.path);
        diagnostics.push(fault.counts(input.bytes.len() + 1, input.bytes.len()));
    }
    let name = catalogue::tables::word::FOUND_EMV_TLV;
    Some((Message::plain(MessageKind::Tlv, "emv-tlv", name, alloc::vec![field], span, 0.9), diagnostics))
}

/// Decodes bytes. Gives no message where nothing fits.
pub fn decode(input: &Input, options: &DecodeOptions) -> Decoded {
    if !input.cuts.is_empty() {
        return several(input, options);
    }
    let decoded = one(input, options);
    let start = frame::payload(&input.bytes);
    if start == 0 || decoded.confidence() > 0.5 {
        return decoded;
    }
    // A packet that carries something else than ISO 8583, which knows packets itself.
    let mut inner = one(&Input::from_bytes(input.bytes.get(start..).unwrap_or_default()), options);
    if inner.confidence() <= 0.5 {
        return decoded;
    }
    inner.shift(start);
    inner
}

/// Messages one behind the other. What is no message among them is passed over; fewer than two are not several.
fn several(input: &Input, options: &DecodeOptions) -> Decoded {
    let mut all = Decoded::default();
    let ends = input.cuts.iter().skip(1).copied().chain([input.bytes.len()]);
    for (start, end) in input.cuts.iter().copied().zip(ends) {
        let part = Input::from_bytes(input.bytes.get(start..end).unwrap_or_default());
        let mut decoded = one(&part, options);
        if decoded.confidence() <= 0.5 {
            continue;
        }
        decoded.shift(start);
        all.messages.extend(decoded.messages);
        all.diagnostics.extend(decoded.diagnostics);
    }
    if all.messages.len() < 2 { Decoded::default() } else { all }
}

fn one(input: &Input, options: &DecodeOptions) -> Decoded {
    if let Some((message, diagnostics)) = tagged(input, options) {
        return Decoded { messages: alloc::vec![message], diagnostics };
    }
    let mut decoded = candidate::best(&input.bytes, options);
    let wants_tlv = options.dialect.as_deref() == Some("emv-tlv");
    // A message that accounts for every byte is no TLV, whatever its bytes would be as such.
    // One letter before a type and a bitmap is hardly a tag, although what follows may be its length.
    let typed = input.bytes.get(1..).is_some_and(bitmap::is_evident) && !decoded.messages.is_empty();
    if wants_tlv || decoded.confidence() < 0.6 && !typed {
        let tlv = tlv::message(&input.bytes, options);
        let only_tlv_has_words = decoded.messages.is_empty() && !tlv.diagnostics.is_empty();
        if wants_tlv || only_tlv_has_words || tlv.confidence() > decoded.confidence() {
            decoded = tlv;
        }
    }
    if decoded.confidence() < 0.99
        && let Some(answer) = apdu::answer(&input.bytes, options)
        && (answer.confidence() + 0.15 >= decoded.confidence() || !answer.diagnostics.is_empty())
    {
        decoded = answer;
    }
    // Tags that ask for as many bytes as the dictionary gives them are a list of what to send rather than an object.
    if decoded.confidence() < 0.99 && dol::is_list(&input.bytes) {
        let list = dol::message(&input.bytes, options);
        decoded = list.map_or(decoded, |message| Decoded { messages: alloc::vec![message], diagnostics: Vec::new() });
    }
    if decoded.confidence() < 0.5 {
        let one = |message: Message| Decoded { messages: alloc::vec![message], diagnostics: Vec::new() };
        let chip = apdu::bytes(&input.bytes, options)
            .or_else(|| atr::read(&input.bytes))
            .or_else(|| dol::message(&input.bytes, options).map(one))
            .or_else(|| apdu::application(&input.bytes).map(one));
        decoded = chip.unwrap_or(decoded);
    }
    // Tags of two bytes and more, with values and nothing left over, are hardly the bits of a value.
    let tagged = decoded.messages.first().is_some_and(|message| {
        let long = |field: &Field| field.path.len() > 2 && !field.value.is_empty();
        message.form == "emv-tlv" && message.fields.iter().all(long)
    });
    // What makes no whole message may be a chip's value that says itself what it is.
    let broken = decoded.confidence() < 0.5 && iad::is_likely(&input.bytes);
    if (decoded.confidence() <= 0.3 && !tagged || broken)
        && input.form == crate::input::Form::Hex
        && input.diagnostics.is_empty()
        && let Some(message) = bare::read(&input.bytes, options)
    {
        decoded = Decoded { messages: alloc::vec![message], diagnostics: Vec::new() };
    }
    if !options.unmask {
        let doubtful = decoded.messages.iter_mut().filter(|message| message.confidence <= 0.5);
        doubtful.for_each(|message| doubt(&mut message.fields));
    }
    if decoded.messages.is_empty() && input.form == crate::input::Form::Hex {
        decoded.diagnostics =
            candidate::without_bitmap(&input.bytes).map_or(decoded.diagnostics, |fault| alloc::vec![fault]);
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
