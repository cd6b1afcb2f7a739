//! The one place that knows both halves: what was read, and what it means. Takes anything a person types or
//! pastes, says how it was read, and gives answers, best first. No words here: answers name texts of the packs.

mod answer;
mod label;
mod wording;

pub use answer::{Answer, HostCode, elsewhere, unlisted_misread};
pub use wording::{Words, masked_text};

use crate::{
    catalogue::{self, EntryId, Pack, SystemId, TextId, tables::word},
    decode::{self, DecodeOptions, Decoded},
    diagnostic::{Diagnostic, DiagnosticCode, Severity},
    input::{self, Form, Input},
    search::{self, fold::fold},
};
use alloc::{format, string::String, vec, vec::Vec};

/// What is known beside the text.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// The system whose codes come first: what this machine shows.
    pub default_system: Option<SystemId>,
    /// A host page's own table.
    pub host: &'a [HostCode],
    /// How to decode.
    pub decode: DecodeOptions,
}

/// What the text was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A code.
    Code,
    /// Words.
    Phrase,
    /// Words that name no code: a phrase of a terminal, a question.
    Concept,
    /// A message.
    Message,
    /// A card number, which is not looked at any further.
    Guard,
    /// Nothing that can be explained.
    Nothing,
}

impl Kind {
    /// The stable name that leaves hand to JavaScript.
    pub fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Phrase => "phrase",
            Self::Concept => "concept",
            Self::Message => "message",
            Self::Guard => "guard",
            Self::Nothing => "nothing",
        }
    }
}

/// How the text was read: a text of the pack and what to fill into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The text, with names in braces.
    pub text: TextId,
    /// What to fill in.
    pub values: Vec<(&'static str, Value)>,
}

/// A value to fill into a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// As it is.
    Plain(String),
    /// Another text of the pack.
    Text(TextId),
}

/// Everything that can be said of a text.
#[derive(Debug)]
pub struct Explanation {
    /// What it was.
    pub kind: Kind,
    /// How it was read.
    pub read_as: Vec<Note>,
    /// Best first.
    pub answers: Vec<Answer>,
    /// Did you mean?
    pub suggestions: Vec<Answer>,
    /// The bytes, where it was a message.
    pub input: Option<Input>,
    /// The message.
    pub decoded: Option<Decoded>,
}

impl Explanation {
    fn new(kind: Kind) -> Self {
        Self { kind, read_as: Vec::new(), answers: Vec::new(), suggestions: Vec::new(), input: None, decoded: None }
    }

    fn note(&mut self, text: u16, values: Vec<(&'static str, Value)>) {
        self.read_as.push(Note { text: TextId(text), values });
    }
}

/// Explains anything.
pub fn explain(text: &str, packs: &[Pack], options: &Options<'_>) -> Explanation {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Explanation::new(Kind::Nothing);
    }
    if is_card_number_alone(trimmed) {
        let mut guarded = Explanation::new(Kind::Guard);
        guarded.note(word::NOTE_CARD_NUMBER, Vec::new());
        return guarded;
    }
    if let Some(message) = message(text, options) {
        return message;
    }
    let folded: String = trimmed.chars().take(400).map(fold).collect();
    code(&folded, options).unwrap_or_else(|| phrase(&folded, packs, options))
}

