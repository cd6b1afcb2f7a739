//! The generated tables and the form of their rows. Only this folder reads them; others use its types.
#![allow(missing_docs, reason = "rows are described where they are read")]

use super::composite::CompositeForm;
use super::dialect::{BitRow, BitmapEnc, Enc, FieldRow, Inside, Kind, Pad, Sensitive, TagRow};
use super::entry::Verdict;
use super::joined::Joined;

#[derive(Debug)]
pub struct SystemRow {
    pub key: &'static str,
    pub text: u16,
    pub unlisted_text: u16,
    pub regions: &'static [&'static str],
    pub carried_in: &'static [&'static str],
    pub shape: &'static str,
    pub is_front: bool,
    pub carries_codes: bool,
    pub profile: u16,
    pub sources: u16,
    pub codes: u16,
    pub misread: &'static [(&'static str, u16)],
}

/// What is known of the front systems, or of the others. Columns have a row for each code, in order.
#[derive(Debug)]
pub struct CodeTable {
    /// The number of its first code among all.
    pub first: u16,
    /// Title of its first code; each code has two texts there.
    pub text: u16,
    /// What is said falsely of its first code; each code has two texts there.
    pub aside: u16,
    pub codes: &'static [u8],
    pub blocks: &'static [(u32, u16)],
    /// What systems are called, each followed by the numbers of those that are, as characters.
    pub names: Joined,
    pub systems: &'static [u8],
    pub profiles: &'static [u16],
    pub sources: &'static [u16],
    pub see: &'static [(u16, u16)],
    /// The number of the system with a key.
    pub find: fn(&str) -> Option<u8>,
    pub system_rows: &'static [SystemRow],
    pub rules: &'static [RuleRow],
    pub profile_rows: &'static [ProfileRow],
    pub steps: &'static [&'static [(u8, u16)]],
    pub rule_lists: &'static [&'static [u16]],
    pub source_lists: &'static [&'static [u16]],
}

/// A key of a gateway's answer whose value is a code.
#[derive(Debug)]
pub struct GatewayKey {
    pub name: &'static str,
    pub system: u8,
    /// Stands before the value in the table.
    pub prefix: &'static str,
    /// Another key that must be there, or empty.
    pub beside: &'static str,
    pub weight: u8,
    /// Answers of everything have such a key.
    pub common: bool,
}

/// What in a gateway's answer speaks against an approval. Names and values are folded.
#[derive(Debug)]
pub struct GatewayVeto {
    /// Whose approvals; 255 is anybody's.
    pub system: u8,
    pub keys: &'static [&'static str],
    pub values: &'static [&'static str],
    /// All values but these, where there are any.
    pub except: &'static [&'static str],
    /// A number of [`super::NoPayment`].
    pub says: u8,
}

#[derive(Debug)]
pub struct RuleRow {
    pub text: u16,
    pub as_of: &'static str,
    pub channels: &'static [u8],
    pub sources: &'static [u16],
}

#[derive(Debug)]
pub struct ProfileRow {
    pub verdict: Verdict,
    pub level: u8,
    pub again: u8,
    pub steps: u16,
    pub say: u16,
    pub kind: u16,
    pub rules: u16,
}

#[derive(Debug)]
pub struct DialectRow {
    pub key: &'static str,
    pub base: Option<u8>,
    pub system: Option<u8>,
    pub version: u8,
    pub own: [u64; 3],
    pub fields: &'static [FieldRow],
    pub names: &'static [(u8, u16)],
    pub lists: [&'static [(&'static str, u16)]; 8],
}

#[derive(Debug)]
pub struct CompositeRow {
    pub form: CompositeForm,
    pub lead: u8,
    pub tag: u8,
    pub length: u8,
    /// Name of the first part; all texts of all parts follow.
    pub text: u16,
    pub parts: &'static [u8],
}

#[derive(Debug)]
pub struct EncodingRow {
    pub id: &'static str,
    pub dialect: u8,
    pub text: u16,
    pub mti: Enc,
    pub bitmap: BitmapEnc,
    pub number: Enc,
    pub chars: Enc,
    pub length: Enc,
    pub pad: Pad,
    pub bytes: bool,
    pub twin: bool,
}

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
