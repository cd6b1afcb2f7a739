//! One box: what people type, and the card that must come first.

use field39::{
    catalogue::{Pack, SystemId, Verdict},
    explain::{Kind, Options, explain},
};
use std::{path::Path, sync::OnceLock};

fn packs() -> &'static [Pack] {
    static PACKS: OnceLock<Vec<Pack>> = OnceLock::new();
    PACKS.get_or_init(read)
}

fn read() -> Vec<Pack> {
    let packs = field39_codegen::packs(Path::new("catalogue")).unwrap();
    let whole = |pack: field39_codegen::Pack| {
        let mut read = Pack::read(&pack.tag, pack.bytes).unwrap();
        read.add(pack.more).unwrap();
        read
    };
    packs.into_iter().map(whole).collect()
}

fn first(text: &str, system: Option<&str>) -> (Kind, String, String, Verdict) {
    let options = Options { default_system: system.and_then(SystemId::find), ..Options::default() };
    let packs = packs();
    let found = explain(text, packs, &options);
    let answer = found.answers.first().unwrap_or_else(|| panic!("{text}: no answer"));
    (found.kind, answer.system().map_or("host", SystemId::key).into(), answer.code().into(), answer.verdict())
}

#[test]
fn codes_in_every_dress() {
    for text in [
        "51",
        " 51 ",
        "５１",
        "RESP: 51",
        "resp_code=51",
        "RC51",
        "39=51",
        "DE39:51",
        "应答码 51",
        "应答码：５１　可用余额不足",
        "返回码51",
        "pos机显示应答码51怎么办",
        "交易失败 51",
        "0051",
        "resp: 5l",
        "RESP: S1",
    ] {
        let (_, system, code, _) = first(text, Some("unionpay-pos"));
        assert_eq!((system.as_str(), code.as_str()), ("unionpay-pos", "51"), "{text}");
    }
    for text in ["5", "05", "O5 declined 05", "why does my terminal say declined 05"] {
        assert_eq!(first(text, None).2, "05", "{text}");
    }
    assert_eq!(first("r0", None), (Kind::Code, "visa".into(), "R0".into(), Verdict::Stop));
}

#[test]
fn the_system_of_the_page_comes_first() {
    assert_eq!(first("05", Some("visa")).1, "visa");
    assert_eq!(first("05", Some("unionpay-pos")).1, "unionpay-pos");
    assert_eq!(first("Z3", None).1, "emv-arc");
}

#[test]
fn values_that_no_table_has_are_said_to_be_unlisted() {
    for text in ["R0", "POS机刷卡返回码R0是什么意思", "应答码 47", "Q9", "rc 8X"] {
        assert_eq!(first(text, Some("unionpay-pos")).3, Verdict::Unlisted, "{text}");
    }
}

#[test]
fn words_in_both_languages() {
    for (text, code) in [
        ("余额不足", "51"),
        ("餘額不足", "51"),
        ("密码错误", "55"),
        ("MAC校验失败", "A0"),
        ("请重新签到", "77"),
        ("挂失卡", "41"),
        ("没收卡", "04"),
        ("该卡已过期", "54"),
        ("重复交易", "94"),
    ] {
        let found = first(text, Some("unionpay-pos"));
        let also = text == "请重新签到" && ["A0", "99"].contains(&found.2.as_str());
        assert!(found.2 == code || also, "{text}: {found:?}");
    }
    for (text, code) in [
        ("insufficient funds", "51"),
        ("insuficient funds", "51"),
        ("do not honor", "05"),
        ("do not honour", "05"),
        ("wrong pin", "55"),
        ("expired card", "54"),
        ("pick up card", "04"),
        ("transaction not permitted to cardholder", "57"),
        ("HOLD-CALL", "04"),
    ] {
        assert_eq!(first(text, None).2, code, "{text}");
    }
}

#[test]
fn a_card_number_is_guarded() {
    for text in ["4111111111111111", "4111 1111 1111 1111", "４１１１-１１１１-１１１１-１１１１"] {
        assert_eq!(explain(text, packs(), &Options::default()).kind, Kind::Guard, "{text}");
    }
}

#[test]
fn nonsense_gets_no_answer() {
    for text in ["", "   ", "qwertyuiop", "00:14:5e:47:2e:d8\n00:1a:d4:0c:32:0f", "天气"] {
        let found = explain(text, packs(), &Options::default());
        assert!(found.answers.is_empty(), "{text}");
    }
}
