//! What is cut, changed or wrapped: nothing that is not whole is shown as sure, a message is the same behind every header,
//! and no card number comes out of anything.

use field39::{
    decode::{DecodeOptions, Decoded, Field, Meaning, MessageKind},
    explain::{decode_text, masked_text},
    input::{Form, Input},
};
use proptest::prelude::*;
use std::{fmt::Write, fs};

fn vectors() -> Vec<(String, String)> {
    let paths = fs::read_dir("tests/vectors").unwrap().flatten().map(|entry| entry.path());
    let texts = paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let mut all: Vec<_> = texts
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into(), fs::read_to_string(path).unwrap()))
        .collect();
    all.sort();
    all
}

fn read(text: &str) -> (Option<Input>, Decoded) {
    decode_text(text, &DecodeOptions::default())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02X}");
        out
    })
}

/// Bytes of vectors that are ISO 8583, as bytes.
fn messages() -> Vec<(String, Vec<u8>)> {
    let whole = |text: &str| {
        let (input, decoded) = read(text);
        let iso = decoded
            .messages
            .first()
            .is_some_and(|one| one.kind == MessageKind::Iso8583 && one.confidence > 0.8 && one.encoding.is_some());
        input
            .filter(|input| {
                iso && decoded.diagnostics.is_empty() && decoded.messages.len() == 1 && input.form != Form::Text
            })
            .map(|input| input.bytes)
    };
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for (name, text) in vectors() {
        if let Some(bytes) = whole(&text).filter(|bytes| all.iter().all(|(_, known)| known != bytes)) {
            all.push((name, bytes));
        }
    }
    all
}

#[test]
fn no_part_of_a_message_is_shown_as_sure() {
    let mut sure = Vec::new();
    for (name, bytes) in messages() {
        for end in 1..bytes.len() {
            let (_, decoded) = read(&hex(&bytes[..end]));
            if decoded.confidence() > 0.5 {
                sure.push(format!("{name} cut at {end}: {} {:?}", decoded.messages[0].dialect(), elements(&decoded)));
            }
        }
    }
    assert!(sure.is_empty(), "{sure:#?}");
}

fn strings(field: &Field, out: &mut String) {
    let _ = write!(out, "{}|", field.value);
    if let Meaning::Plain(words) = &field.meaning {
        let _ = write!(out, "{words}|");
    }
    if let Some(code) = &field.code {
        let _ = write!(out, "{}|", code.code);
    }
    field.children.iter().for_each(|child| strings(child, out));
}

/// A number as it may stand in an output: plain, or as hex of ASCII or EBCDIC digits.
fn spellings(number: &str) -> [String; 3] {
    let spelled = |zone: char| number.chars().flat_map(|digit| [zone, digit]).collect::<String>();
    [number.into(), spelled('3'), spelled('F')]
}

/// Test numbers whose every digit a vector shows in some writing.
const NUMBERS: [&str; 5] =
    ["4761739001010119", "5413330089600044", "4111111111111111", "6222988812340000", "5452170151982769"];

fn holds_number(text: &str) -> Option<&'static str> {
    let upper = text.to_ascii_uppercase();
    NUMBERS.into_iter().find(|number| spellings(number).iter().any(|spelled| upper.contains(spelled.as_str())))
}

fn assert_hidden(what: &str, text: &str) {
    let (input, decoded) = read(text);
    let mut out = String::new();
    decoded.messages.iter().flat_map(|message| &message.fields).for_each(|field| strings(field, &mut out));
    decoded.diagnostics.iter().for_each(|one| out.push_str(&one.path));
    assert_eq!(holds_number(&out), None, "{what}: {text}\n{out}");
    let masked = masked_text(text, input.as_ref(), Some(&decoded));
    assert_eq!(holds_number(&masked), None, "{what}: {text}\n{masked}");
}

