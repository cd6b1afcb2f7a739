//! All readings of a code, best first: the host's, those of systems that the text names, what the other words of the text
//! fit, the page's own system (listed or not), its region's, then those met everywhere, then the others. The same
//! characters in another system are never hidden. Where nothing says whose code it is, that is said.

use super::{
    Answer, Explanation, Kind, Options, Other, Value, answer,
    find::{self, Found},
    form::{self, forms},
};
use crate::{
    catalogue::{self, EntryId, Pack, SystemId, Verdict, tables::REGIONS, tables::word},
    fold::is_letter,
    search::{self, Hit},
    substring,
};
use alloc::{string::String, vec, vec::Vec};
use core::cell::Cell;

/// What speaks for a reading, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Host,
    Named,
    Words,
    Home,
    Region,
    Common,
    Others,
    /// Another way to write the code, or no result at all.
    Aside,
}

/// A reading and its place among all.
type Ranked = ((Rank, bool, Option<SystemId>), Answer);

fn put(all: &mut Vec<Ranked>, rank: Rank, exact: bool, answer: Answer) {
    let key = (rank, !exact, answer.system());
    let at = all.iter().rposition(|(known, _)| *known <= key).map_or(0, |at| at + 1);
    all.insert(at, (key, answer));
}

/// Readings in order, and how many of the first are as likely as each other; 0 where the first is the answer.
struct Readings {
    answers: Vec<Answer>,
    undecided: usize,
}

/// All readings of a folded code.
fn readings(found: &Found, text: &str, fitting: &[Hit], options: &Options<'_>) -> Readings {
    let code = found.code.as_str();
    let home = options.default_system;
    let named = |entry: EntryId| found.systems.contains(&entry.system());
    // One common word is no sign of another company's code.
    let enough = |entry: EntryId| if Some(entry.system()) == home { 0.5 } else { 0.65 };
    let said = |entry: EntryId| fitting.iter().any(|hit| hit.entry == entry && hit.score >= enough(entry));
    let region = region(options.locale);
    let mut all: Vec<Ranked> = Vec::new();
    if let Some(host) = answer::host(code, options.host) {
        put(&mut all, Rank::Host, true, host);
    }
    for entry in catalogue::lookup(code) {
        let system = entry.system();
        let rank = if named(entry) {
            Rank::Named
        } else if said(entry) {
            Rank::Words
        } else if Some(system) == home {
            Rank::Home
        } else if system.regions().iter().any(|known| Some(*known) == region) {
            Rank::Region
        } else if entry.verdict() == Verdict::NotAResult && system.carried_in().is_empty() {
            Rank::Aside
        } else if is_met(entry, code) {
            Rank::Common
        } else {
            Rank::Others
        };
        // The page's own words come before the same words elsewhere.
        let rank = if Some(system) == home && rank == Rank::Words { Rank::Named } else { rank };
        put(&mut all, rank, substring::find(text, entry.code()).is_some(), Answer::Listed(entry));
    }
    let mut likely = 0;
    for form in forms(&found.typed).iter().filter(|form| *form != code) {
        for entry in catalogue::lookup(form) {
            // `R1` may be `R01`; but `05` is no `5`, where it is listed.
            let twin = form.len() == found.typed.len() + 1
                && found.typed.len() == 2
                && found.systems.is_empty()
                && home.is_none();
            let rank = if named(entry) {
                Rank::Named
            } else if twin {
                Rank::Common
            } else {
                Rank::Aside
            };
            likely += usize::from(twin);
            put(&mut all, rank, false, Answer::Listed(entry));
        }
    }
    unlisted(&mut all, found, home);
    let undecided = undecided(&mut all, likely);
    Readings { answers: all.into_iter().map(|(_, answer)| answer).collect(), undecided }
}

/// Readings of the code that the other words of the text speak of, and what those words fit best.
fn fitting(code: &str, rest: &str, packs: &[Pack]) -> (Vec<Hit>, Option<Hit>) {
    if !rest.contains(is_letter) {
        return (Vec::new(), None);
    }
    let readings: Vec<EntryId> = catalogue::lookup(code).collect();
    let best: Cell<Option<Hit>> = Cell::new(None);
    let wanted = |hit: &Hit| {
        if best.get().is_none_or(|known| hit.score > known.score) {
            best.set(Some(*hit));
        }
        hit.score >= 0.5 && readings.contains(&hit.entry)
    };
    (search::search_in(rest, packs, readings.len(), &wanted), best.get())
}

