//! The catalogue as it is compiled: every code whole in every language, no code approved by mistake.

use field39::{
    catalogue::{EntryId, Pack, PackError, SystemId, Verdict, lookup},
    explain::{Answer, Options, Words, explain},
};
use std::{fs, path::Path};

fn packs() -> Vec<Pack> {
    let packs = field39_codegen::packs(Path::new("catalogue")).unwrap();
    let whole = |pack: field39_codegen::Pack| {
        let mut read = Pack::read(&pack.tag, pack.bytes).unwrap();
        read.add(pack.more).unwrap();
        read
    };
    packs.into_iter().map(whole).collect()
}

#[test]
fn every_code_has_its_texts_in_every_language() {
    let packs = packs();
    assert_eq!(packs.iter().map(Pack::tag).collect::<Vec<_>>(), ["en", "zh-Hans"]);
    for entry in EntryId::all() {
        for pack in &packs {
            let words = Words { pack };
            assert!(!pack.text(entry.title()).is_empty(), "{} {}", entry.system().key(), entry.code());
            assert!(!words.entry_meaning(entry).is_empty(), "{} {}", entry.system().key(), entry.code());
        }
        assert!(entry.advice().sources().count() > 0);
        assert!((1..=3).contains(&entry.advice().steps().count()));
    }
}

/// Compares with a file beside the tests; `UPDATE_SNAPSHOTS=1` rewrites it, for the diff to be read.
fn snapshot(name: &str, now: &str) {
    let path = Path::new("tests").join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, now).unwrap();
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(before, now, "{name}: UPDATE_SNAPSHOTS=1 cargo test --test catalogue, then read the diff");
}

/// A wrong "approved" gives goods away: each one is a line of a file that a reviewer reads.
#[test]
fn only_these_codes_are_approved() {
    let mut lines: Vec<String> = EntryId::all()
        .filter(|entry| matches!(entry.verdict(), Verdict::Paid | Verdict::PaidPart))
        .map(|entry| format!("{}:{} {}\n", entry.system().key(), entry.code(), entry.verdict().name()))
        .collect();
    lines.sort();
    snapshot("approved.snap", &lines.concat());
}

#[test]
fn coverage_is_what_the_snapshot_says() {
    let mut faults = field39_codegen::Faults::default();
    let model = field39_codegen::read::catalogue(Path::new("catalogue"), &mut faults);
    snapshot("coverage.snap", &field39_codegen::coverage::table(&model));
}

#[test]
fn open_outcomes_are_never_called_failed() {
    for (system, codes) in [
        ("unionpay-pos", &["09", "68", "94", "96", "98"][..]),
        ("iso8583-1987", &["09", "68", "94", "96"]),
        ("visa", &["94", "96"]),
    ] {
        for code in codes {
            let system = SystemId::find(system).unwrap();
            let entry = lookup(&code.to_lowercase()).find(|entry| entry.system() == system).unwrap();
            assert_eq!(entry.verdict(), Verdict::Unknown, "{} {code}", system.key());
            assert_eq!(entry.advice().again().name(), "check-first");
        }
    }
}

#[test]
fn pick_up_codes_never_tell_staff_to_take_the_card() {
    for entry in EntryId::all().filter(|entry| {
        ["iso8583-1987", "visa", "unionpay-pos", "mastercard"].contains(&entry.system().key())
            && ["04", "07", "41", "43", "67"].contains(&entry.code())
    }) {
        assert_eq!(entry.verdict(), Verdict::Stop);
        assert_eq!(entry.advice().again().name(), "never");
    }
}

/// Two lines of one card must not contradict each other.
#[test]
fn what_may_be_run_again_agrees_with_the_verdict() {
    for entry in EntryId::all() {
        let (verdict, again) = (entry.verdict(), entry.advice().again().name());
        let place = (entry.system().key(), entry.code());
        assert_eq!(verdict == Verdict::Stop, again == "never", "{place:?}");
        match verdict {
            Verdict::Unknown => assert_eq!(again, "check-first", "{place:?}"),
            Verdict::Paid => assert_eq!(again, "not-needed", "{place:?}"),
            _ => (),
        }
    }
}

#[test]
fn examples_of_the_catalogue_find_their_code() {
    let packs = packs();
    let mut faults = field39_codegen::Faults::default();
    let model = field39_codegen::read::catalogue(Path::new("catalogue"), &mut faults);
    for system in &model.systems {
        let options = Options { default_system: SystemId::find(&system.key.value), ..Options::default() };
        for (query, expect) in &system.examples {
            let found = explain(&query.value, &packs, &options);
            let code = found.answers.first().map_or("", Answer::code);
            assert_eq!(code, expect.value, "{}:{}: {}", query.place.path, query.place.line, query.value);
        }
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let once = field39_codegen::packs(Path::new("catalogue")).unwrap();
    assert_eq!(once, field39_codegen::packs(Path::new("catalogue")).unwrap());
}

#[test]
fn a_pack_that_is_none_is_refused() {
    let good = field39_codegen::packs(Path::new("catalogue")).unwrap().remove(0).bytes;
    assert_eq!(Pack::read("en", b"no pack".to_vec()).err(), Some(PackError::NotAPack));
    for cut in 0..good.len().min(4000) {
        assert!(Pack::read("en", good[..cut].to_vec()).is_err(), "cut at {cut}");
    }
    let mut other = good.clone();
    other[4] ^= 1;
    assert_eq!(Pack::read("en", other).err(), Some(PackError::OtherCatalogue));
}