/// Decodes what is surely a message, whatever else it might be.
pub fn decode_text(text: &str, options: &DecodeOptions) -> (Option<Input>, Decoded) {
    if let Some(decoded) = decode::structured(text, options) {
        return (Some(Input::from_text(text)), decoded);
    }
    let mut best: Option<(Input, Decoded)> = None;
    for input in input::candidates(text) {
        let decoded = decode::decode(&input, options);
        // Hex digits may be the message itself; when both readings broke, what stands there wins.
        let plain = if input.form == Form::Characters && decoded.confidence() > 0.0 { 0.06 } else { 0.0 };
        let odd = |input: &Input| if input.diagnostics.is_empty() { 0.0 } else { 0.2 };
        let better = best.as_ref().is_none_or(|(before, known)| {
            decoded.confidence() + plain - odd(&input) > known.confidence() - odd(before)
        });
        if better {
            best = Some((input, decoded));
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

fn message(text: &str, options: &Options<'_>) -> Option<Explanation> {
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
    let mut explanation = Explanation::new(Kind::Message);
    let form = match input.form {
        Form::Text => word::NOTE_TEXT,
        Form::Dump => word::NOTE_DUMP,
        Form::Characters => word::NOTE_CHARACTERS,
        _ => word::NOTE_HEX,
    };
    explanation.note(form, vec![("count", Value::Plain(format!("{}", input.bytes.len())))]);
    if let Some(message) = decoded.messages.first() {
        explanation.note(word::NOTE_DIALECT, vec![("dialect", Value::Text(message.name))]);
        if let Some(answer) = message_answer(message, options) {
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
fn message_answer(message: &decode::Message, options: &Options<'_>) -> Option<Answer> {
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
    answer::host(&folded, options.host)
        .or_else(|| catalogue::lookup_in(system, &folded).map(Answer::Listed))
        .or_else(|| issuers().map(Answer::Listed))
        .or_else(|| Some(Answer::Unlisted { system, code: reference.code.trim().into() }))
}

fn code(folded: &str, options: &Options<'_>) -> Option<Explanation> {
    let found = label::find(folded, options)?;
    let mut explanation = Explanation::new(Kind::Code);
    if found.typed == found.code {
        explanation.note(word::NOTE_CODE, vec![("code", Value::Plain(found.code.to_ascii_uppercase()))]);
    } else {
        let values = vec![
            ("from", Value::Plain(found.typed.to_ascii_uppercase())),
            ("code", Value::Plain(found.code.to_ascii_uppercase())),
        ];
        explanation.note(word::NOTE_CODE_READ_AS, values);
    }
    explanation.answers = answers(&found.code, options);
    if found.typed != found.code {
        // What was typed may be a code of another system as it stands.
        let listed = |answer: &Answer| {
            matches!(answer, Answer::Listed(entry) if explanation.answers.iter().all(
                |known| !matches!(known, Answer::Listed(other) if other == entry),
            ))
        };
        let typed: Vec<Answer> = catalogue::lookup(&found.typed).map(Answer::Listed).filter(listed).collect();
        explanation.answers.extend(typed);
    }
    Some(explanation)
}

/// All readings of a folded code: the host's, the default system's (listed or not), then the others.
pub fn answers(folded: &str, options: &Options<'_>) -> Vec<Answer> {
    let mut answers: Vec<Answer> = answer::host(folded, options.host).into_iter().collect();
    let default = options.default_system;
    let listed = default.and_then(|system| catalogue::lookup_in(system, folded));
    let others: Vec<EntryId> = catalogue::lookup(folded).filter(|entry| Some(*entry) != listed).collect();
    match (listed, default) {
        (Some(entry), _) => answers.push(Answer::Listed(entry)),
        (None, Some(system)) if system.has_shape(folded) => {
            answers.push(Answer::Unlisted { system, code: folded.to_ascii_uppercase() });
        }
        _ => {}
    }
    answers.extend(others.into_iter().map(Answer::Listed));
    if answers.is_empty() {
        let system = SystemId::all().find(|system| system.has_shape(folded)).or_else(|| SystemId::all().next());
        answers.extend(system.map(|system| Answer::Unlisted { system, code: folded.to_ascii_uppercase() }));
    }
    answers
}

fn phrase(folded: &str, packs: &[Pack], options: &Options<'_>) -> Explanation {
    // The page's own system first among those that fit about as well.
    let mut hits = Vec::new();
    for mut hit in search::search(folded, packs, 24) {
        hit.score += if Some(hit.entry.system()) == options.default_system { 0.08 } else { 0.0 };
        search::insert(&mut hits, hit, 24);
    }
    let sure = hits.first().is_some_and(|hit| hit.score >= 0.3);
    let mut explanation = Explanation::new(if sure { Kind::Phrase } else { Kind::Nothing });
    let found = hits.iter().map(|hit| Answer::Listed(hit.entry));
    if sure {
        if hits.first().is_some_and(|hit| hit.entry.system().key() == "concept") {
            explanation.kind = Kind::Concept;
        }
        explanation.note(word::NOTE_WORDS, Vec::new());
        explanation.answers = found.take(8).collect();
    } else {
        explanation.suggestions = found.take(5).collect();
    }
    explanation
}

/// 13 to 19 digits with a right check digit, perhaps in groups, and nothing else.
fn is_card_number_alone(text: &str) -> bool {
    let digits: String = text.chars().map(fold).filter(char::is_ascii_digit).collect();
    let only = text.chars().map(fold).all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.'));
    only && decode::is_card_number(&digits)
}
