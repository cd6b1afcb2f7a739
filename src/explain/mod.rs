//! The one place that knows both halves: what was read, and what it means. Takes anything a person types or
//! pastes, says how it was read, and gives answers, best first. No words here: answers name texts of the packs.

mod answer;
mod code;
mod doubt;
mod find;
mod form;
mod label;
mod message;
mod phrase;
mod value;
mod wording;

pub use answer::{Answer, HostCode, elsewhere, unlisted_misread};
pub use code::answers;
pub use message::{MessageReader, MessageReading, decode_text, message, result_of};
pub use wording::{Words, masked_text};

use crate::{
    catalogue::{self, Pack, SystemId, TextId, tables::word},
    decode::{self, DecodeOptions, Decoded},
    input::Input,
    search::{self, fold::fold},
};
use alloc::{string::String, vec::Vec};

/// What is known beside the text.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// The system whose codes come first: what this machine shows.
    pub default_system: Option<SystemId>,
    /// The page's language, BCP 47: codes of its region come before those of others.
    pub locale: &'a str,
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

/// Another way to read the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// What the text is then.
    pub kind: Kind,
    /// What to look up for it.
    pub text: String,
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
    /// How many of the first answers are as likely as each other; 0 where the first is the answer.
    pub undecided: usize,
    /// What else the text can be read as: other codes in it, its words.
    pub alternatives: Vec<Other>,
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
            undecided: 0,
            alternatives: Vec::new(),
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
    let explanation = read_words(trimmed, packs, options);
    let known = match explanation.answers.first() {
        Some(Answer::Listed(_) | Answer::Host(_)) => true,
        Some(Answer::Unlisted { system, .. }) => Some(*system) == options.default_system && system.is_front(),
        None => false,
    };
    Explanation { waits: waits || !(known || catalogue::is_whole()), ..explanation }
}

/// What stands further on is not looked at.
const MOST_CHARACTERS: usize = 2000;

/// A code, or words.
fn read_words(text: &str, packs: &[Pack], options: &Options<'_>) -> Explanation {
    let folded: String = text.chars().take(MOST_CHARACTERS).map(fold).collect();
    let found = if search::is_sound(&folded, packs) { None } else { find::find(&folded, text, packs, options) };
    let mut read = match found {
        Some(found) => {
            let coded = code::explanation(&found, text, packs, options);
            // What only looks like a code is one where the words say nothing.
            let guess = found.guess && doubt::approves(&coded);
            let words = if guess || found.doubtful { Some(phrase::explanation(&folded, packs, options)) } else { None };
            words.filter(|words| guess || !words.answers.is_empty()).unwrap_or(coded)
        }
        None => phrase::explanation(&folded, packs, options),
    };
    doubt::contradict(&mut read, &folded);
    read
}

/// 13 to 19 digits with a right check digit, perhaps in groups, and nothing else.
fn is_card_number_alone(text: &str) -> bool {
    let digits: String = text.chars().map(fold).filter(char::is_ascii_digit).collect();
    let only = text.chars().map(fold).all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.'));
    only && decode::is_card_number(&digits)
}
