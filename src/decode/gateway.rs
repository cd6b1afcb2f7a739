//! Answers of gateways and banks: JSON, XML, form data, ISO 20022. Which key carries whose code is data
//! (`catalogue/pastes/gateways.toml`); the inner reason outweighs the outer "OK".

use super::{
    DecodeOptions, Message, MessageKind,
    field::{CodeRef, Field, Name},
    mask,
    pairs::{self, Pair},
};
use crate::{
    catalogue::{self, SystemId, tables::GATEWAY_KEYS, tables::word},
    fold::fold,
    span::ByteSpan,
};
use alloc::{string::String, vec::Vec};

/// Reads the text if a key of it carries a code that is in its system's table.
pub fn read(text: &str, options: &DecodeOptions) -> Option<Message> {
    let trimmed = text.trim();
    let printed = trimmed.contains("] => ");
    if !trimmed.starts_with(['{', '[', '<']) && !trimmed.contains(['&', '{']) && !printed {
        return None;
    }
    let pairs = pairs::read(text);
    let mut fields = Vec::new();
    let mut best: Option<(u8, usize)> = None;
    let mut iso20022 = false;
    for pair in &pairs {
        let mut field = field(pair, options);
        if let Some((weight, code)) = code(pair, &pairs) {
            iso20022 |= matches!(pair.name, "TxSts" | "GrpSts" | "Cd" | "Conf" | "TxCxlSts" | "GrpCxlSts");
            field.code = Some(code);
            if best.is_none_or(|(known, _)| weight > known) {
                best = Some((weight, fields.len()));
            }
        }
        fields.push(field);
    }
    let (_, decisive) = best?;
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
    let mut message = Message::plain(kind, form, name, fields, span, 0.9);
    message.verdict_field = Some(verdict);
    Some(message)
}

/// The code that a value is, by the weightiest key that knows it.
fn code(pair: &Pair<'_>, all: &[Pair<'_>]) -> Option<(u8, CodeRef)> {
    let mut best: Option<(u8, CodeRef)> = None;
    for (name, system, prefix, beside, weight) in &GATEWAY_KEYS {
        if *name != pair.name || !beside.is_empty() && !all.iter().any(|other| other.name == *beside) {
            continue;
        }
        let wanted = [prefix, pair.value.trim()].concat();
        let folded: String = wanted.chars().map(fold).collect();
        let Some(system) = SystemId::all().nth(usize::from(*system)) else { continue };
        // Numbers may be filled with noughts to four digits.
        let short = || Some(folded.strip_prefix('0').filter(|_| folded.len() == 4)?.trim_start_matches('0'));
        let entry = catalogue::lookup_in(system, &folded).or_else(|| match short()? {
            "" => catalogue::lookup_in(system, "0"),
            rest => catalogue::lookup_in(system, rest),
        });
        let Some(entry) = entry else { continue };
        // Keys such as `code` belong to several companies: what else stands there says whose answer it is.
        let weight = weight.saturating_add(u8::from(kin(system, all)));
        if best.as_ref().is_none_or(|(known, _)| weight > *known) {
            best = Some((weight, CodeRef { system, code: entry.code().into() }));
        }
    }
    best
}

/// Whether another key of the answer belongs to the same system alone.
fn kin(system: SystemId, all: &[Pair<'_>]) -> bool {
    all.iter().any(|pair| {
        let mut owners = GATEWAY_KEYS.iter().filter(|row| row.0 == pair.name).peekable();
        owners.peek().is_some() && owners.all(|row| SystemId::all().nth(usize::from(row.1)) == Some(system))
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
