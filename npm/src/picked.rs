//! Values of a few elements out of many messages of one dialect, as JSON: written by hand, because an object and its keys
//! made one by one would cost more than finding the values.

use crate::message::chinese;
use field39::{
    catalogue::Encoding,
    decimal::push_decimal,
    decode::{self, DecodeOptions},
};
use std::borrow::Cow;

/// Many messages, and what is wanted of each.
pub struct Wanted<'a> {
    /// The messages one behind the other, each from its type indicator on.
    pub bytes: &'a [u8],
    /// How long each of them is.
    pub lengths: &'a [u32],
    /// Numbers of elements.
    pub elements: &'a [u8],
    /// Whether card data may be shown; the dialect with its encoding.
    pub options: &'a DecodeOptions,
}

/// A row for each message, as npm/js/index.d.ts describes it. None where nobody writes so.
pub fn rows(wanted: &Wanted<'_>) -> Option<String> {
    let encoding = Encoding::find(wanted.options.dialect.as_deref()?)?;
    let mut json = String::with_capacity(wanted.lengths.len() * (24 + 16 * wanted.elements.len()));
    let mut rest = wanted.bytes;
    json.push('[');
    for length in wanted.lengths {
        let (message, after) = rest.split_at(rest.len().min(*length as usize));
        rest = after;
        json.push_str(if json.len() > 1 { ",{" } else { "{" });
        row(wanted, encoding, message, &mut json);
        json.push('}');
    }
    json.push(']');
    Some(json)
}

fn row(wanted: &Wanted<'_>, encoding: Encoding, message: &[u8], json: &mut String) {
    let mut before = "\"";
    let mut add = |number: u8, value: &str, is_gbk: bool| {
        let value = if is_gbk { Cow::Owned(chinese(value)) } else { Cow::Borrowed(value) };
        json.push_str(core::mem::replace(&mut before, ",\""));
        push_decimal(json, number.into());
        json.push_str("\":");
        if value.bytes().all(|byte| byte >= b' ' && !matches!(byte, b'"' | b'\\')) {
            json.push('"');
            json.push_str(&value);
            json.push('"');
        } else {
            json.push_str(&crate::json(&value).unwrap_or_default());
        }
    };
    let end = decode::pick(message, encoding, wanted.options, &|number| wanted.elements.contains(&number), &mut add);
    let (what, number) = match end {
        Ok(end) if end == message.len() => return,
        Ok(end) => ("rest\":", message.len() - end),
        Err(element) => ("broke\":", element.into()),
    };
    json.push_str(before);
    json.push_str(what);
    push_decimal(json, number);
}
