//! What a slip says became of the payment: the result that counts, and what else on the slip speaks against an approval. Goods
//! are given away on an approval, so it needs a slip without a contrary word.

use super::print::Print;
use crate::{
    catalogue::{
        self, EntryId, NoPayment, SystemId,
        tables::{SLIP_DENIED, SLIP_WORDS},
        word_places,
    },
    decode::field::{CodeRef, Field, Meaning},
};
use alloc::{format, string::String, vec::Vec};
use core::ops::Range;

/// So many words make a sentence, such as the small print about refunds.
const SENTENCE: usize = 8;

/// What a word of the list says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// It is about something that is no payment, or was refused.
    No(NoPayment),
    /// Another transaction begins.
    Begins,
}

/// The path of the field that decides, and why its approval is none. Fields of its name before it get a number.
pub fn decide(print: &Print, lines: &[Range<usize>], fields: &mut [Field]) -> (Option<String>, Option<NoPayment>) {
    let results: Vec<usize> = (0..fields.len()).filter(|at| fields.get(*at).is_some_and(is_result)).collect();
    let begins = last_beginning(print, lines);
    let inside = |at: &&usize| fields.get(**at).is_some_and(|field| field.span.start >= begins);
    let own: Vec<usize> =
        if results.iter().any(|at| inside(&at)) { results.iter().filter(inside).copied().collect() } else { results };
    let refused = own.iter().find(|at| fields.get(**at).is_some_and(|field| !is_approval(field)));
    let Some(decisive) = refused.or(own.first()).copied() else { return (None, None) };
    let Some(path) = fields.get(decisive).map(|field| field.path.clone()) else { return (None, None) };
    let twins = fields.iter_mut().take(decisive).filter(|field| field.path == path);
    twins.zip(1..).for_each(|(twin, number)| twin.path = format!("{path}.{number}"));
    (Some(path), speaks_against(print, lines, fields, begins))
}

/// Whose code a result is: that of the switch, unless only one other system knows it. One digit lost its nought.
pub fn code(text: &str) -> Option<CodeRef> {
    let generic = SystemId::find("iso8583-1987")?;
    let code = if text.len() == 1 && text != "0" { format!("0{text}") } else { String::from(text) };
    let key = code.to_ascii_lowercase();
    let mut owners = catalogue::lookup(&key).map(EntryId::system);
    let system = match (owners.next(), owners.next()) {
        (Some(only), None) if code.len() > 2 => only,
        _ => generic,
    };
    Some(CodeRef { system, code })
}

fn is_result(field: &Field) -> bool {
    matches!(field.path.as_str(), "39" | "8A") && field.code.is_some()
}

/// Whether a result is an approval; so is what no table has, until somebody looked at it.
fn is_approval(field: &Field) -> bool {
    let Some(code) = &field.code else { return false };
    let key = code.code.to_ascii_lowercase();
    let systems = [Some(code.system), SystemId::find("iso8583-1987")];
    let entry = systems.into_iter().flatten().find_map(|system| catalogue::lookup_in(system, &key));
    entry.is_none_or(|entry| entry.verdict().is_paid())
}

/// Where the last transaction of a journal begins, in bytes.
fn last_beginning(print: &Print, lines: &[Range<usize>]) -> u32 {
    let begins = |line: &&Range<usize>| says(&print.words((**line).clone())) == Some(Says::Begins);
    lines.iter().rev().find(begins).map_or(0, |line| print.span(line).start)
}

fn speaks_against(print: &Print, lines: &[Range<usize>], fields: &[Field], begins: u32) -> Option<NoPayment> {
    let own = fields.iter().filter(|field| field.span.start >= begins);
    // The card declined, whatever the host said (EMV Book 3, 10.11; table 14).
    if own.clone().any(is_declined_by_card) {
        return Some(NoPayment::Contradicted);
    }
    let own = lines.iter().filter(|line| print.span(line).end >= begins);
    let mut found = None;
    for line in own {
        if let Some(Says::No(what)) = says(&print.words(line.clone())) {
            if what == NoPayment::Contradicted {
                return Some(what);
            }
            found = found.or(Some(what));
        }
    }
    found
}

/// An application authentication cryptogram.
fn is_declined_by_card(field: &Field) -> bool {
    match field.path.as_str() {
        "9F27" => field.value == "AAC" || field.value.starts_with(['0', '1', '2', '3']),
        "9F26" => matches!(&field.meaning, Meaning::Plain(kind) if kind == "AAC"),
        _ => false,
    }
}

/// What a line says, in words of the list. A refusal may stand anywhere in a short line; what kind of transaction it is
/// must be all that the line says, or what stands at its end: small print speaks of refunds, too.
fn says(line: &str) -> Option<Says> {
    let count = line.split(' ').count();
    if line.is_empty() || count > SENTENCE {
        return None;
    }
    let denied = SLIP_DENIED.iter().any(|not| word_places(line, not).next() == Some(0));
    SLIP_WORDS.iter().find_map(|(word, kind)| {
        let says = NoPayment::from_number(*kind).map_or(Says::Begins, Says::No);
        let mut places = word_places(line, word);
        let fits = match says {
            Says::No(NoPayment::Contradicted) | Says::Begins => places.next().is_some(),
            Says::No(_) => {
                let at_edge = places.any(|at| at == 0 || at + word.len() == line.len());
                at_edge && !denied && count <= word.split(' ').count() + 2
            }
        };
        fits.then_some(says)
    })
}
