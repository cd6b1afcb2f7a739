//! One message of 11 elements through three decoders, in turn, best and median of many rounds. The crates are told its
//! dialect; ours once is told (the outline) and once is not (everything: detection, fields, words by number).
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use field39::{
    catalogue::Encoding,
    decode::{self, DecodeOptions, Outline},
    input::Input,
};
use iso_8583_rs::{Builder, CompiledSpec, Message};
use std::{hint::black_box, time::Instant};

const FIELDS: [(u8, &str); 11] = [
    (2, "4111111111111111"),
    (3, "000000"),
    (4, "000000010000"),
    (7, "1128061200"),
    (11, "123456"),
    (12, "061200"),
    (13, "1128"),
    (37, "633200000123"),
    (39, "51"),
    (41, "TERM0001"),
    (49, "156"),
];
const ROUNDS: usize = 400;
const CALLS: usize = 500;

fn main() {
    let spec = spec();
    let mut builder = Builder::new(&spec, b"0210").unwrap();
    for (number, value) in FIELDS {
        builder.set(number.into(), value.as_bytes()).unwrap();
    }
    let mut hex = Vec::new();
    builder.pack_into(&mut hex);
    let bitmap: Vec<u8> =
        (0..8).map(|at| u8::from_str_radix(str_of(&hex[4 + 2 * at..6 + 2 * at]), 16).unwrap()).collect();
    let binary = [&hex[..4], &bitmap, &hex[20..]].concat();
    let find = |id: &str| {
        Encoding::all()
            .find(|one| decode::encoding_key(*one) == format!("iso8583-1987/{id}"))
            .expect("a known encoding")
    };
    let (as_hex, as_binary) = (find("ascii-hex"), find("ascii-binary"));
    assert_eq!(Outline::read(&hex, as_hex).map(|found| found.end), Ok(hex.len()));
    assert_eq!(Outline::read(&binary, as_binary).map(|found| found.end), Ok(binary.len()));
    assert!(Message::parse(&spec, &hex).unwrap().get(39) == Some(b"51"));
    let options = DecodeOptions::default();
    let input = Input::from_bytes(&hex);
    assert_eq!(decode::decode(&input, &options).messages[0].field("39").map(|field| &*field.value), Some("51"));

    println!("message of {} bytes (bitmap as hex), {} (binary); ns a message", hex.len(), binary.len());
    println!("                                               best   median");
    let hex_text = str_of(&hex).to_owned();
    show("field39 outline, hex bitmap", || Outline::read(black_box(&hex), as_hex).map(|found| found.span(39)));
    show("iso_8583_rs 0.2.2 parse, hex bitmap", || {
        Message::parse(&spec, black_box(&hex)).map(|found| found.get(39).map(<[u8]>::len))
    });
    show("field39 outline, binary bitmap", || Outline::read(black_box(&binary), as_binary).map(|found| found.span(39)));
    show("iso8583-core 0.1.0 from_bytes, binary bitmap", || {
        iso8583_core::ISO8583Message::from_bytes(black_box(&binary)).is_ok()
    });
    show("field39 decode, dialect unknown, all fields", || decode::decode(black_box(&input), &options).messages.len());
    show("field39 explain of the pasted text", || {
        field39::explain::explain(black_box(&hex_text), &[], &field39::explain::Options::default()).answers.len()
    });
}

/// The peer reads its dialect from a file.
fn spec() -> CompiledSpec {
    let rows = [
        (2, "n", 19, "llvar"),
        (3, "n", 6, "fixed"),
        (4, "n", 12, "fixed"),
        (7, "n", 10, "fixed"),
        (11, "n", 6, "fixed"),
        (12, "n", 6, "fixed"),
        (13, "n", 4, "fixed"),
        (37, "an", 12, "fixed"),
        (39, "an", 2, "fixed"),
        (41, "ans", 8, "fixed"),
        (49, "an", 3, "fixed"),
    ];
    let rows = rows.map(|(number, kind, most, form)| {
        format!("{number}:\n  ContentType: {kind}\n  MaxLen: {most}\n  LenType: {form}\n  Label: element {number}\n")
    });
    let file = std::env::temp_dir().join("field39-bench-spec.yml");
    std::fs::write(&file, rows.concat()).unwrap();
    CompiledSpec::from_file(&file.display().to_string()).unwrap()
}

fn str_of(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn show<T>(name: &str, mut work: impl FnMut() -> T) {
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let from = Instant::now();
            for _ in 0..CALLS {
                black_box(work());
            }
            from.elapsed().as_nanos() as f64 / CALLS as f64
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    println!("{name:<44} {:>7.0} {:>8.0}", rounds[0], rounds[ROUNDS / 2]);
}
