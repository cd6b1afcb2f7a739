//! Each kind of fault is refused, at its place, in words. A copy of the real catalogue is broken in one spot.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A copy of the catalogue in which `from` stands as `to`, in one file.
fn broken(name: &str, file: &str, from: &str, to: &str) -> String {
    let copy = std::env::temp_dir().join(format!("field39-fault-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&copy);
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue"), &copy);
    let path = copy.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} holds no {from:?}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    let result = field39_codegen::load(&copy);
    fs::remove_dir_all(&copy).unwrap();
    result.err().map(|faults| faults.to_string()).unwrap_or_default()
}

fn copy_folder(from: &Path, to: &PathBuf) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[track_caller]
fn refuses(name: &str, (file, from, to): (&str, &str, &str), says: &str) {
    let faults = broken(name, file, from, to);
    assert!(faults.contains(says), "expected {says:?}, found:\n{faults}");
    let place = faults.lines().next().unwrap_or_default();
    assert!(
        place.starts_with("catalogue/") && place.split(':').nth(2).is_some_and(|col| col.parse::<u32>().is_ok()),
        "{place}"
    );
}

const ARC: &str = "systems/emv-arc/codes.toml";
const ARC_EN: &str = "systems/emv-arc/en.toml";

#[test]
fn the_catalogue_itself_is_sound() {
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
    assert_eq!(field39_codegen::load(&catalogue).err(), None);
}

#[test]
fn not_toml() {
    refuses("not-toml", (ARC, "[[code]]", "[[code]"), "is not TOML");
}

#[test]
fn unknown_key() {
    refuses(
        "unknown-key",
        (ARC, "verdict = \"paid\"", "verdict = \"paid\"\ncolour = \"red\""),
        "unknown key `colour`, expected one of",
    );
}

#[test]
fn missing_key() {
    refuses("missing-key", (ARC, "verdict = \"paid\"\n", ""), "`verdict` is missing");
}

#[test]
fn wrong_type() {
    refuses("wrong-type", (ARC, "verdict = \"paid\"", "verdict = true"), "`verdict` is boolean, expected a string");
}

#[test]
fn code_without_source() {
    refuses("no-source", (ARC, "source = [\"emv\", \"utils\"]\ndo", "source = []\ndo"), "`source` is missing");
}

#[test]
fn source_that_is_not_defined() {
    refuses(
        "dead-source",
        (ARC, "source = [\"emv\", \"utils\"]\ndo", "source = [\"nobody\"]\ndo"),
        "source `nobody` is not defined",
    );
}

#[test]
fn source_of_nobody() {
    let owner = fs::read_to_string(Path::new("../catalogue").join(ARC)).unwrap();
    let owner = owner.lines().find(|line| line.starts_with("owner = ")).unwrap().to_owned();
    refuses("nobodys-source", (ARC, &owner, "owner = \"\""), "says not whose it is");
}

#[test]
fn duplicate_code() {
    refuses("duplicate", (ARC, "code = \"Y2\"", "code = \"Y1\""), "code `Y1` is there already, at line");
}

#[test]
fn unknown_verdict() {
    refuses(
        "verdict",
        (ARC, "verdict = \"paid\"", "verdict = \"approved\""),
        "`approved` is no verdict, expected one of paid",
    );
}

#[test]
fn unknown_advice() {
    refuses("advice", (ARC, "\"you:hand-over\"", "\"you:dance\""), "`you:dance` is in no language file");
}

#[test]
fn link_that_leads_nowhere() {
    refuses(
        "dead-link",
        ("systems/unionpay-pos/codes.toml", "see = [\"iso8583-1987:04\"]", "see = [\"iso8583-1987:0X\"]"),
        "leads nowhere",
    );
}

#[test]
fn verdict_without_customer_sentence() {
    refuses("no-say", (ARC, "say = \"approved\"\n", ""), "this verdict needs a customer sentence");
}

#[test]
fn text_that_one_language_lacks() {
    refuses(
        "no-text",
        (ARC_EN, "title = \"Approved offline\"\n", ""),
        "language en lacks the text `entry.emv-arc.Y1.title`",
    );
}

#[test]
fn text_that_nothing_uses() {
    refuses("unused", (ARC_EN, "[\"Y1\"]", "[\"Q1\"]"), "nothing uses the text `entry.emv-arc.Q1.title`");
}

#[test]
fn customer_sentence_that_says_too_much() {
    refuses(
        "too-much",
        ("languages/en.toml", "This card did not work", "This stolen card did not work"),
        "must not say `stolen`",
    );
}

#[test]
fn disagreement_without_both_readings() {
    refuses("dispute", (ARC, "level = \"C\"", "level = \"D\""), "level D, but language en lacks `dispute`");
}

#[test]
fn example_of_a_code_that_is_not_there() {
    refuses("example", (ARC, "expect = \"Z3\"", "expect = \"Z9\""), "the example expects `Z9`");
}

#[test]
fn date_that_is_none() {
    refuses("date", (ARC, "checked = 2026-11-24", "checked = \"yesterday\""), "expected a date such as");
}

#[test]
fn field_length_that_is_none() {
    refuses(
        "length",
        ("dialects/iso8583-1987/fields.toml", "length = \"..19\"", "length = \".19\""),
        "is no length such as",
    );
}

const INSIDES: &str = "dialects/mastercard/insides.toml";

#[test]
fn form_of_parts_that_is_none() {
    refuses(
        "form",
        (INSIDES, "form = \"tagged\"", "form = \"tagged-twice\""),
        "`tagged-twice` is none of tagged, places",
    );
}

#[test]
fn widths_that_a_form_has_not() {
    refuses("widths", (INSIDES, "form = \"places\"", "form = \"places\"\ntag = 2"), "do not fit the form `places`");
}

#[test]
fn parts_of_a_field_that_is_not_there() {
    refuses("parts", (INSIDES, "[inside.\"61\"]", "[inside.\"161\"]"), "`161` is in no field");
}

#[test]
fn parts_without_a_source() {
    refuses("parts-source", (INSIDES, "checked = 2026-11-28\n", ""), "`checked` is missing");
}

#[test]
fn part_that_one_language_does_not_name() {
    let file = "dialects/mastercard/en.toml";
    refuses("part-name", (file, "\"84\" = \"Merchant advice code\"\n", ""), "language en lacks the text");
}

#[test]
fn all_faults_are_told_at_once() {
    let faults = broken(
        "many",
        ARC,
        "level = \"B\"\nsource = [\"emv\", \"utils\"]\ndo = [\"you:hand-over\"]",
        "level = \"E\"\nsource = []\ndo = [\"x\"]",
    );
    assert!(faults.lines().count() >= 4, "{faults}");
}

#[test]
fn kind_that_is_not_there() {
    refuses(
        "kind",
        ("systems/ach/codes.toml", "kind = \"no-money\"", "kind = \"no-mony\""),
        "`no-mony` is no kind, expected one of kinds/kinds.toml",
    );
}

#[test]
fn kind_without_words() {
    refuses(
        "kind-words",
        ("kinds/en.toml", "[no-money]\ntitle = \"Not enough money\"\n", "[no-money]\n"),
        "language en lacks the text `kind.no-money.title`",
    );
}

#[test]
fn key_of_a_gateway_without_a_system() {
    refuses(
        "gateway",
        ("pastes/gateways.toml", "system = \"stripe\"", "system = \"strype\""),
        "system `strype` does not exist",
    );
}

#[test]
fn label_of_a_slip_with_two_fields() {
    refuses(
        "slip-label",
        ("pastes/slips.toml", "\"tvr\" = \"95\"", "\"tvr\" = \"95\"\n\"Tvr\" = \"9B\""),
        "the label `tvr` names `9B` and `95`",
    );
}

const LABELS: &str = "labels.toml";

#[test]
fn label_twice() {
    refuses("label-twice", (LABELS, "\"返回码\"", "\"应答码\", \"返回码\""), "is there twice");
}

#[test]
fn name_of_no_system() {
    refuses("name-of-no-system", (LABELS, "means = [\"visa\"]", "means = [\"viza\"]"), "`viza` is no system");
}
