//! An answer: a listed code, a value that a table lacks, or a row of the host page's own table.

use crate::{
    catalogue::{self, Advice, Again, EntryId, SystemId, Verdict},
    search::fold::fold,
};
use alloc::{string::String, vec::Vec};

/// A row of a host page's own table, in the host's own words.
#[derive(Debug, Clone, Default)]
pub struct HostCode {
    /// The code.
    pub code: String,
    /// Stable name of its verdict.
    pub verdict: String,
    /// The usual term.
    pub title: String,
    /// One plain sentence.
    pub meaning: String,
    /// Where the host says that this comes from.
    pub source: String,
    /// Whom to turn to, where the host says so.
    pub contact: Option<String>,
}

/// What is shown as a card.
#[derive(Debug, Clone)]
pub enum Answer {
    /// In the catalogue.
    Listed(EntryId),
    /// Not in the table of this system.
    Unlisted {
        /// Whose table.
        system: SystemId,
        /// The value.
        code: String,
    },
    /// In the host's table.
    Host(HostCode),
}

impl Answer {
    /// The code.
    pub fn code(&self) -> &str {
        match self {
            Self::Listed(entry) => entry.code(),
            Self::Unlisted { code, .. } => code,
            Self::Host(row) => &row.code,
        }
    }

    /// The system, unless it is the host's.
    pub fn system(&self) -> Option<SystemId> {
        match self {
            Self::Listed(entry) => Some(entry.system()),
            Self::Unlisted { system, .. } => Some(*system),
            Self::Host(_) => None,
        }
    }

    /// The verdict. A host's row without a known verdict is treated as not paid.
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Listed(entry) => entry.verdict(),
            Self::Unlisted { .. } => Verdict::Unlisted,
            Self::Host(row) => Verdict::from_name(&row.verdict).unwrap_or(Verdict::Unlisted),
        }
    }

    /// What to do. A host's row has a verdict and no steps: where the payment failed it is treated as what no table lists.
    pub fn advice(&self) -> Option<Advice> {
        match self {
            Self::Listed(entry) => Some(entry.advice()),
            Self::Unlisted { system, .. } => system.unlisted(),
            Self::Host(_) => {
                use Verdict::{FixNow, ShopFix, Stop, Unlisted};
                let failed = matches!(self.verdict(), FixNow | Stop | ShopFix | Unlisted);
                SystemId::all().next().filter(|_| failed).and_then(SystemId::unlisted)
            }
        }
    }

    /// May the card be run again? A host that does not say which verdict gets the careful answer.
    pub fn again(&self) -> Option<Again> {
        let Self::Host(_) = self else { return self.advice().map(Advice::again) };
        let name = match self.verdict() {
            Verdict::Paid | Verdict::PaidPart | Verdict::NotAResult => "not-needed",
            Verdict::FixNow => "after-change",
            Verdict::ShopFix => "after-fix",
            Verdict::Stop => "never",
            Verdict::Unknown | Verdict::Unlisted => "check-first",
        };
        Again::all().find(|again| again.name() == name)
    }
}

/// The host's row for a folded code.
pub fn host(folded: &str, rows: &[HostCode]) -> Option<Answer> {
    let same = |row: &&HostCode| row.code.chars().map(fold).eq(folded.chars());
    rows.iter().find(same).cloned().map(Answer::Host)
}

/// The same characters in other systems, and codes that the entry links to.
pub fn elsewhere(answer: &Answer) -> Vec<EntryId> {
    let folded: String = answer.code().chars().map(fold).collect();
    let own = match answer {
        Answer::Listed(entry) => Some(entry.plain()),
        _ => None,
    };
    let mut found: Vec<EntryId> = catalogue::lookup(&folded).filter(|entry| Some(*entry) != own).collect();
    for entry in own.into_iter().flat_map(EntryId::see) {
        if !found.contains(&entry) && Some(entry) != own {
            found.push(entry);
        }
    }
    found
}

/// The falsehood that circulates about a value that a table lacks.
pub fn unlisted_misread(system: SystemId, code: &str) -> Option<catalogue::TextId> {
    let folded: String = code.chars().map(fold).collect();
    system.unlisted_misread(&folded)
}
