//! Messages: each input in `tests/vectors` is named by what is in it or wrong with it, and what is read from it
//! stands beside it (`.read`). `UPDATE_VECTORS=1 cargo test --test decode` rewrites those; read the diff.

use field39::{
    catalogue::{Pack, SystemId, lookup},
    decode::{DecodeOptions, Decoded, Field, decode},
    explain::{Words, decode_text},
    input::{Form, Input},
};
use proptest::prelude::*;
use std::{fmt::Write, fs, path::Path};

/// Public test numbers that the vectors carry, as bytes may show them.
const CARD_NUMBERS: [&str; 2] = ["4761739001010119", "5413330089600044"];

fn render(words: Words<'_>, decoded: &Decoded) -> String {
    let mut out = String::new();
    for message in &decoded.messages {
        let _ = writeln!(out, "{} {} {} %", message.kind.name(), message.dialect(), message.percent());
        for field in &message.fields {
            line(words, field, &mut out);
        }
    }
    for diagnostic in &decoded.diagnostics {
        let span = diagnostic.span;
        let _ =
            writeln!(out, "! {} {}..{} {}", diagnostic.code.name(), span.start, span.end, words.diagnostic(diagnostic));
    }
    out
}

fn line(words: Words<'_>, field: &Field, out: &mut String) {
    let meaning = words.meaning(field);
    let _ = writeln!(
        out,
        "{:>4}..{:<4} {:<10} {} = {} {meaning}",
        field.span.start,
        field.span.end,
        field.path,
        words.name(field),
        field.value
    );
    for child in &field.children {
        line(words, child, out);
    }
}

fn vectors() -> Vec<(std::path::PathBuf, String)> {
    let mut vectors: Vec<_> = fs::read_dir("tests/vectors")
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect();
    vectors.sort();
    vectors
}

#[test]
fn vectors_are_read_as_written_beside_them() {
    let pack =
        field39_codegen::packs(Path::new("catalogue")).unwrap().into_iter().find(|pack| pack.tag == "en").unwrap();
    let more = pack.more;
    let mut pack = Pack::read("en", pack.bytes).unwrap();
    pack.add(more).unwrap();
    assert!(vectors().len() >= 12);
    for (path, text) in vectors() {
        let read = render(Words { pack: &pack }, &decode_text(&text, &DecodeOptions::default()).1);
        let beside = path.with_extension("read");
        if std::env::var_os("UPDATE_VECTORS").is_some() {
            fs::write(&beside, &read).unwrap();
        }
        assert_eq!(read, fs::read_to_string(&beside).unwrap_or_default(), "{}", path.display());
    }
}

fn digits(decoded: &Decoded) -> String {
    fn values(field: &Field, out: &mut String) {
        let _ = write!(out, "{}|{}|{:?}|", field.path, field.value, field.meaning);
        field.children.iter().for_each(|child| values(child, out));
    }
    let mut out = String::new();
    decoded.messages.iter().flat_map(|message| &message.fields).for_each(|field| values(field, &mut out));
    out
}

#[test]
fn cut_or_changed_at_any_byte_nothing_panics_and_nothing_is_shown_as_sure() {
    let mut seen = std::collections::BTreeSet::new();
    for (path, text) in vectors() {
        let Some(input) = decode_text(&text, &DecodeOptions::default()).0 else { continue };
        if input.form == Form::Text || !seen.insert(input.bytes.clone()) {
            continue;
        }
        for at in 0..input.bytes.len() {
            let cut = decode(&Input::from_bytes(&input.bytes[..at]), &DecodeOptions::default());
            let whole = cut.messages.first().is_some_and(|message| message.confidence > 0.5);
            assert!(
                !whole || cut.diagnostics.iter().all(|one| one.severity < field39::diagnostic::Severity::Error),
                "{} {at}",
                path.display()
            );
            for flip in [0x01, 0x80, 0xFF] {
                let mut bytes = input.bytes.clone();
                bytes[at] ^= flip;
                decode(&Input::from_bytes(&bytes), &DecodeOptions::default());
            }
        }
    }
}

