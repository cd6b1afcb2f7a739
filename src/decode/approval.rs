//! Whether an approval stands in a gateway's answer. Goods are given away on it, so it does only if nothing in the same answer
//! contradicts it: another code, a key such as `status` or `success`, a word, the kind of transaction. What speaks against
//! one is data (`catalogue/pastes/answers.toml`).

use super::pairs::Pair;
use crate::{
    catalogue::{
        self, EntryId, NoPayment, SystemId, Verdict,
        tables::{GATEWAY_TELLING, GATEWAY_VETOES},
    },
    fold::fold,
};
use alloc::string::String;

/// Stands in the tables for any system.
const ANY: u8 = 255;

/// A value that is a code.
#[derive(Debug, Clone, Copy)]
pub struct Coded {
    /// Which.
    pub entry: EntryId,
    /// How much its key counts.
    pub weight: u8,
    /// Whether it is surely that company's code.
    pub sure: bool,
    /// The number of its field.
    pub field: usize,
}

/// The code that says what became of the payment: the weightiest, the first of several. A reason that says nothing does not
/// stand before what does, nor an approval before a refusal.
pub fn decisive(all: &[Coded]) -> Option<&Coded> {
    let heaviest = |wanted: &dyn Fn(&Coded) -> bool| {
        let mut best: Option<&Coded> = None;
        for one in all.iter().filter(|one| wanted(one)) {
            if best.is_none_or(|known| (one.sure, one.weight) > (known.sure, known.weight)) {
                best = Some(one);
            }
        }
        best
    };
    let verdict = |one: &Coded| one.entry.verdict();
    let refuses = |one: &Coded| !verdict(one).is_paid() && verdict(one) != Verdict::NotAResult && !is_nought(one.entry);
    let best = heaviest(&|_| true)?;
    let open = verdict(best).is_paid() || verdict(best) == Verdict::NotAResult;
    // What is only perhaps a code takes nothing from one that surely is.
    let refusal = || heaviest(&refuses).filter(|one| one.sure || !best.sure);
    if open { refusal().or(Some(best)) } else { Some(best) }
}

/// `errorCode: 0` stands in many approvals.
fn is_nought(entry: EntryId) -> bool {
    entry.code().bytes().all(|byte| byte == b'0')
}

/// What else in the answer speaks against an approval of a system.
pub fn against(system: SystemId, pairs: &[Pair<'_>]) -> Option<NoPayment> {
    let mut found = None;
    for pair in pairs {
        let (name, value) = (plain(pair.name), plain(pair.value));
        let told = || GATEWAY_TELLING.contains(&name.as_str()).then(|| words(pair.value))?;
        let Some(what) = veto(system, &name, &value).or_else(told) else { continue };
        // A refusal says more than what was asked for.
        if what == NoPayment::Contradicted {
            return Some(what);
        }
        found = found.or(Some(what));
    }
    found
}

fn veto(system: SystemId, name: &str, value: &str) -> Option<NoPayment> {
    let owns = |number: u8| number == ANY || SystemId::all().nth(usize::from(number)) == Some(system);
    let row = GATEWAY_VETOES.iter().find(|row| {
        let speaks = row.values.contains(&value) || !row.except.is_empty() && !row.except.contains(&value);
        row.keys.contains(&name) && owns(row.system) && speaks
    })?;
    NoPayment::from_number(row.says)
}

fn words(value: &str) -> Option<NoPayment> {
    let folded: String = value.chars().map(fold).collect();
    catalogue::speaks_against(&folded)
}

/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
