//! The one place that knows both halves: what was read, and what it means. Takes anything a person types or
//! pastes, says how it was read, and gives answers, best first. No words here: answers name texts of the packs.

mod answer;
mod label;
mod message;
mod wording;

pub use answer::{Answer, HostCode, elsewhere, unlisted_misread};
pub use message::{MessageReader, MessageReading, decode_text, message};
pub use wording::{Words, masked_text};

use crate::{
    catalogue::{self, EntryId, Pack, SystemId, TextId, tables::word},
    decode::{self, DecodeOptions, Decoded},
    input::Input,
    search::{self, fold::fold},
};
use alloc::{string::String, vec, vec::Vec};

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
    /// Whether it may be a message, or a code of another system, that could not be read yet, because the decoders and
    /// the other codes have not arrived.
    pub waits: bool,
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
        Self {
            kind,
            waits: false,
            read_as: Vec::new(),
            answers: Vec::new(),
            suggestions: Vec::new(),
            input: None,
            decoded: None,
        }
    }

    fn note(&mut self, text: u16, values: Vec<(&'static str, Value)>) {
        self.read_as.push(Note { text: TextId(text), values });
    }
}

/// Explains anything.
pub fn explain(text: &str, packs: &[Pack], options: &Options<'_>) -> Explanation {
    explain_with(&message, text, packs, options)
}

/// Explains anything, with a reader of messages that may not be there yet.
pub fn explain_with(reader: &MessageReader, text: &str, packs: &[Pack], options: &Options<'_>) -> Explanation {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Explanation::new(Kind::Nothing);
    }
    if is_card_number_alone(trimmed) {
        let mut guarded = Explanation::new(Kind::Guard);
        guarded.note(word::NOTE_CARD_NUMBER, Vec::new());
        return guarded;
    }
    let mut waits = false;
    if message::may_be_message(trimmed) {
        match reader(text, options) {
            MessageReading::Message(explanation) => return *explanation,
            MessageReading::NoMessage => {}
            MessageReading::NotYet => waits = true,
        }
    }
    let folded: String = trimmed.chars().take(400).map(fold).collect();
    let explanation = code(&folded, options).unwrap_or_else(|| phrase(&folded, packs, options));
    let known = match explanation.answers.first() {
        Some(Answer::Listed(_) | Answer::Host(_)) => true,
        Some(Answer::Unlisted { system, .. }) => Some(*system) == options.default_system && system.is_front(),
        None => false,
    };
    Explanation { waits: waits || !(known || catalogue::is_whole()), ..explanation }
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
