//! How well the one box understands people: realistic queries (`tests/queries/*.jsonl`) and the card that must come
//! first. `QUERIES=<file>` scores another file of the same form. tests/queries/README.md describes the form.

use field39::{
    catalogue::{EntryId, Pack, SystemId, Verdict},
    decode::Meaning,
    explain::{Answer, Explanation, Kind, Options, Words, elsewhere, explain, masked_text},
};
use serde_json::Value;
use std::{fs, path::Path, sync::OnceLock};

/// The share of first answers that must be right, in our own queries.
const BAR: f64 = 0.95;

fn packs() -> &'static [Pack] {
    static PACKS: OnceLock<Vec<Pack>> = OnceLock::new();
    PACKS.get_or_init(|| {
        let whole = |pack: field39_codegen::Pack| {
            let mut read = Pack::read(&pack.tag, pack.bytes).unwrap();
            read.add(pack.more).unwrap();
            read
        };
        field39_codegen::packs(Path::new("catalogue")).unwrap().into_iter().map(whole).collect()
    })
}

/// An object or a list of objects.
fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    }
}

fn words(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn is_entry(entry: EntryId, wanted: &Value) -> bool {
    entry.system().key() == text(wanted, "system") && entry.code().eq_ignore_ascii_case(text(wanted, "code"))
}

/// Whether an answer is what a query wants.
fn fits(answer: &Answer, wanted: &Value) -> bool {
    match answer {
        Answer::Listed(entry) => is_entry(*entry, wanted),
        Answer::Unlisted { code, .. } => {
            text(wanted, "system") == "unknown" && code.eq_ignore_ascii_case(text(wanted, "code"))
        }
        Answer::Host(_) => false,
    }
}

/// Whether the first answer is what a query wants.
fn is_first(found: &Explanation, wanted: &Value) -> bool {
    match text(wanted, "system") {
        "guard" => found.kind == Kind::Guard,
        "nothing" => found.kind == Kind::Nothing && found.answers.is_empty(),
        // Bits of a tag, spelled out: `emv-tvr` is tag 95.
        "emv-tvr" | "emv-tsi" => {
            let fields = found.decoded.iter().flat_map(|decoded| &decoded.messages).flat_map(|message| &message.fields);
            fields
                .filter(|field| !field.children.is_empty() || field.meaning != Meaning::None)
                .any(|field| field.value == text(wanted, "code"))
        }
        _ => {
            let mti = found.decoded.as_ref().and_then(|decoded| decoded.messages.first()?.mti.as_deref());
            let same_mti = wanted["mti"].as_str().is_none_or(|wanted| mti == Some(wanted));
            same_mti && found.answers.first().is_some_and(|answer| fits(answer, wanted))
        }
    }
}

/// Whether the first card shows a code: as itself, as another answer, or under "elsewhere".
fn shows(found: &Explanation, wanted: &Value) -> bool {
    let elsewhere = found.answers.first().map(elsewhere).unwrap_or_default();
    found.answers.iter().chain(&found.suggestions).any(|answer| fits(answer, wanted))
        || elsewhere.into_iter().any(|entry| is_entry(entry, wanted))
}

/// Everything that a leaf could print of an explanation.
fn printed(query: &str, found: &Explanation) -> String {
    let mut all = masked_text(query, found.input.as_ref(), found.decoded.as_ref());
    for pack in packs() {
        let words = Words { pack };
        all.extend(found.read_as.iter().map(|note| words.note(note)));
        for answer in found.answers.iter().chain(&found.suggestions) {
            all.push_str(answer.code());
        }
    }
    all.extend(found.alternatives.iter().map(|other| other.text.clone()));
    format!("{all} {:?}", found.decoded)
}

fn customer_texts(found: &Explanation) -> String {
    let Some(answer) = found.answers.first() else { return String::new() };
    let advice = match answer {
        Answer::Listed(entry) => Some(entry.advice()),
        Answer::Unlisted { system, .. } => system.unlisted(),
        Answer::Host(_) => None,
    };
    let say = advice.and_then(|advice| advice.say());
    packs().iter().filter_map(|pack| Some(pack.text(say?).to_lowercase())).collect()
}

/// What is wrong with the explanation of one query.
#[derive(Default)]
struct Faults {
    first: bool,
    missing: Vec<String>,
    shown: usize,
    never: Vec<String>,
}

fn check(query: &Value, found: &Explanation) -> Faults {
    let mut faults = Faults::default();
    let expected = list(&query["expected"]);
    let near = query["near_ok"] == true && expected.iter().any(|wanted| shows(found, wanted));
    faults.first = !near && !expected.iter().any(|wanted| is_first(found, wanted));
    for also in list(&query["also_must_show"]).into_iter().filter(|also| also["optional"] != true) {
        faults.shown += 1;
        if !shows(found, also) {
            faults.missing.push(format!("{}:{}", text(also, "system"), text(also, "code")));
        }
    }
    let verdict = found.answers.first().map(Answer::verdict);
    for family in words(&query["must_not_verdict"]) {
        use Verdict::{FixNow, Paid, PaidPart, ShopFix, Stop, Unlisted};
        let forbidden: &[Verdict] = match family {
            "approved" => &[Paid, PaidPart],
            "declined" => &[FixNow, Stop, ShopFix, Unlisted],
            other => panic!("what is the verdict {other}?"),
        };
        if verdict.is_some_and(|verdict| forbidden.contains(&verdict)) {
            faults.never.push(format!("verdict {family}"));
        }
    }
    let output = printed(text(query, "query"), found);
    let leaks = words(&query["must_mask"]).filter(|secret| output.contains(*secret));
    faults.never.extend(leaks.map(|secret| format!("leaks {secret}")));
    let said = customer_texts(found);
    let bad = words(&query["customer_text_must_not"]).filter(|word| said.contains(*word));
    faults.never.extend(bad.map(|word| format!("the customer reads {word}")));
    if query["undecided"] == true && found.undecided < 2 {
        faults.never.push("picks one silently".into());
    }
    faults
}

fn run(query: &Value) -> Explanation {
    let lang = text(query, "lang");
    let default_system = query["system"].as_str().or(lang.starts_with("zh").then_some("unionpay-pos"));
    let options =
        Options { default_system: default_system.and_then(SystemId::find), locale: lang, ..Options::default() };
    explain(text(query, "query"), packs(), &options)
}

/// Scores a file: right first answers of all, shown of what must be shown, and every fault in words.
fn score(path: &Path) -> (f64, f64, Vec<String>) {
    let file = fs::read_to_string(path).unwrap();
    let (mut right, mut all, mut shown, mut missing) = (0.0, 0.0, 0.0, 0.0);
    let (mut report, mut never) = (String::new(), Vec::new());
    for line in file.lines().filter(|line| !line.trim().is_empty()) {
        let query: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        let found = run(&query);
        let faults = check(&query, &found);
        let stretch = query["tier"] == "stretch";
        if !stretch {
            all += 1.0;
            right += f64::from(u8::from(!faults.first));
            shown += f64::from(u32::try_from(faults.shown).unwrap());
            missing += f64::from(u32::try_from(faults.missing.len()).unwrap());
        }
        let firsts: Vec<String> = found
            .answers
            .iter()
            .take(3)
            .map(|one| format!("{}:{}", one.system().map_or("host", SystemId::key), one.code()))
            .collect();
        if faults.first || !faults.missing.is_empty() || !faults.never.is_empty() {
            let (id, asked) = (text(&query, "id"), text(&query, "query"));
            report += &format!(
                "  {id}{} {asked:.80?}: {:?} {firsts:?}, wanted {}{}{}\n",
                if stretch { " (stretch)" } else { "" },
                found.kind,
                if faults.first { query["expected"].to_string() } else { "(right)".into() },
                if faults.missing.is_empty() { String::new() } else { format!(", missing {:?}", faults.missing) },
                if faults.never.is_empty() { String::new() } else { format!(", {:?}", faults.never) },
            );
        }
        never.extend(faults.never.into_iter().map(|fault| format!("{}: {fault}", text(&query, "query"))));
    }
    let shown_share = if shown == 0.0 { 1.0 } else { (shown - missing) / shown };
    eprintln!("{}: first {right} of {all}, shown {:.1} %\n{report}", path.display(), shown_share * 100.0);
    (right / all, shown_share, never)
}

#[test]
fn people_find_their_card() {
    let own = fs::read_dir("tests/queries").unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = own.filter(|path| path.extension().is_some_and(|ending| ending == "jsonl")).collect();
    files.extend(std::env::var_os("QUERIES").map(Into::into));
    files.sort();
    let mut ok = true;
    for path in files {
        let (first, shown, never) = score(&path);
        ok &= never.is_empty() && first >= BAR && shown >= BAR;
    }
    assert!(ok, "see the scores above");
}
