//! Texts that are messages: which reading of the text as bytes is the best, and what the field that holds the result
//! says. Stands apart so that a leaf can fetch it, and all decoders behind it, after the first answer.

use super::{Answer, Explanation, Kind, Options, Value, answer, value};
use crate::{
    catalogue::{self, EntryId, NoPayment, SystemId, tables::word},
    decimal::decimal,
    decode::{self, DecodeOptions, Decoded},
    diagnostic::{Diagnostic, DiagnosticCode, Severity},
    input::{self, Form, Input},
    search::fold::fold,
};
use alloc::{boxed::Box, string::String, vec, vec::Vec};

/// Reads a text that may be a message; [`message`] does. A leaf that fetches the decoders later gives one of its own.
pub type MessageReader = dyn Fn(&str, &Options<'_>) -> MessageReading;

/// What came of reading a text as a message.
#[derive(Debug)]
pub enum MessageReading {
    /// It is one.
    Message(Box<Explanation>),
    /// It is none.
    NoMessage,
    /// The decoders have not arrived yet.
    NotYet,
}

/// Whether reading a text as a message is worth the time: a message has lines, punctuation of a format, several digits, or
/// a long run without a space.
pub fn may_be_message(text: &str) -> bool {
    let (mut digits, mut run) = (0, 0);
    for byte in text.bytes() {
        digits += u32::from(byte.is_ascii_digit());
        run = if byte.is_ascii_graphic() { run + 1 } else { 0 };
        if digits >= 4 || run >= 24 || matches!(byte, b'\n' | b'{' | b'<' | b'=') {
            return true;
        }
    }
    false
}

/// Decodes what is surely a message, whatever else it might be.
pub fn decode_text(text: &str, options: &DecodeOptions) -> (Option<Input>, Decoded) {
    if let Some(decoded) = decode::structured(text, options) {
        return (Some(Input::from_text(text)), decoded);
    }
    let numbered = input::without_numbers(text);
    let text = numbered.as_deref().unwrap_or(text);
    let mut best: Option<(Input, Decoded)> = None;
    let (mut is_plain, mut is_sparse) = (false, false);
    let sure =
        |input: &Input, decoded: &Decoded| decoded.confidence() - if input.diagnostics.is_empty() { 0.0 } else { 0.2 };
    // Digits may be the message itself as well as hex: when both readings broke alike, what stands there wins.
    let rank = |input: &Input, decoded: &Decoded| {
        let broke = decoded.diagnostics.iter().any(|fault| fault.severity == Severity::Error);
        let plain = match (input.form, broke) {
            (Form::Characters, _) if decoded.confidence() <= 0.0 => 0.0,
            (Form::Characters, true) => 0.01,
            (Form::Characters, false) => 0.06,
            _ => 0.0,
        };
        sure(input, decoded) + plain
    };
    let mut step = 0;
    while let Some(inputs) = input::candidates(text, step) {
        step += 1;
        // What was bytes from end to end, and broke as a message, is not looked through for another.
        if step > 4 && is_plain && best.as_ref().is_some_and(|(_, found)| found.confidence() > 0.3) {
            break;
        }
        for input in inputs {
            // The same bytes found in another way give the same reading.
            if best.as_ref().is_some_and(|(known, _)| known.says_the_same(&input)) {
                continue;
            }
            let decoded = decode::decode(&input, options);
            // Of bytes that are no message something can be said, of characters nothing.
            let plainer = |before: &Input, known: &Decoded| {
                known.messages.is_empty() && before.form == Form::Characters && input.is_plain()
            };
            let several = decoded.messages.len() > 1;
            let better = best
                .as_ref()
                .is_none_or(|(before, known)| rank(&input, &decoded) > rank(before, known) || plainer(before, known));
            if better || several || is_sparse && is_whole(&decoded) {
                is_plain = step <= 4 && input.is_plain();
                // Where few lines are messages of their own, all of them may be one.
                is_sparse = several && decoded.messages.len() * 2 < input.cuts.len();
                best = Some((input, decoded));
            }
            // No part of several messages is as good as all of them, and no line as good as all lines that are one message.
            let whole = step > 4 && best.as_ref().is_some_and(|(_, decoded)| is_whole(decoded));
            if !is_sparse && (several || whole) {
                break;
            }
        }
        // Sure enough: no other way of reading comes near. Digits that are hex may still be the characters themselves.
        let enough = if step <= 2 { 0.8 } else { 0.5 };
        if best.as_ref().is_some_and(|(input, decoded)| sure(input, decoded) > enough) {
            break;
        }
    }
    match best {
        Some((input, mut decoded)) => {
            if decoded.messages.is_empty() && decoded.diagnostics.is_empty() {
                decoded.diagnostics.extend(refusal(&input));
            }
            if text.len() > input::MAX_TEXT {
                let end = crate::span::ByteSpan::new(input.bytes.len(), input.bytes.len());
                decoded.diagnostics.push(Diagnostic::new(DiagnosticCode::TooLong, Severity::Warning, end, ""));
            }
            (Some(input), decoded)
        }
        None => (None, Decoded::default()),
    }
}

/// Whether an ISO 8583 message accounts for every byte.
fn is_whole(decoded: &Decoded) -> bool {
    let iso = decoded.messages.first().is_some_and(|message| message.encoding.is_some());
    iso && decoded.confidence() > 0.5 && decoded.diagnostics.is_empty()
}

/// Why bytes that were clearly meant as bytes could not be read.
fn refusal(input: &Input) -> Vec<Diagnostic> {
    if input.form == Form::Characters {
        return Vec::new();
    }
    let all = crate::span::ByteSpan::new(0, input.bytes.len());
    let mut found = input.diagnostics.clone();
    found.push(Diagnostic::new(DiagnosticCode::BadMti, Severity::Error, all, "mti"));
    found
}

/// Reads a text as a message, with what its result field says.
pub fn message(text: &str, options: &Options<'_>) -> MessageReading {
    let found = value::explanation(text, options).or_else(|| read_message(text, options));
    found.map_or(MessageReading::NoMessage, |found| MessageReading::Message(Box::new(found)))
}

fn read_message(text: &str, options: &Options<'_>) -> Option<Explanation> {
    let (input, decoded) = decode_text(text, &options.decode);
    let input = input?;
    let meant_as_bytes = !matches!(input.form, Form::Characters | Form::Text) && input.bytes.len() >= 8;
    if decoded.messages.is_empty() && !meant_as_bytes {
        return None;
    }
    // A few digits are a code or a number rather than a message.
    if input.bytes.len() < 4 {
        return None;
    }
    // Ten digits are a number of somebody's rather than a chip's value.
    let bare = decoded.messages.first().is_some_and(|message| message.form == "emv-value");
    if bare && !text.trim_start().starts_with('0') && !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let mut explanation = Explanation::new(Kind::Message);
    let form = match input.form {
        Form::Text => word::NOTE_TEXT,
        Form::Dump => word::NOTE_DUMP,
        Form::Characters => word::NOTE_CHARACTERS,
        _ => word::NOTE_HEX,
    };
    explanation.note(form, vec![("count", Value::Plain(decimal(input.bytes.len())))]);
    // Of several messages the last that carries a result says what became of the payment.
    let told =
        decoded.messages.iter().rev().find(|message| message.verdict().is_some_and(|field| field.code.is_some()));
    if let Some(message) = told.or(decoded.messages.first()) {
        explanation.note(word::NOTE_DIALECT, vec![("dialect", Value::Text(message.name))]);
        if let Some(answer) = result_of(message, options) {
            let field = message.verdict_field.clone().unwrap_or_default();
            let mti = message.mti.clone().unwrap_or_default();
            explanation.note(
                if mti.is_empty() { word::NOTE_TAG } else { word::NOTE_FIELD },
                vec![("field", Value::Plain(field)), ("mti", Value::Plain(mti))],
            );
            explanation.answers.push(answer);
        }
    }
    explanation.input = Some(input);
    explanation.decoded = Some(decoded);
    Some(explanation)
}

/// What the result field of a message says.
pub fn result_of(message: &decode::Message, options: &Options<'_>) -> Option<Answer> {
    let reference = message.verdict()?.code.as_ref()?;
    let folded: String = reference.code.trim().chars().map(fold).collect();
    if folded.is_empty() {
        return None;
    }
    let system = reference.system;
    let generic = SystemId::find("iso8583-1987");
    // Tag 8A holds the issuer's field 39 unless the chip or terminal set it (EMV Book 4, 12.1.8).
    let issuers = || {
        let carries = system.carried_in().contains(&"emv:8A");
        carries.then(|| catalogue::lookup_in(options.default_system.or(generic)?, &folded)).flatten()
    };
    let listed = |entry: EntryId| {
        let approval = entry.verdict().is_paid();
        Answer::Listed(match no_payment(message) {
            Some(what) if approval => entry.answering(what),
            _ => entry,
        })
    };
    answer::host(&folded, options.host)
        .or_else(|| catalogue::lookup_in(system, &folded).map(listed))
        .or_else(|| issuers().map(listed))
        .or_else(|| Some(Answer::Unlisted { system, code: reference.code.trim().into() }))
}

/// What a message is about, where it is no payment: an approval of a reversal, a sign-on or a refund hands over no goods
/// (ISO 8583:1987, 4.1 and 4.4, field 3: from 20 on credits and inquiries).
fn no_payment(message: &decode::Message) -> Option<NoPayment> {
    if message.no_payment.is_some() {
        return message.no_payment;
    }
    let processing = message.field("3").and_then(|field| field.value.chars().next());
    match (message.mti.as_deref()?.chars().nth(1)?, processing) {
        ('4', _) => Some(NoPayment::Reversal),
        ('1' | '2', Some('2' | '3' | '7' | '9')) => Some(NoPayment::Other),
        ('1' | '2', _) => None,
        _ => Some(NoPayment::Network),
    }
}
