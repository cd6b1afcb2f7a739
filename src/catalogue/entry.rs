//! Codes: what each one says and asks for.

use super::codes;
use super::pack::TextId;
use super::parts;
use super::system::{SourceId, SystemId};
use super::tables::{CodeTable, FRONT, FRONT_ENTRIES, MORE_ENTRIES, NO_PAYMENT, ProfileRow, RuleRow, word};

/// What became of the payment. The eighth, `unlisted`, is a lookup's result and no entry's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Verdict {
    /// Approved.
    Paid,
    /// Approved, with a condition.
    PaidPart,
    /// Not paid: the customer can fix it now.
    FixNow,
    /// Not paid: do not run this card again.
    Stop,
    /// Not paid: machine or account needs fixing.
    ShopFix,
    /// Not known yet: check before charging again.
    Unknown,
    /// Not in the published tables: treat as not paid.
    Unlisted,
    /// Not a payment result.
    NotAResult,
}

impl Verdict {
    /// Whether money was promised, all of it or a part.
    pub fn is_paid(self) -> bool {
        matches!(self, Self::Paid | Self::PaidPart)
    }

    /// All of them, in order.
    pub const ALL: [Self; 8] = {
        use Verdict::{FixNow, NotAResult, Paid, PaidPart, ShopFix, Stop, Unknown, Unlisted};
        [Paid, PaidPart, FixNow, Stop, ShopFix, Unknown, Unlisted, NotAResult]
    };

    /// The stable name that leaves hand to JavaScript and to style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::PaidPart => "paid-part",
            Self::FixNow => "fix-now",
            Self::Stop => "stop",
            Self::ShopFix => "shop-fix",
            Self::Unknown => "unknown",
            Self::Unlisted => "unlisted",
            Self::NotAResult => "not-a-result",
        }
    }

    /// The verdict of a stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }

    /// Its words.
    pub fn text(self) -> TextId {
        TextId(word::VERDICT + self as u16)
    }
}

/// A closed list of ids in `catalogue/shared.toml`, by place.
macro_rules! ids {
    ($(#[$doc:meta])* $name:ident, $first:ident, [$($id:literal),*]) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(pub(super) u8);

        impl $name {
            const NAMES: &'static [&'static str] = &[$($id),*];

            /// All of them, in order.
            pub fn all() -> impl Iterator<Item = Self> {
                (0..).zip(Self::NAMES).map(|(at, _)| Self(at))
            }

            /// The stable name that leaves hand to JavaScript.
            pub fn name(self) -> &'static str {
                Self::NAMES.get(usize::from(self.0)).copied().unwrap_or_default()
            }

            /// Its words.
            pub fn text(self) -> TextId {
                TextId(word::$first + u16::from(self.0))
            }
        }
    };
}

ids!(
    /// Who acts.
    Actor, ACTOR, ["you", "customer", "issuer", "acquirer", "developer", "wait"]
);
ids!(
    /// May the card be run again?
    Again, AGAIN, ["not-needed", "once", "after-change", "after-fix", "later", "check-first", "never"]
);
ids!(
    /// Where a payment is made.
    Channel, CHANNEL, ["counter", "online", "recurring"]
);

/// How sure a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level(u8);

impl Level {
    /// A: the owner publishes it; B: two or more processors agree; C: one secondary source; D: sources disagree.
    pub fn name(self) -> &'static str {
        ["A", "B", "C", "D"].get(usize::from(self.0)).copied().unwrap_or("D")
    }
}

/// What to do: shared by codes and by unlisted values.
#[derive(Debug, Clone, Copy)]
pub struct Advice {
    table: &'static CodeTable,
    row: &'static ProfileRow,
    sources: &'static [u16],
}

impl Advice {
    /// How sure.
    pub fn level(self) -> Level {
        Level(self.row.level)
    }

    /// May the card be run again?
    pub fn again(self) -> Again {
        Again(self.row.again)
    }

    /// One to three steps, in order.
    pub fn steps(self) -> impl Iterator<Item = (Actor, TextId)> {
        let steps = self.table.steps.get(usize::from(self.row.steps)).copied().unwrap_or_default();
        steps.iter().map(|(actor, text)| (Actor(*actor), TextId(*text)))
    }

    /// The sentence for the customer, where there is one.
    pub fn say(self) -> Option<TextId> {
        (self.row.say != 0).then_some(TextId(self.row.say))
    }

    /// Sources.
    pub fn sources(self) -> impl Iterator<Item = SourceId> {
        self.sources.iter().map(|source| SourceId(*source))
    }

    /// The words of the kind, title and sentence, which stand in where a code has none of its own.
    pub(super) fn kind(self) -> Option<(TextId, TextId)> {
        (self.row.kind != 0).then_some((TextId(self.row.kind), TextId(self.row.kind + 1)))
    }
}

impl CodeTable {
    pub(super) fn advice(&'static self, profile: u16, sources: u16) -> Advice {
        static NONE: ProfileRow = ProfileRow {
            verdict: Verdict::Unlisted,
            level: 3,
            again: 5,
            steps: u16::MAX,
            say: 0,
            kind: 0,
            rules: u16::MAX,
        };
        Advice {
            table: self,
            row: self.profile_rows.get(usize::from(profile)).unwrap_or(&NONE),
            sources: self.source_lists.get(usize::from(sources)).copied().unwrap_or_default(),
        }
    }
}

/// A retry rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleId(u16);