#[test]
fn no_card_number_comes_out() {
    for (path, text) in vectors() {
        let (_, decoded) = decode_text(&text, &DecodeOptions::default());
        for number in CARD_NUMBERS {
            assert!(!digits(&decoded).contains(number), "{}", path.display());
        }
    }
}

#[test]
fn every_byte_leads_back_to_the_text() {
    let text = "0x8A, 0x02,\n 35:31";
    let (input, _) = decode_text(text, &DecodeOptions::default());
    let input = input.unwrap();
    let shown: Vec<&str> = input.map.iter().map(|span| &text[span.start as usize..span.end as usize]).collect();
    assert_eq!(shown, ["8A", "02", "35", "31"]);
}

/// What a field's value is a code of, and that code's title.
fn named(text: &str, paths: [&str; 2]) -> Vec<String> {
    let packs = field39_codegen::packs(Path::new("catalogue")).unwrap();
    let pack = packs.into_iter().next().unwrap();
    let mut english = Pack::read(&pack.tag, pack.bytes).unwrap();
    english.add(pack.more).unwrap();
    let (_, decoded) = decode_text(text, &DecodeOptions::default());
    let message = &decoded.messages[0];
    let title = |path| {
        let code = message.field(path).unwrap().code.clone().unwrap();
        let entry = lookup(&code.code.to_ascii_lowercase()).find(|entry| entry.system() == code.system).unwrap();
        format!("{} {}", code.code, english.text(entry.title()))
    };
    paths.into_iter().map(title).collect()
}

#[test]
fn merchants_and_countries_are_named() {
    let message = "02103020600002008000000000000000001000000123581215605156";
    assert_eq!(named(message, ["18", "19"]), ["5812 Restaurants", "156 CN CHN China"]);
    let chip = "9F15020742 9F1A020036 9F3303E0F8C8 95050000000000 9F2701 80";
    assert_eq!(named(chip, ["9F15", "9F1A"]), ["0742 Veterinary services", "036 AU AUS Australia"]);
}

#[test]
fn a_merchant_advice_is_named_where_it_stands() {
    let message =
        fs::read_to_string("tests/vectors/mastercard-0110-ebcdic-declined-05-merchant-advice-03.txt").unwrap();
    assert_eq!(named(&message, ["48.84", "48.83"]), ["03 Do not try again", "Y Street and 5-digit postal code match"]);
}

#[test]
fn parts_inside_a_list_of_fields_are_named() {
    let list = "MTI: 0420\nDE4: 000000004999\nDE11: 000327\nDE39: 68\nDE90: 020000032511280845000000012345600000000000";
    let (_, decoded) = decode_text(list, &DecodeOptions::default());
    assert_eq!(decoded.messages[0].field("90.2").unwrap().value, "000325");
}

#[test]
fn a_chip_result_is_looked_up() {
    let (_, decoded) = decode_text("8A025A33 9505 0000008000", &DecodeOptions::default());
    let code = decoded.messages[0].verdict().unwrap().code.clone().unwrap();
    assert_eq!((code.system, code.code.as_str()), (SystemId::find("emv-arc").unwrap(), "Z3"));
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        decode(&Input::from_bytes(&bytes), &DecodeOptions::default());
    }

    #[test]
    fn any_text_is_survived(text in ".{0,300}") {
        decode_text(&text, &DecodeOptions::default());
        field39::explain::explain(&text, &[], &field39::explain::Options::default());
    }

    #[test]
    fn random_bytes_after_a_message_type_are_never_shown_as_sure(bytes in proptest::collection::vec(any::<u8>(), 20..200)) {
        let mut message = vec![0x02, 0x10];
        message.extend(&bytes);
        let decoded = decode(&Input::from_bytes(&message), &DecodeOptions::default());
        prop_assume!(decoded.messages.first().is_none_or(|message| message.encoding.is_some()));
        let sure = decoded.messages.first().is_some_and(|message| message.confidence > 0.9);
        prop_assert!(!sure);
    }
}
