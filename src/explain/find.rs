//! The code that a text is about: alone, beside a label (`RESP: 05`, `应答码 51`, `RC51`, `39=51`), beside the name of a
//! system (`Pulse R3`), as a name of its own (`insufficient_funds`), or the only code in a sentence. Every run of letters and
//! digits is weighed by what stands around it. Works on folded text.

use super::{
    Options, doubt,
    form::{forms, is_known, is_year, numerals, pairs, repaired, settle},
    label::{self, Before, Named},
};
use crate::{
    catalogue::{self, Pack, SystemId},
    substring,
};
use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// A code, and what was typed for it.
#[derive(Debug, Default)]
pub struct Found {
    /// The folded code to look up.
    pub code: String,
    /// What stood there.
    pub typed: String,
    /// Systems that the text names, likeliest first.
    pub systems: Vec<SystemId>,
    /// What else the text says.
    pub rest: String,
    /// Other codes in the text.
    pub others: Vec<String>,
    /// Whether nothing but its form speaks for it: no table has it, no label stands before it.
    pub doubtful: bool,
    /// Whether it is a guess that approves nothing: filled up, out of a format that nobody knows, a number in a sentence.
    pub guess: bool,
}

/// Longer runs are words or numbers.
const MAX_CODE: usize = 5;

/// How much speaks for a run; the greatest is taken.
#[derive(Debug, Clone)]
struct Candidate {
    weight: u8,
    place: Range<usize>,
    /// Where its label begins.
    start: usize,
    label: Before,
    code: String,
    others: Vec<String>,
    /// Whether it is the code as it stands there.
    printed: bool,
}

/// Finds the code; `text` is the folded text as it was typed.
pub fn find(folded: &str, text: &str, packs: &[Pack], options: &Options<'_>) -> Option<Found> {
    if let Some(found) = whole(folded, text, packs, options) {
        return Some(found);
    }
    let names = label::names(folded);
    let systems: Vec<SystemId> = names.iter().flat_map(Named::systems).collect();
    let mut homes = systems.clone();
    homes.extend(options.default_system);
    let scene = Scene { folded, text, mended: label::mended(folded), names: &names, systems: &systems, homes, options };
    let mut all: Vec<Candidate> = Vec::new();
    all.extend(scene.named());
    let mut at = 0;
    while let Some(run) = next_run(folded, at) {
        at = run.end;
        all.extend(scene.weigh(run, packs));
    }
    all.extend(scene.dictated());
    let mut best: Option<&Candidate> = None;
    for one in &all {
        if best.is_none_or(|known| one.weight > known.weight) {
            best = Some(one);
        }
    }
    let best = best?;
    let mut others = best.others.clone();
    for other in all.iter().filter(|other| other.weight >= KNOWN) {
        if other.code != best.code && !others.contains(&other.code) {
            others.push(other.code.clone());
        }
    }
    // `39=05 MAC=03`: a name before another code says nothing about a code with a label of its own.
    let labelled = best.start < best.place.start;
    let before = |named: &Named, other: &Candidate| {
        other.place != best.place && folded.get(named.place.end..other.place.start).is_some_and(label::is_only_gap)
    };
    let about = |named: &&Named| !labelled || !all.iter().any(|other| before(named, other));
    let rest = scene.rest(&best.code, &all);
    Some(Found {
        code: best.code.clone(),
        typed: folded.get(best.place.clone()).unwrap_or_default().into(),
        guess: !best.printed || doubt::is_guess(folded, best.label, &best.place, &rest),
        rest,
        systems: names.iter().filter(about).flat_map(Named::systems).collect(),
        others,
        doubtful: best.weight < KNOWN,
    })
}

