//! The words that stand for the names in answers, so that a host need not put them into words of its own.

use field39::{
    catalogue::{Actor, Again, Channel, SystemId, TextId, Verdict},
    explain::Words,
};
use serde::{Serialize, Serializer};

#[derive(Serialize)]
pub struct LabelsView<'a> {
    verdict: Named<'a>,
    actor: Named<'a>,
    again: Named<'a>,
    channel: Named<'a>,
    system: Named<'a>,
}

/// An object whose keys are stable names.
struct Named<'a>(Vec<(&'static str, &'a str)>);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

pub fn labels(words: Words<'_>) -> LabelsView<'_> {
    let named = |all: &mut dyn Iterator<Item = (&'static str, TextId)>| {
        Named(all.map(|(name, text)| (name, words.text(text))).collect())
    };
    LabelsView {
        verdict: named(&mut Verdict::ALL.into_iter().map(|one| (one.name(), one.text()))),
        actor: named(&mut Actor::all().map(|one| (one.name(), one.text()))),
        again: named(&mut Again::all().map(|one| (one.name(), one.text()))),
        channel: named(&mut Channel::all().map(|one| (one.name(), one.text()))),
        system: named(&mut SystemId::all().map(|one| (one.key(), one.name()))),
    }
}
