//! The catalogue in memory: facts without words, and words by key.

use crate::{fault::Place, toml_source::Text};
use std::collections::BTreeMap;

/// Everything in `catalogue/`.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// Ids that codes may use.
    pub shared: Shared,
    /// What happens to payments, whatever the system: shared advice and words.
    pub kinds: Vec<Kind>,
    /// Code systems, in the order of their folder names.
    pub systems: Vec<System>,
    /// Field tables and encodings of messages.
    pub dialects: Vec<Dialect>,
    /// EMV tags.
    pub tags: Vec<Tag>,
    /// Bit tables.
    pub bits: Vec<Bits>,
    /// Currency numbers: number, letters, decimals.
    pub currencies: Vec<(String, String, u8)>,
    /// How people write a code.
    pub labels: Labels,
    /// What stands in pastes that are no message: labels, instructions, keys.
    pub pastes: Pastes,
    /// Answers of gateways.
    pub gateways: Gateways,
    /// One per language.
    pub languages: Vec<Language>,
}

/// `catalogue/labels.toml`, folded.
#[derive(Debug, Default)]
pub struct Labels {
    /// What stands before: 0 a code, 1 perhaps one, 2 something else, 3 several codes, 4 a link between label and code,
    /// 5 a response code.
    pub before: BTreeMap<String, u8>,
    /// What stands behind a number that is no code.
    pub units: Vec<String>,
    /// Words of a query that say nothing.
    pub filler_words: Vec<String>,
    /// The same in languages without spaces.
    pub filler_texts: Vec<String>,
    /// Languages and their regions.
    pub regions: Vec<(String, String)>,
    /// Other words for the same: as people say, as tables say.
    pub same: Vec<(String, String)>,
    /// What people call systems, and the keys of those.
    pub names: Vec<(Vec<String>, Vec<Text>)>,
    /// Digits before a code, and how long both are.
    pub renumbered: Vec<(String, u8)>,
    /// Words that speak against an approval, and the number of what they say; 0 of questions.
    pub against: Vec<(String, u8)>,
}

/// `catalogue/pastes/`.
#[derive(Debug, Default)]
pub struct Pastes {
    /// Folded labels of slips, and the fields they name.
    pub labels: Vec<(Text, Text)>,
    /// Words of slips that speak against an approval, and the number of what they say; 0 where another transaction begins.
    pub words: Vec<(Text, u8)>,
    /// Words before those that say that there is none.
    pub denied: Vec<Text>,
    /// Instruction bytes of chip commands, and their names.
    pub instructions: Vec<(Text, Text)>,
    /// What a chip's value is called where its tag is not shown, and the tag.
    pub values: Vec<(Text, Text)>,
    /// Application identifiers in hex, and whose they are.
    pub applications: Vec<(Text, Text)>,
}

/// `catalogue/pastes/gateways.toml` and `answers.toml`.
#[derive(Debug, Default)]
pub struct Gateways {
    /// Keys whose value is a code.
    pub keys: Vec<Key>,
    /// Values that answers of everything have, folded.
    pub worldly: Vec<String>,
    /// Keys whose words say what became of the payment, folded.
    pub telling: Vec<String>,
    /// Names that show whose answer it is.
    pub kin: Vec<(Text, Vec<String>)>,
    /// Values that speak against an approval.
    pub vetoes: Vec<Veto>,
}

/// A key of a gateway's answer.
#[derive(Debug, Default)]
pub struct Key {
    /// As it is written.
    pub name: Text,
    /// Whose code its value is.
    pub system: Text,
    /// What stands before the value in the table.
    pub prefix: String,
    /// Another key that must be there, or empty.
    pub beside: String,
    /// How much it counts.
    pub weight: u8,
    /// Whether answers of everything have it.
    pub common: bool,
}

/// What speaks against an approval.
#[derive(Debug, Default)]
pub struct Veto {
    /// Whose approvals, or all.
    pub system: Option<Text>,
    /// Folded names.
    pub keys: Vec<String>,
    /// Folded values that speak against it.
    pub values: Vec<String>,
    /// Folded values that don't: all others do.
    pub except: Vec<String>,
    /// `refused`, `reversal` or `other`.
    pub says: Text,
}

/// `catalogue/shared.toml`.
#[derive(Debug, Default)]
pub struct Shared {
    /// Who can act.
    pub actors: Vec<String>,
    /// Answers to "again?".
    pub again: Vec<String>,
    /// Channels of retry rules.
    pub channels: Vec<String>,
    /// The eight verdicts, in order.
    pub verdicts: Vec<String>,
    /// How sure: A to D.
    pub levels: Vec<String>,
    /// Verdicts that need a sentence for the customer.
    pub needs_say: Vec<String>,
    /// Words that no customer sentence may hold.
    pub never_say: Vec<String>,
    /// Systems in the order in which they answer.
    pub order: Vec<String>,
    /// Systems whose words are in the first part of every pack.
    pub front: Vec<String>,
}

/// A row of `catalogue/kinds/kinds.toml`: what happened, in any system, and what to do about it.
#[derive(Debug, Default, Clone)]
pub struct Kind {
    /// Its id.
    pub id: Text,
    /// Id of the verdict.
    pub verdict: Text,
    /// `actor:advice`, in order.
    pub steps: Vec<Text>,
    /// Id of the answer to "again?".
    pub again: Text,
    /// Id of the customer sentence.
    pub say: Option<Text>,
}

