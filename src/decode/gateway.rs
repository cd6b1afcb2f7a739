//! Answers of gateways and banks: JSON, XML, form data, ISO 20022. Which key carries whose code is data
//! (`catalogue/pastes/gateways.toml`); the inner reason outweighs the outer "OK".

use super::{
    DecodeOptions, Message, MessageKind,
    approval::{self, Coded},
    field::{CodeRef, Field, Name},
    mask,
    pairs::{self, Pair},
    whose, wrapped,
};
use crate::{
    catalogue::{
        self, EntryId, SystemId,
        tables::{GATEWAY_KEYS, word},
    },
    fold::fold,
    span::ByteSpan,
};
use alloc::{string::String, vec::Vec};

/// Reads the text if a key of it carries a code that is in its system's table.
pub fn read(text: &str, options: &DecodeOptions) -> Option<Message> {
    let trimmed = text.trim();
    let printed = trimmed.contains("] => ");
    if !trimmed.starts_with(['{', '[', '<']) && !trimmed.contains(['&', '{']) && !printed && !pairs::is_lines(trimmed) {
        return None;
    }
    let inner = wrapped::unwrapped(text).and_then(|inner| read_pairs(&inner, options));
    inner.or_else(|| read_pairs(text, options))
}

fn read_pairs(text: &str, options: &DecodeOptions) -> Option<Message> {
    let pairs = pairs::read(text);
    let mut fields = Vec::new();
    let mut found: Vec<Coded> = Vec::new();
    let mut iso20022 = false;
    for pair in &pairs {
        let mut field = field(pair, options);
        if let Some(coded) = code(pair, &pairs, text, fields.len()) {
            iso20022 |=
                matches!(pair.name, "TxSts" | "PmtInfSts" | "GrpSts" | "Cd" | "Conf" | "TxCxlSts" | "GrpCxlSts");
            field.code = Some(CodeRef { system: coded.entry.system(), code: coded.entry.code().into() });
            found.push(coded);
        }
        fields.push(field);
    }
    let best = approval::decisive(&found)?;
    let (decisive, sure) = (best.field, best.sure);
    let no_payment = if best.entry.verdict().is_paid() { approval::against(best.entry.system(), &pairs) } else { None };
    // The same key may come twice: the path of the one that decides must be its own.
    let path = fields.get(decisive)?.path.clone();
    let twins = fields.iter().take(decisive).filter(|field| field.path == path).count();
    if twins > 0
        && let Some(field) = fields.get_mut(decisive)
    {
        field.path = alloc::format!("{path}.{}", twins + 1);
    }
    let verdict = fields.get(decisive)?.path.clone();
    let span = ByteSpan::new(0, text.len());
    let (kind, form, name) = if iso20022 {
        (MessageKind::Iso20022, "iso20022", word::FOUND_ISO20022)
    } else {
        (MessageKind::Gateway, "gateway", word::FOUND_GATEWAY)
    };
    let mut message = Message::plain(kind, form, name, fields, span, if sure { 0.9 } else { 0.5 });
    message.verdict_field = Some(verdict);
    message.no_payment = no_payment;
    Some(message)
}

/// The code that a value is, by the weightiest key that knows it. `text` is the whole answer, `field` the number of the pair.
fn code(pair: &Pair<'_>, all: &[Pair<'_>], text: &str, field: usize) -> Option<Coded> {
    let mut best: Option<Coded> = None;
    for key in &GATEWAY_KEYS {
        if key.name != pair.name || !key.beside.is_empty() && !all.iter().any(|other| other.name == key.beside) {
            continue;
        }
        let Some(system) = SystemId::all().nth(usize::from(key.system)) else { continue };
        let Some(entry) = entry(system, &[key.prefix, pair.value.trim()].concat()) else { continue };
        let sure = !key.common || whose::is_own(pair.value) || whose::is_of(system, pair, all, text);
        // What may be anybody's is no approval.
        if !sure && entry.verdict().is_paid() {
            continue;
        }
        // Keys such as `code` belong to several companies: what else stands there says whose answer it is.
        let weight = key.weight.saturating_add(u8::from(whose::is_kin(system, all)));
        if best.as_ref().is_none_or(|known| (sure, weight) > (known.sure, known.weight)) {
            best = Some(Coded { entry, weight, sure, field });
        }
    }
    best
}

/// The entry of a value. Numbers may be filled with noughts to four digits, or have lost the first of two; no approval is read so.
fn entry(system: SystemId, value: &str) -> Option<EntryId> {
    let folded: String = value.chars().map(fold).collect();
    let short = || Some(folded.strip_prefix('0').filter(|_| folded.len() == 4)?.trim_start_matches('0'));
    catalogue::lookup_in(system, &folded)
        .or_else(|| match short()? {
            "" => catalogue::lookup_in(system, "0"),
            rest => catalogue::lookup_in(system, rest),
        })
        .or_else(|| {
            let digit = folded.len() == 1 && folded.bytes().all(|byte| byte.is_ascii_digit());
            let filled = digit.then(|| catalogue::lookup_in(system, &["0", &folded].concat()))?;
            filled.filter(|entry| !entry.verdict().is_paid())
        })
}

fn field(pair: &Pair<'_>, options: &DecodeOptions) -> Field {
    let mut field = Field::new(pair.name.into(), Name::Path, pair.span);
    field.value = pair.value.into();
    if !options.unmask {
        // A key is somebody's text as well.
        field.path = mask::dots(pair.name, &mask::in_text(pair.name));
        let ranges = mask::in_text(&field.value);
        let lower = pair.name.to_ascii_lowercase();
        let secret = ["cvv", "cvc", "cvn", "pin", "track", "securitycode"].iter().any(|word| lower.contains(word));
        if secret || ranges.iter().any(|range| !range.is_empty()) {
            let count = field.value.chars().count();
            let whole = [0..count];
            field.value = mask::dots(&field.value, if secret { &whole } else { &ranges });
            field.masked = true;
            field.hidden.push(pair.span);
        }
    }
    field
}