/// The region of a locale: its own subtag, or the one where most people read its language.
pub fn region(locale: &str) -> Option<&'static str> {
    let mut parts = locale.split('-');
    let language = parts.next().unwrap_or_default();
    let own = parts.rfind(|part| part.len() == 2);
    let known =
        |tag: &str| REGIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag)).map(|(_, region)| *region);
    own.map_or_else(
        || known(language),
        |own| SystemId::all().flat_map(SystemId::regions).copied().find(|region| region.eq_ignore_ascii_case(own)),
    )
}

/// Whether a reading is met anywhere. Two characters are the networks' own; four digits in field 39 are the edition of 2003,
/// which hardly anybody uses.
fn is_met(entry: EntryId, code: &str) -> bool {
    let system = entry.system();
    let carried = system.carried_in().contains(&"iso8583:39");
    match code.len() {
        2 => system.regions().is_empty() && form::is_common(entry),
        4 if carried => false,
        _ => system.regions().is_empty(),
    }
}

/// Says that a code is not in the table of the system that the text or the page names, or in none that most people meet.
fn unlisted(all: &mut Vec<Ranked>, found: &Found, home: Option<SystemId>) {
    let code = found.code.as_str();
    let listed = |system: SystemId| {
        all.iter().any(|(_, answer)| matches!(answer, Answer::Listed(entry) if entry.system() == system))
    };
    let fits = |system: &SystemId| system.has_shape(code) && !listed(*system);
    let named = found.systems.first().copied().filter(fits);
    let best = all.first().map(|((rank, ..), _)| *rank);
    let front = |(_, answer): &Ranked| matches!(answer, Answer::Listed(entry) if entry.is_front());
    let rare = best.is_none_or(|rank| rank >= Rank::Others) && !all.iter().any(front);
    let general = || SystemId::all().next().filter(|system| rare && system.has_shape(code));
    let letters = code.bytes().any(|byte| byte.is_ascii_alphabetic());
    let system = match (named, home) {
        (Some(system), _) if best.is_none_or(|best| best > Rank::Words) => Some((Rank::Named, system)),
        (None, Some(home)) if fits(&home) => Some((Rank::Home, home)),
        // Two characters that only some countries or companies have: nobody can say that it is theirs.
        (None, None) if letters || all.is_empty() => general().map(|system| (Rank::Common, system)),
        _ => None,
    };
    let any = || home.or_else(|| SystemId::all().next());
    let system = system.or_else(|| if all.is_empty() { Some((Rank::Home, any()?)) } else { None });
    if let Some((rank, system)) = system {
        let shown = code.to_ascii_uppercase();
        put(all, rank, true, Answer::Unlisted { system, code: shown });
    }
}

/// Counts the first readings that are as likely as each other and say different things. `twins` of them are another way to
/// write the code.
fn undecided(all: &mut Vec<Ranked>, twins: usize) -> usize {
    let Some(((rank, ..), first)) = all.first() else { return 0 };
    let (rank, verdict) = (*rank, first.verdict());
    let general = SystemId::all().next();
    if rank < Rank::Region || matches!(first, Answer::Unlisted { .. }) || (first.system() == general && twins == 0) {
        return 0;
    }
    // Goods are given away on an approval: where another reading is none, it comes first.
    if rank == Rank::Region && verdict == Verdict::Paid {
        let other =
            all.iter().position(|((rank, ..), answer)| *rank <= Rank::Common && answer.verdict() != Verdict::Paid);
        if let Some(other) = other {
            let moved = all.remove(other);
            all.insert(0, moved);
            return 2;
        }
        return 0;
    }
    // In its own region the system that most people meet needs no asking.
    let is_front = |answer: &Answer| answer.system().is_some_and(SystemId::is_front);
    let stands_out = rank == Rank::Region && is_front(first);
    let alike = all.iter().take_while(|((known, ..), answer)| *known == rank && (!stands_out || is_front(answer)));
    // Countries and companies give the same characters meanings of their own.
    let differ = rank == Rank::Others || alike.clone().any(|(_, answer)| answer.verdict() != verdict);
    match alike.count() {
        count if count > 1 && differ => count,
        _ => 0,
    }
}