/// The text as one code: `51`, `69 83`, `"R0"`, `ACQ.TRADE_HAS_SUCCESS`.
fn whole(folded: &str, text: &str, packs: &[Pack], options: &Options<'_>) -> Option<Found> {
    let found = |code: String, typed: &str| {
        let guess = code != typed && typed.len() > 2;
        Some(Found { code, typed: typed.into(), guess, ..Found::default() })
    };
    let body = folded.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    // With a sign inside, or longer than most: a name of its own.
    let own = |whole: &str| whole.len() > MAX_CODE || whole.contains(|c: char| !c.is_ascii_alphanumeric());
    let is_name = |whole: &&str| own(whole) && is_known(whole, options) && !is_plain_word(whole, text, packs);
    if let Some(name) = [folded, body].into_iter().find(is_name) {
        return found(name.into(), name);
    }
    if body.len() + 8 < folded.len() || folded.contains(crate::fold::is_han) {
        return None;
    }
    let bare: String = body.chars().filter(|c| !matches!(c, ' ' | '-' | '.')).collect();
    let spaced = bare.len() != body.len();
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    if bare.is_empty() || bare.len() > MAX_CODE || !bare.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let homes: Vec<SystemId> = options.default_system.into_iter().collect();
    let code = settle(&bare, &homes, options);
    let known = is_known(&code, options);
    let glued = label::glued(&bare).is_some();
    if known && (!spaced || digits > 0) || digits > 0 && !spaced && !glued {
        return found(code, &bare);
    }
    None
}

/// Whether a word of letters is one that people write, too: a word of the index, without a capital.
fn is_plain_word(word: &str, text: &str, packs: &[Pack]) -> bool {
    let letters = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let capital = substring::find(text, &word.to_ascii_uppercase()).is_some();
    let indexed = |pack: &Pack| pack.parts().iter().any(|part| part.find_token(word.as_bytes()).is_some());
    letters && !capital && packs.iter().any(indexed)
}

/// Whether a code is a name of several words.
pub fn is_name(code: &str) -> bool {
    code.bytes().any(|byte| byte == b'_')
}

/// The next run of letters and digits.
fn next_run(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let start = from + rest.find(|c: char| c.is_ascii_alphanumeric())?;
    let length = text.get(start..)?.bytes().take_while(u8::is_ascii_alphanumeric).count();
    Some(start..start + length)
}

/// Weights. A label before an unlisted code weighs more than a listed code without one.
const NAMED_SYSTEM: u8 = 60;
const LABELLED: u8 = 40;
const NAME: u8 = 36;
const PERHAPS: u8 = 24;
const KNOWN: u8 = 10;
const FORM: u8 = 4;

struct Scene<'a> {
    folded: &'a str,
    text: &'a str,
    mended: String,
    names: &'a [Named],
    systems: &'a [SystemId],
    /// Systems that the text or the page names.
    homes: Vec<SystemId>,
    options: &'a Options<'a>,
}

