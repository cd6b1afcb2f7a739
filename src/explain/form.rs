//! One code, written in several ways: without its zero, with more zeros, with a company's digits before it, with letters
//! where a camera saw letters, in Chinese numerals.

use super::Options;
use crate::catalogue::{self, EntryId, SystemId, tables::RENUMBERED};
use alloc::{string::String, vec::Vec};

/// Whether any table has a code.
pub fn is_known(code: &str, options: &Options<'_>) -> bool {
    catalogue::lookup(code).next().is_some() || super::answer::host(code, options.host).is_some()
}

/// What a run of characters may stand for, likeliest first: itself; `5` for `05`; `0055` for `55`; `R1` for `R01`;
/// `10051` for `51`.
pub fn forms(run: &str) -> Vec<String> {
    let mut forms: Vec<String> = alloc::vec![run.into()];
    let mut bytes = run.bytes();
    match (bytes.next(), bytes.next(), run.len()) {
        (Some(digit), None, _) if digit.is_ascii_digit() => forms.push(["0", run].concat()),
        (Some(letter), Some(digit), 2) if letter.is_ascii_alphabetic() && digit.is_ascii_digit() => {
            forms.push(String::from_iter([char::from(letter), '0', char::from(digit)]));
        }
        (Some(b'0'), _, 3..) => {
            // Two digits at least.
            let zeros = run.bytes().take_while(|byte| *byte == b'0').count().min(run.len() - 2);
            forms.extend(run.get(zeros..).map(String::from));
        }
        _ => {}
    }
    // Status words that hold a count: `63C2` is `63CX`.
    if run.len() == 4 && run.starts_with('6') {
        forms.extend(run.get(..3).map(|head| [head, "x"].concat()));
        forms.extend(run.get(..2).map(|head| [head, "xx"].concat()));
    }
    for (before, digits) in RENUMBERED {
        let rest = run.strip_prefix(before).filter(|_| run.len() == usize::from(digits));
        forms.extend(rest.map(String::from));
    }
    forms
}

/// The form in which a run is looked up: as one of `homes` has it, as the systems that most people meet have it, as any
/// has it. A lone digit is what a terminal prints as two.
pub fn settle(run: &str, homes: &[SystemId], options: &Options<'_>) -> String {
    let mut forms = forms(run);
    if run.len() == 1 {
        forms.reverse();
    }
    let host = |code: &&String| super::answer::host(code, options.host).is_some();
    let at_home = |code: &&String| homes.iter().any(|home| catalogue::lookup_in(*home, code).is_some());
    let common = |code: &&String| catalogue::lookup(code).any(is_common);
    let listed = |code: &&String| is_known(code, options);
    let mut found = forms.iter().find(host).or_else(|| forms.iter().find(at_home));
    if homes.is_empty() {
        found = found.or_else(|| forms.iter().find(common));
    }
    let code = found.or_else(|| forms.iter().find(listed)).or_else(|| forms.first());
    code.cloned().unwrap_or_else(|| run.into())
}

/// Whether a system is met everywhere that cards are.
pub fn is_common(entry: EntryId) -> bool {
    entry.is_front() || (entry.system().regions().is_empty() && !entry.system().carried_in().is_empty())
}

/// What a camera takes for letters: O for 0, l or I for 1, S for 5.
pub fn repaired(run: &str) -> String {
    let digit = |c: char| match c {
        'o' => '0',
        'l' | 'i' => '1',
        's' => '5',
        c => c,
    };
    run.chars().map(digit).collect()
}

/// A code in Chinese numerals at the start of a text, as people dictate it: `五一`.
pub fn numerals(text: &str) -> Option<(String, usize)> {
    let digit = |c: char| "零一二三四五六七八九".chars().position(|numeral| numeral == c);
    let (mut code, mut length) = (String::new(), 0);
    for c in text.chars() {
        let value = match c {
            '〇' => 0,
            '幺' => 1,
            '两' => 2,
            c => match digit(c) {
                Some(value) => value,
                None => break,
            },
        };
        code.extend(char::from_digit(u32::try_from(value).ok()?, 10));
        length += c.len_utf8();
    }
    (2..=4).contains(&code.len()).then_some((code, length))
}

/// Longer runs of codes without anything between them are numbers.
const MAX_PAIRS: usize = 8;

/// Two characters each: the first is the code, different ones are others.
pub fn pairs(run: &str, any: bool) -> Option<(String, Vec<String>)> {
    if run.len() > MAX_PAIRS || run.len() % 2 == 1 || !run.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut codes: Vec<String> = Vec::new();
    for at in (0..run.len()).step_by(2) {
        let code = run.get(at..at + 2)?;
        if !codes.iter().any(|known| known == code) {
            codes.push(code.into());
        }
    }
    // Without a label that says so, only one code over and over.
    let others = codes.split_off(1);
    (any || others.is_empty()).then_some((codes.pop()?, others))
}

/// Whether a number is a year near ours.
pub fn is_year(run: &str) -> bool {
    run.len() == 4 && (run.starts_with("201") || run.starts_with("202") || run.starts_with("203"))
}