/// All readings of a folded code, for those who have nothing but it.
pub fn answers(folded: &str, options: &Options<'_>) -> Vec<Answer> {
    let found = Found { code: folded.into(), typed: folded.into(), ..Found::default() };
    readings(&found, folded, &[], options).answers
}

/// The explanation of a code that was found in a text.
pub fn explanation(found: &Found, text: &str, packs: &[Pack], options: &Options<'_>) -> Explanation {
    let mut explanation = Explanation::new(Kind::Code);
    let upper = |code: &str| Value::Plain(code.to_ascii_uppercase());
    if found.typed == found.code {
        explanation.note(word::NOTE_CODE, vec![("code", upper(&found.code))]);
    } else {
        explanation.note(word::NOTE_CODE_READ_AS, vec![("from", upper(&found.typed)), ("code", upper(&found.code))]);
    }
    let (fitting, best) = fitting(&found.code, &found.rest, packs);
    let Readings { answers, undecided } = readings(found, text, &fitting, options);
    (explanation.answers, explanation.undecided) = (answers, undecided);
    let first = explanation.answers.first().cloned();
    if let Some(system) = first.as_ref().and_then(Answer::system).filter(|system| found.systems.contains(system)) {
        explanation.note(word::NOTE_DIALECT, vec![("dialect", Value::Text(system.name()))]);
    }
    match first {
        Some(Answer::Listed(entry)) if entry.system().key() == "concept" => explanation.kind = Kind::Concept,
        Some(Answer::Unlisted { .. }) => explanation.suggestions = near(&found.code, options),
        _ => {}
    }
    explanation.answers.extend(same_words(&found.code, &explanation.answers, packs));
    if found.typed != found.code && form::repaired(&found.typed) == found.code {
        explanation.alternatives.push(Other { kind: Kind::Code, text: found.typed.to_ascii_uppercase() });
    }
    let codes = found.others.iter().map(|code| Other { kind: Kind::Code, text: code.to_ascii_uppercase() });
    explanation.alternatives.extend(codes);
    let rest = found.rest.split_whitespace().collect::<Vec<_>>().join(" ");
    let rest = String::from(rest.trim_matches(|c: char| !is_letter(c) && !c.is_ascii_digit()));
    let best = best.filter(|hit| hit.score >= 0.6).map(|hit| hit.entry.code());
    let other = best.is_some_and(|code| explanation.answers.first().is_none_or(|one| one.code() != code));
    if other && (4..=60).contains(&rest.len()) {
        explanation.alternatives.push(Other { kind: Kind::Phrase, text: rest });
    }
    explanation
}

/// Codes of the systems that most people meet which say what a gateway's name says: `insufficient_funds` is `51`.
fn same_words(code: &str, known: &[Answer], packs: &[Pack]) -> Vec<Answer> {
    if !find::is_name(code) {
        return Vec::new();
    }
    let hits = search::search_in(&substring::replace(code, "_", " "), packs, 2, &|hit| hit.entry.is_front());
    let new = |entry: &EntryId| !known.iter().any(|answer| matches!(answer, Answer::Listed(other) if other == entry));
    hits.into_iter().filter(|hit| hit.score >= 0.8).map(|hit| hit.entry).filter(new).map(Answer::Listed).collect()
}

/// Listed codes that are like an unlisted one: what a camera mistakes, and the same letter with another digit.
fn near(code: &str, options: &Options<'_>) -> Vec<Answer> {
    let mut forms: Vec<String> = vec![form::repaired(code)];
    if let Some(letter) = code.chars().next().filter(|c| c.is_ascii_alphabetic() && code.len() == 2) {
        forms.extend(('0'..='9').map(|digit| String::from_iter([letter, digit])));
    }
    let fits = |entry: &EntryId| options.default_system == Some(entry.system()) || form::is_common(*entry);
    let listed = forms.iter().filter(|form| *form != code).filter_map(|form| catalogue::lookup(form).find(fits));
    let mut near: Vec<Answer> = Vec::new();
    for entry in listed.take(4) {
        if !near.iter().any(|known| matches!(known, Answer::Listed(other) if *other == entry)) {
            near.push(Answer::Listed(entry));
        }
    }
    near
}