impl RuleId {
    fn row(self) -> Option<&'static RuleRow> {
        let mut at = usize::from(self.0);
        for table in parts::tables() {
            match table.rules.get(at) {
                Some(row) => return Some(row),
                None => at -= table.rules.len(),
            }
        }
        None
    }

    /// Its words.
    pub fn text(self) -> TextId {
        TextId(self.row().map_or(0, |row| row.text))
    }

    /// Since when, or the date of the text that was read.
    pub fn as_of(self) -> &'static str {
        self.row().map_or("", |row| row.as_of)
    }

    /// Channels that it speaks about.
    pub fn channels(self) -> impl Iterator<Item = Channel> {
        self.row().map_or(&[][..], |row| row.channels).iter().map(|channel| Channel(*channel))
    }

    /// Sources.
    pub fn sources(self) -> impl Iterator<Item = SourceId> {
        self.row().map_or(&[][..], |row| row.sources).iter().map(|source| SourceId(*source))
    }
}

/// What was asked for, where that is no payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPayment {
    /// That a payment be taken back.
    Reversal = 1,
    /// Something about the line, the keys or totals.
    Network = 2,
    /// A refund, a balance, a new PIN.
    Other = 3,
    /// A payment that the same message elsewhere calls refused or failed: nobody knows before it was looked up.
    Contradicted = 4,
}

impl NoPayment {
    /// The one with a number.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::Reversal, Self::Network, Self::Other, Self::Contradicted].into_iter().find(|one| *one as u8 == number)
    }
}

/// One code of one system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryId {
    pub(crate) row: u16,
    /// A [`NoPayment`] that it answers, or 0.
    answers: u8,
}

impl EntryId {
    pub(crate) const fn new(row: u16) -> Self {
        Self { row, answers: 0 }
    }

    /// The entry as the answer to what is no payment: its code and system, but verdict, steps and words of such answers.
    pub fn answering(self, what: NoPayment) -> Self {
        Self { row: self.row, answers: what as u8 }
    }

    /// The entry as the answer to a payment.
    pub fn plain(self) -> Self {
        Self::new(self.row)
    }

    /// The entry whose verdict, steps and words are told.
    fn told(self) -> Self {
        let what = usize::from(self.answers).checked_sub(1);
        what.and_then(|what| NO_PAYMENT.get(what)).map_or(self, |entry| Self::new(*entry))
    }

    /// All codes that are there: those of the front systems first, each part by code and then by system.
    pub fn all() -> impl Iterator<Item = Self> {
        let count = if parts::is_whole() { FRONT_ENTRIES + MORE_ENTRIES } else { FRONT_ENTRIES };
        (0..u16::try_from(count).unwrap_or(u16::MAX)).map(Self::new)
    }

    /// Its table, and its row there. None while its part is not there.
    pub(super) fn place(self) -> Option<(&'static CodeTable, usize)> {
        let mut tables = parts::tables();
        let table = if self.is_front() { tables.next() } else { tables.nth(1) }?;
        Some((table, usize::from(self.row.checked_sub(table.first)?)))
    }

    /// Whether its system is one that most people meet.
    pub fn is_front(self) -> bool {
        usize::from(self.row) < FRONT_ENTRIES
    }

    /// The code as it is printed.
    pub fn code(self) -> &'static str {
        codes::code(self.plain())
    }

    /// Whose code.
    pub fn system(self) -> SystemId {
        SystemId(self.place().and_then(|(table, at)| table.systems.get(at)).copied().unwrap_or(u8::MAX))
    }

    /// What became of the payment.
    pub fn verdict(self) -> Verdict {
        self.advice().row.verdict
    }

    /// What to do.
    pub fn advice(self) -> Advice {
        let Some((table, at)) = self.told().place() else { return FRONT.advice(u16::MAX, u16::MAX) };
        let number = |column: &[u16]| column.get(at).copied().unwrap_or(u16::MAX);
        table.advice(number(table.profiles), number(table.sources))
    }

    /// Retry rules.
    pub fn rules(self) -> impl Iterator<Item = RuleId> {
        let advice = self.advice();
        let rules = advice.table.rule_lists.get(usize::from(advice.row.rules)).copied().unwrap_or_default();
        rules.iter().map(|rule| RuleId(*rule))
    }

    /// Related codes.
    pub fn see(self) -> impl Iterator<Item = Self> {
        let see = self.place().map_or(&[][..], |(table, _)| table.see);
        // A link to what is not there yet leads nowhere.
        let links = see.iter().filter(move |(entry, _)| *entry == self.row).map(|(_, other)| Self::new(*other));
        links.filter(|other| other.place().is_some())
    }

    /// One of its two texts, or of the two further down the card.
    fn text(self, is_aside: bool, part: usize) -> TextId {
        let Some((table, at)) = self.told().place() else { return TextId(u16::MAX) };
        let first = if is_aside { table.aside } else { table.text };
        TextId(u16::try_from(usize::from(first) + at * 2 + part).unwrap_or(u16::MAX))
    }

    /// The usual term.
    pub fn title(self) -> TextId {
        self.text(false, 0)
    }

    /// One or two plain sentences; empty for most codes that have a kind.
    pub fn meaning(self) -> TextId {
        self.text(false, 1)
    }

    /// The title and the sentence of its kind: what is said where it has no words of its own, or while those of its
    /// system have not arrived.
    pub fn kind(self) -> Option<(TextId, TextId)> {
        self.advice().kind()
    }

    /// The falsehood that circulates; empty for most codes.
    pub fn misread(self) -> TextId {
        self.text(true, 0)
    }

    /// Where sources disagree, both readings; empty for most codes.
    pub fn dispute(self) -> TextId {
        self.text(true, 1)
    }
}

/// The entry of a folded code in one system.
pub fn lookup_in(system: SystemId, folded: &str) -> Option<EntryId> {
    codes::lookup(folded).find(|entry| entry.system() == system)
}
