//! `pick` gives the values that `decode` shows, without looking for the way of writing: held over all vectors of ISO 8583.

use field39::{
    catalogue::Encoding,
    decode::{DecodeOptions, Field, Message, Outline, decode, encoding_key, is_card_number, pick},
    explain::decode_text,
    input::Input,
};
use std::{collections::BTreeMap, fs};

/// Bytes of messages that are sure, whole and written exactly as their dialect says, from the type indicator on.
fn messages() -> Vec<(Vec<u8>, Message)> {
    let mut all = Vec::new();
    for entry in fs::read_dir("tests/vectors").unwrap().flatten() {
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        let (input, decoded) = decode_text(&text, &DecodeOptions::default());
        let (Some(input), [message], true) = (input, &decoded.messages[..], decoded.diagnostics.is_empty()) else {
            continue;
        };
        let Some(mti) = message.field("mti") else { continue };
        if message.encoding.is_some() && message.confidence > 0.5 && message.field("frame").is_none() {
            all.push((input.bytes[mti.span.start as usize..].to_vec(), message.clone()));
        }
    }
    all
}

fn picked(bytes: &[u8], encoding: Encoding, unmask: bool) -> (Result<usize, u8>, BTreeMap<u8, String>) {
    let mut values = BTreeMap::new();
    let options = DecodeOptions { unmask, dialect: None };
    let end = pick(
        bytes,
        encoding,
        &options,
        |number| number != 7,
        |number, value| {
            if let Some(at) = value.stands {
                assert_eq!(bytes.get(at..at + value.text.len()), Some(value.text.as_bytes()));
            }
            values.insert(number, value.text.to_owned());
        },
    );
    (end, values)
}

#[test]
fn values_and_places_are_those_of_decode() {
    let messages = messages();
    assert!(messages.len() > 40, "{}", messages.len());
    for (bytes, message) in messages {
        let encoding = message.encoding.unwrap();
        let start = message.field("mti").unwrap().span.start;
        let name = encoding_key(encoding);
        assert_eq!(Encoding::find(&name), Some(encoding));
        let (end, values) = picked(&bytes, encoding, false);
        assert_eq!(end, Ok(bytes.len()), "{name}");
        let numbered = |field: &&Field| field.path.parse().is_ok_and(|number: u8| number != 7);
        let wanted: BTreeMap<u8, String> = message
            .fields
            .iter()
            .filter(numbered)
            .map(|field| (field.path.parse().unwrap(), field.value.clone()))
            .collect();
        assert_eq!(values, wanted, "{name}");
        let outline = Outline::read(&bytes, encoding).unwrap();
        for field in message.fields.iter().filter(numbered) {
            let span = outline.span(field.path.parse().unwrap()).unwrap().shifted(start as usize);
            assert_eq!((span.start, span.end), (field.header.end, field.span.end), "{name} {}", field.path);
        }
    }
}

#[test]
fn a_cut_message_breaks_and_gives_what_stands_before_the_cut() {
    for (bytes, message) in messages() {
        let encoding = message.encoding.unwrap();
        let name = encoding_key(encoding);
        let whole = picked(&bytes, encoding, true).1;
        for at in 0..bytes.len() {
            let (end, values) = picked(&bytes[..at], encoding, true);
            // Where digits are packed, how an element is written may hang on bytes that are gone; so does whether the length
            // of chip data counts bytes or digits.
            assert!(end.is_err() || message.field("55").is_some(), "{name} {at}");
            let same = |(number, value): (&u8, &String)| *number == 55 || whole.get(number) == Some(value);
            assert!(!name.ends_with("/ascii-hex") || values.iter().all(same), "{name} {at}");
        }
    }
}

#[test]
fn no_card_number_comes_out_of_any_encoding_whatever_was_written() {
    for (bytes, _) in messages() {
        for encoding in Encoding::all() {
            for value in picked(&bytes, encoding, false).1.values() {
                let shown = value.split(|c: char| !c.is_ascii_digit()).any(is_card_number);
                assert!(!shown, "{}: {value}", encoding_key(encoding));
            }
        }
    }
}

#[test]
fn nothing_panics_on_any_bytes() {
    let mut state = 39_u64;
    for length in 0..200 {
        let bytes: Vec<u8> = (0..length)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 56) as u8
            })
            .collect();
        for encoding in Encoding::all() {
            let _ = picked(&bytes, encoding, false);
            let _ = picked(&[b"0210", &bytes[..]].concat(), encoding, false);
        }
    }
    assert!(decode(&Input::from_bytes(&[]), &DecodeOptions::default()).messages.is_empty());
}