/// A folder of `catalogue/systems`.
#[derive(Debug, Default)]
pub struct System {
    /// Its id, equal to the folder's name.
    pub key: Text,
    /// ISO 3166 codes of the regions where it is met; empty: everywhere.
    pub regions: Vec<Text>,
    /// Where a message carries it: `iso8583:39`, `emv:8A`.
    pub carried_in: Vec<Text>,
    /// The form of its codes.
    pub shape: Text,
    /// Citable sources.
    pub sources: Vec<Source>,
    /// Retry rules.
    pub rules: Vec<Rule>,
    /// What to do with a value that the table lacks.
    pub unlisted: Advice,
    /// Its codes, sorted.
    pub codes: Vec<Code>,
    /// Queries and the code that they must find.
    pub examples: Vec<(Text, Text)>,
    /// Unlisted codes about which a falsehood circulates.
    pub misread: Vec<String>,
}

/// A source that a reader can open or order.
#[derive(Debug, Default)]
pub struct Source {
    /// Its id within the system.
    pub id: Text,
    /// Original title.
    pub title: String,
    /// Who publishes it.
    pub owner: String,
    /// Address, or empty.
    pub url: String,
    /// Edition, or empty.
    pub edition: String,
    /// The day when it was last opened, YYYY-MM-DD.
    pub checked: Text,
}

/// A retry rule.
#[derive(Debug, Default)]
pub struct Rule {
    /// Its id within the system.
    pub id: Text,
    /// Channels that it speaks about.
    pub channels: Vec<Text>,
    /// Since when, or the date of the text that was read.
    pub as_of: Text,
    /// Ids of sources.
    pub sources: Vec<Text>,
}

/// What to do: shared by codes and by unlisted values.
#[derive(Debug, Default)]
pub struct Advice {
    /// A to D.
    pub level: Text,
    /// `actor:advice`, in order.
    pub steps: Vec<Text>,
    /// Id of the answer to "again?".
    pub again: Text,
    /// Id of the customer sentence.
    pub say: Option<Text>,
    /// Ids of sources.
    pub sources: Vec<Text>,
    /// Id of the kind whose words stand in where the code has none of its own.
    pub kind: Option<Text>,
}

/// One code of one system.
#[derive(Debug, Default)]
pub struct Code {
    /// The code as it is printed.
    pub code: Text,
    /// Id of the verdict.
    pub verdict: Text,
    /// What to do.
    pub advice: Advice,
    /// Ids of retry rules.
    pub rules: Vec<Text>,
    /// What terminals and slips print.
    pub printed: Vec<Text>,
    /// Related codes, `system:code`.
    pub see: Vec<Text>,
}

/// A folder of `catalogue/dialects`.
#[derive(Debug, Default)]
pub struct Dialect {
    /// Its id, equal to the folder's name.
    pub key: Text,
    /// The dialect whose field table this one changes, or itself.
    pub base: Option<Text>,
    /// The system of field 39.
    pub system: Option<Text>,
    /// The first digit of its message types; 0 where nothing is said.
    pub version: Option<Text>,
    /// Fields by number.
    pub fields: BTreeMap<u8, Field>,
    /// What stands inside data elements, in order of their paths.
    pub insides: Vec<Inside>,
    /// Ways of writing the message in bytes.
    pub encodings: Vec<Encoding>,
}

/// A table of `insides.toml`: the parts of one data element or of one part.
#[derive(Debug, Default)]
pub struct Inside {
    /// Where it stands: `48`, `48.42`.
    pub path: Text,
    /// `tagged`, `places`, `repeated`, `bitmap` or `pairs`.
    pub form: Text,
    /// Characters before the first tag.
    pub lead: u8,
    /// Characters of a tag, or bytes of the bitmap.
    pub tag: u8,
    /// Digits of a length; 0: the only part takes the rest.
    pub length: u8,
    /// The path whose parts it shares.
    pub like: Option<Text>,
    /// Parts that say more than their name, by id.
    pub parts: BTreeMap<String, Field>,
}

/// A data element.
#[derive(Debug, Default, Clone)]
pub struct Field {
    /// `n`, `an`, `ans`, `b`, `z` ...
    pub kind: Text,
    /// `6`, `..19`, `...999`.
    pub length: Text,
    /// What is masked in it, or nothing.
    pub sensitive: Option<Text>,
    /// What it holds.
    pub inside: Option<Text>,
    /// How its value is written, where that differs from the rest of the message.
    pub written: Option<Text>,
    /// How its length is written, likewise.
    pub counted: Option<Text>,
}

/// A way of writing a dialect in bytes.
#[derive(Debug, Default)]
pub struct Encoding {
    /// Its id within the dialect.
    pub id: Text,
    /// Keys `mti`, `bitmap`, `number`, `text`, `length`, `pad`.
    pub parts: BTreeMap<String, Text>,
    /// `bytes` where lengths count bytes even of packed digits.
    pub units: Option<Text>,
}

/// An EMV tag.
#[derive(Debug, Default)]
pub struct Tag {
    /// Hexadecimal, upper case.
    pub tag: Text,
    /// `n`, `cn`, `an`, `ans`, `b`.
    pub format: Text,
    /// Its bytes: fewest and most.
    pub length: (u8, u8),
    /// What is masked in it, or nothing.
    pub sensitive: Option<Text>,
    /// What it holds.
    pub inside: Option<Text>,
}

/// A table of bits: rows are `byte.mask=value`.
#[derive(Debug, Default)]
pub struct Bits {
    /// Name of the table.
    pub name: Text,
    /// Rows in order.
    pub rows: Vec<Text>,
}

/// One language: words by key.
#[derive(Debug, Default)]
pub struct Language {
    /// BCP 47 tag.
    pub tag: String,
    /// Its main file.
    pub place: Place,
    /// Words by key; see [`Texts`].
    pub words: BTreeMap<String, Text>,
    /// Other ways in which people ask for a code, by (system, code).
    pub asked: BTreeMap<(String, String), Vec<String>>,
}
