//! Goods are given away on an approval: texts that must never be answered with one (`never_paid.txt`), on a page of any
//! language and system, and approvals that must stay approvals (`still_paid.txt`).

use field39::{
    catalogue::{Pack, SystemId},
    explain::{Options, explain},
};
use std::{fs, path::Path};

fn packs() -> Vec<Pack> {
    let whole = |pack: field39_codegen::Pack| {
        let mut read = Pack::read(&pack.tag, pack.bytes).unwrap();
        read.add(pack.more).unwrap();
        read
    };
    field39_codegen::packs(Path::new("catalogue")).unwrap().into_iter().map(whole).collect()
}

fn lines(path: &str) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.replace("\\n", "\n"))
        .collect()
}

/// Whether the first answer is an approval, and what it is.
fn paid(text: &str, system: Option<&str>, packs: &[Pack]) -> (bool, String) {
    let options = Options { default_system: system.and_then(SystemId::find), locale: "en", ..Options::default() };
    let found = explain(text, packs, &options);
    let Some(first) = found.answers.first() else { return (false, "nothing".into()) };
    (
        first.verdict().is_paid(),
        format!("{:?} {} {}", first.system().map(SystemId::key), first.code(), first.verdict().name()),
    )
}

#[test]
fn what_is_no_approval_is_never_answered_with_one() {
    let packs = packs();
    let mut wrong = Vec::new();
    for text in lines("tests/never_paid.txt") {
        for system in [None, Some("unionpay-pos"), Some("visa")] {
            let (paid, what) = paid(&text, system, &packs);
            if paid {
                wrong.push(format!("{text:?} on a page of {system:?}: {what}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn approvals_stay_approvals() {
    let packs = packs();
    let told = lines("tests/still_paid.txt").into_iter().map(|text| (paid(&text, None, &packs), text));
    let wrong: Vec<_> =
        told.filter(|((paid, _), _)| !paid).map(|((_, what), text)| format!("{text:?}: {what}")).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
