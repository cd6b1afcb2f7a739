//! An approval of what is no payment is never shown as one: reversals, sign-on, refunds and inquiries.

use field39::{
    catalogue::{Pack, Verdict},
    explain::{Answer, Options, Words, explain},
};
use std::{path::Path, sync::OnceLock};

/// The first answer: its system and code, its verdict, its English title.
fn told(message: &str) -> (String, Verdict, String) {
    static ENGLISH: OnceLock<Pack> = OnceLock::new();
    let english = ENGLISH.get_or_init(|| {
        let packs = field39_codegen::packs(Path::new("catalogue")).unwrap();
        let pack = packs.into_iter().find(|pack| pack.tag == "en").unwrap();
        let mut english = Pack::read("en", pack.bytes).unwrap();
        english.add(pack.more).unwrap();
        english
    });
    let found = explain(message, std::slice::from_ref(english), &Options::default());
    let Some(Answer::Listed(entry)) = found.answers.first() else { panic!("no listed answer: {message}") };
    let code = format!("{}:{}", entry.system().key(), entry.code());
    (code, entry.verdict(), Words { pack: english }.title(*entry).to_owned())
}

#[test]
fn a_purchase_is_approved() {
    let purchase = "02103220000002000000000000000000001000112410153000012300";
    assert_eq!(told(purchase), ("iso8583-1987:00".into(), Verdict::Paid, "Approved".into()));
}

#[test]
fn what_the_chip_declined_at_last_is_not_paid() {
    let texts = [
        "8A0230309F2701009F26081122334455667788",
        "8A=3030;9F27=00;95=8080008000",
        "Response code: 00\n9F27: 00\nTVR: 8080008000",
    ];
    for text in texts {
        assert_ne!(told(text).1, Verdict::Paid, "{text}");
    }
}

#[test]
fn an_approved_reversal_is_no_payment() {
    let reversal = "04103220000002000000000000000000001000112410153000012300";
    let title = "Reversal accepted: no payment".to_owned();
    assert_eq!(told(reversal), ("iso8583-1987:00".into(), Verdict::NotAResult, title));
}

#[test]
fn an_answer_of_the_network_is_no_payment() {
    let (code, verdict, title) = told("08100220000002000000051208000000000100");
    assert_eq!((code.as_str(), verdict), ("iso8583-1987:00", Verdict::NotAResult));
    assert_eq!(title, "Network message, not a payment");
}

#[test]
fn a_refund_or_an_inquiry_is_no_purchase() {
    for processing in ["200000", "310000"] {
        let message = format!("02103220000002000000{processing}000000001000112410153000012300");
        assert_eq!(told(&message).1, Verdict::NotAResult, "{processing}");
    }
}

#[test]
fn a_refused_reversal_keeps_its_own_words() {
    let refused = "04103220000002000000000000000000001000112410153000012325";
    assert_eq!(told(refused).0, "iso8583-1987:25");
    assert_ne!(told(refused).1, Verdict::Paid);
}

#[test]
fn what_the_rest_of_a_text_speaks_against_is_not_approved() {
    let mut count = 0;
    for entry in std::fs::read_dir("tests/vectors").unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if name.ends_with("-contradicted.txt") {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            assert!(!told(&text).1.is_paid(), "{name}");
            count += 1;
        }
    }
    assert!(count > 10, "{count}");
}