impl Scene<'_> {
    /// What speaks for a run.
    fn weigh(&self, run: Range<usize>, packs: &[Pack]) -> Vec<Candidate> {
        let Some(text) = self.folded.get(run.clone()) else { return Vec::new() };
        let in_name = |named: &Named| named.place.start <= run.start && run.end <= named.place.end;
        if self.names.iter().any(in_name) {
            return Vec::new();
        }
        let mut place = run.clone();
        let mut label = label::before(self.mended.get(..run.start).unwrap_or_default());
        if let Some((kind, length)) = label::glued(text).filter(|_| !is_known(text, self.options)) {
            place.start += length;
            label = label::Label { kind, start: run.start, signed: true, response: false };
        }
        // `5 1` beside a label is one code.
        if matches!(label.kind, Before::Code) && place.len() == 1 && text.len() == 1 {
            let next = next_run(self.folded, place.end).filter(|next| next.len() == 1 && next.start == place.end + 1);
            place.end = next.map_or(place.end, |next| next.end);
        }
        let typed: String = self.folded.get(place.clone()).unwrap_or_default().chars().filter(|c| *c != ' ').collect();
        let candidate = |weight, code: String, others| Candidate {
            weight,
            place: place.clone(),
            start: label.start,
            label: label.kind,
            printed: code == typed || label.response && typed.len() == 1,
            code,
            others,
        };
        if matches!(label.kind, Before::Pairs | Before::Code) && typed.len() > MAX_CODE || label.kind == Before::Pairs {
            return pairs(&typed, label.kind == Before::Pairs)
                .map(|(code, others)| candidate(LABELLED, code, others))
                .into_iter()
                .collect();
        }
        self.weight(&typed, &label, &place, packs)
            .map(|(weight, code)| candidate(weight, code, Vec::new()))
            .into_iter()
            .collect()
    }

    fn weight(&self, typed: &str, label: &label::Label, place: &Range<usize>, packs: &[Pack]) -> Option<(u8, String)> {
        let digits = typed.bytes().filter(u8::is_ascii_digit).count();
        let labelled = label.kind == Before::Code;
        let rest = self.folded.get(place.end..).unwrap_or_default().trim_start();
        // `Response: No card record` begins with a word, not with `NO` or `N0`.
        let sentence = || rest.starts_with(|c: char| c.is_ascii_alphabetic()) && is_plain_word(typed, self.text, packs);
        let mut code = settle(typed, &self.homes, self.options);
        let mut known = is_known(&code, self.options);
        let at_home = |code: &str| self.is_at_home(code);
        if labelled && !(known && at_home(&code)) {
            let repaired = repaired(typed);
            // A guess never approves: goods are given away on it.
            if repaired != *typed
                && !sentence()
                && !self.is_approval(&repaired)
                && is_known(&repaired, self.options)
                && (at_home(&repaired) || !known)
            {
                (code, known) = (repaired, true);
            }
        }
        let repaired = code.bytes().any(|byte| byte.is_ascii_digit());
        let system = self
            .systems
            .iter()
            .any(|system| forms(typed).iter().any(|form| catalogue::lookup_in(*system, form).is_some()));
        if label.kind == Before::Other || (!labelled && self.is_no_code(place, digits == typed.len())) {
            return None;
        }
        let before = match label.kind {
            Before::Code => LABELLED,
            Before::Perhaps => PERHAPS,
            _ => KNOWN,
        };
        let more = u8::from(at_home(&code)) + u8::from(!self.is_approval(&code));
        if digits == 0 && !repaired {
            // A word: a code only where it stands as one.
            let alone = rest.is_empty() || label.signed && !sentence();
            let fits = known
                && typed.len() > 1
                && match label.kind {
                    Before::Code => alone,
                    _ => system || typed.len() > MAX_CODE,
                };
            let plain = typed.len() > MAX_CODE && is_plain_word(typed, self.text, packs);
            return (fits && !plain).then(|| (if system { NAMED_SYSTEM } else { before + more }, code));
        }
        // Longer numbers are codes only where the system that has them is named.
        if typed.len() > MAX_CODE && !system {
            return None;
        }
        if system {
            // `currency=840` says whose code it is, too, but is no result.
            let result = catalogue::lookup(&code).any(|entry| {
                self.systems.contains(&entry.system()) && entry.verdict() != catalogue::Verdict::NotAResult
            });
            return Some((if result { NAMED_SYSTEM } else { KNOWN } + more + before / 8, code));
        }
        let mixed = typed.len() == 2 && digits == 1;
        match (known, label.kind) {
            (_, Before::Code) => Some((before + more, code)),
            (true, Before::Perhaps) => Some((before + more, code)),
            (true, _) if typed.len() > 1 && !is_year(typed) => Some((before + more, code)),
            (false, Before::Perhaps) if typed.len() > 1 => Some((before, code)),
            (false, _) if mixed => Some((FORM, code)),
            _ => None,
        }
    }

    /// Whether the text's or the page's systems have a code; without any, those that most people meet.
    fn is_at_home(&self, code: &str) -> bool {
        let listed = match self.homes.as_slice() {
            [] => catalogue::lookup(code).any(super::form::is_common),
            homes => homes.iter().any(|home| catalogue::lookup_in(*home, code).is_some()),
        };
        listed || super::answer::host(code, self.options.host).is_some()
    }

    fn is_approval(&self, code: &str) -> bool {
        catalogue::lookup(code).next().is_some_and(|entry| entry.verdict() == catalogue::Verdict::Paid)
    }

    /// Whether what touches a run makes it part of an amount, a date, a time, a card number or an address.
    fn is_no_code(&self, place: &Range<usize>, number: bool) -> bool {
        let before = self.folded.get(..place.start).unwrap_or_default();
        let after = self.folded.get(place.end..).unwrap_or_default();
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let (mut back, mut ahead) = (before.chars().rev(), after.chars());
        let (left, right) = (back.next(), ahead.next());
        let money = matches!(left, Some('$' | '¥' | '€' | '£' | '￥' | '@' | '*' | '~' | '+'))
            || matches!(right, Some('@' | '*' | '%' | '€'));
        let joins = |c: Option<char>| matches!(c, Some('.' | ',' | '/' | ':' | '-' | '\u{5e74}'));
        let joined = (joins(left) && digit(back.next())) || (joins(right) && digit(ahead.next()));
        let tailed = left == Some('/') || (right == Some('/') && !number);
        money || joined || tailed || (number && (label::is_counted(after) || is_grouped(before, after)))
    }

    /// The longest name that is a code and could be no word: it has `_`, `.`, `=`, `:` or `-` inside.
    fn named(&self) -> Option<Candidate> {
        let joins = |c: char| matches!(c, '_' | '.' | '=' | ':' | '-');
        let inside = |c: char| c.is_ascii_alphanumeric() || joins(c);
        let mut best: Option<&str> = None;
        for name in self.folded.split(|c| !inside(c)).map(|name| name.trim_matches(joins)) {
            if name.len() <= 3 || !name.contains(joins) || substring::find(name, "::").is_some() {
                continue;
            }
            // `return_code=FAIL`: the name before the sign, or behind it, may be the code.
            let parts = name.split(['=', ':']).filter(|part| is_name(part));
            for part in core::iter::once(name).chain(parts) {
                let letters = part.contains(|c: char| c.is_ascii_alphabetic());
                let system = || self.systems.iter().any(|system| catalogue::lookup_in(*system, part).is_some());
                if best.is_none_or(|known| part.len() > known.len())
                    && is_known(part, self.options)
                    && (letters || system())
                {
                    best = Some(part);
                }
            }
        }
        let code = best?;
        let start = substring::find(self.folded, code)?;
        let weight = if is_name(code) { NAMED_SYSTEM } else { NAME };
        let place = start..start + code.len();
        let label = Before::Nothing;
        Some(Candidate { weight, place, start, label, code: code.into(), others: Vec::new(), printed: true })
    }

    /// A code in Chinese numerals behind a label.
    fn dictated(&self) -> Option<Candidate> {
        let mut from = 0;
        while let Some(at) = self
            .folded
            .get(from..)?
            .find(|c: char| "零〇一二三四五六七八九".chars().any(|numeral| numeral == c))
            .map(|at| from + at)
        {
            let (code, length) = numerals(self.folded.get(at..)?).unwrap_or((String::new(), 3));
            let label = label::before(self.folded.get(..at)?);
            if label.kind == Before::Code && is_known(&code, self.options) {
                return Some(Candidate {
                    weight: LABELLED,
                    place: at..at + length,
                    start: label.start,
                    label: label.kind,
                    code,
                    others: Vec::new(),
                    printed: true,
                });
            }
            from = at + length;
        }
        None
    }

    /// What the text says beside its codes, their labels, and the names of systems.
    fn rest(&self, code: &str, codes: &[Candidate]) -> String {
        let mut rest = String::new();
        let owns = |named: &&Named| named.systems().any(|system| catalogue::lookup_in(system, code).is_some());
        let names: Vec<&Named> = self.names.iter().filter(owns).collect();
        for (at, c) in self.folded.char_indices() {
            let code = codes.iter().any(|one| (one.start..one.place.end).contains(&at));
            let name = names.iter().any(|named| named.place.contains(&at));
            rest.push(if code || name || c.is_ascii_digit() { ' ' } else { c });
        }
        rest
    }
}

/// Whether a number is a group of a longer one, as of a telephone or a card: seven digits or more with it.
fn is_grouped(before: &str, after: &str) -> bool {
    let part = |c: &char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')');
    let left = before.chars().rev().take_while(part).filter(char::is_ascii_digit).count();
    let right = after.chars().take_while(part).filter(char::is_ascii_digit).count();
    left + right >= 5
}