#[test]
fn no_card_number_comes_out_of_changed_messages() {
    for (name, bytes) in messages() {
        if holds_number(&hex(&bytes)).is_none() {
            continue;
        }
        for at in 0..bytes.len() {
            for change in [0x01, 0x40, 0x80] {
                let mut changed = bytes.clone();
                changed[at] ^= change;
                assert_hidden(&format!("{name}, byte {at}"), &hex(&changed));
            }
            let mut shorter = bytes.clone();
            shorter.remove(at);
            assert_hidden(&format!("{name} without byte {at}"), &hex(&shorter));
            assert_hidden(&format!("{name} from byte {at}"), &hex(&bytes[at..]));
        }
    }
}

#[test]
fn no_card_number_comes_out_of_changed_text() {
    for (name, text) in vectors() {
        if holds_number(&text).is_none() || text.len() > 1500 {
            continue;
        }
        for (at, _) in text.char_indices().step_by(7) {
            let (head, tail) = text.split_at(at);
            let rest: String = tail.chars().skip(1).collect();
            assert_hidden(&format!("{name} without character {at}"), &format!("{head}{rest}"));
            assert_hidden(&format!("{name} with an x at {at}"), &format!("{head}x{rest}"));
            assert_hidden(&format!("{name} up to {at}"), head);
        }
    }
}

fn elements(decoded: &Decoded) -> Vec<(String, String)> {
    let fields = decoded.messages.first().map(|message| message.fields.as_slice()).unwrap_or_default();
    let own = fields.iter().filter(|field| field.path == "mti" || field.path.parse::<u8>().is_ok());
    own.map(|field| (field.path.clone(), field.value.clone())).collect()
}

#[test]
fn a_message_is_the_same_behind_every_header() {
    for (name, bytes) in messages() {
        let (_, plain) = read(&hex(&bytes));
        let header = plain.messages[0].fields.iter().any(|field| matches!(&*field.path, "tpdu" | "header" | "length"));
        if header {
            continue;
        }
        let length = u16::try_from(bytes.len()).unwrap();
        let tpdu = [0x60, 0x00, 0x03, 0x00, 0x00];
        let behind_tpdu = length + 5;
        let heads: [Vec<u8>; 6] = [
            length.to_be_bytes().to_vec(),
            (length + 2).to_be_bytes().to_vec(),
            u32::from(length).to_be_bytes().to_vec(),
            tpdu.to_vec(),
            [&behind_tpdu.to_be_bytes()[..], &tpdu].concat(),
            format!("{length:04}").into_bytes(),
        ];
        for head in heads {
            let (_, decoded) = read(&hex(&[&head[..], &bytes].concat()));
            assert_eq!(elements(&decoded), elements(&plain), "{name} behind {head:02X?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_never_shown_as_a_sure_message(bytes in proptest::collection::vec(any::<u8>(), 24..300)) {
        let (_, decoded) = read(&hex(&bytes));
        let sure = decoded.messages.iter().any(|one| one.kind == MessageKind::Iso8583 && one.confidence > 0.5);
        prop_assert!(!sure);
    }
}

#[test]
fn every_message_of_a_log_is_read() {
    for (name, bytes) in messages() {
        let line = format!("10:11:12.345 DEBUG RX: {}\n", hex(&bytes));
        let (_, decoded) = read(&line.repeat(3));
        assert_eq!(decoded.messages.len(), 3, "{name}");
    }
}

#[test]
fn every_message_of_a_log_of_different_messages_is_read() {
    let messages = messages();
    for pair in messages.windows(2) {
        let [(one, first), (two, second)] = pair else { continue };
        let log: String =
            [first, second, first].iter().map(|bytes| format!("10:11:12.345 RX: {}\n", hex(bytes))).collect();
        let (_, decoded) = read(&log);
        let lengths: Vec<u32> = decoded.messages.iter().map(|one| one.span.end - one.span.start).collect();
        let wanted: Vec<u32> = [first, second, first].iter().map(|bytes| u32::try_from(bytes.len()).unwrap()).collect();
        assert_eq!(lengths, wanted, "{one} and {two}");
    }
}
