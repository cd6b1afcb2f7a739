//! Values of a few elements out of many messages of one dialect, as places: in the messages, where they stand there as they
//! are, or in one text. An object and its keys made one by one, or as JSON, would cost more than finding the values.

use crate::message::chinese;
use field39::{
    catalogue::Encoding,
    decode::{self, DecodeOptions},
};

/// Many messages, and what is wanted of each.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// The messages one behind the other, each from its type indicator on.
    pub bytes: &'a [u8],
    /// How long each of them is.
    pub lengths: &'a [u32],
    /// Numbers of elements, each once.
    pub elements: &'a [u8],
    /// Whether card data may be shown; the dialect with its encoding.
    pub options: &'a DecodeOptions,
    /// Noughts. Gets for each message a pair for each element, where its value begins and ends in the bytes, or behind them
    /// as characters of the text, counted as JavaScript counts; then a pair for its fault, one of [`BROKE`] and [`REST`] and
    /// a number. Noughts remain where there is no value or no fault.
    pub cells: &'a mut [u32],
}

/// The number is that of the element that broke.
const BROKE: u32 = 1;

/// The number is that of the bytes which are left behind the last element.
const REST: u32 = 2;

/// The text of the values that stand in no message. None where nobody writes so.
pub fn rows(wanted: &mut Wanted<'_>) -> Option<String> {
    let encoding = Encoding::find(wanted.options.dialect.as_deref()?)?;
    // The place of each element in a row, from 1; 0 where it is not wanted.
    let mut places = [0_u8; 256];
    for (place, element) in (1..).zip(wanted.elements) {
        places[usize::from(*element)] = place;
    }
    let place = |number: u8| places[usize::from(number)];
    let mut text = String::new();
    let mut units = whole(wanted.bytes.len());
    let mut start = 0;
    let width = (wanted.elements.len() + 1) * 2;
    for (length, row) in wanted.lengths.iter().zip(wanted.cells.chunks_exact_mut(width)) {
        let message = wanted.bytes.get(start..).unwrap_or_default();
        let message = message.get(..*length as usize).unwrap_or(message);
        let (cells, fault) = row.split_at_mut(width - 2);
        let found = |number: u8, value: decode::Value<'_>| {
            let span = match value.stands {
                Some(at) => [whole(start + at), whole(start + at + value.text.len())],
                None => {
                    let before = units;
                    let made = text.len();
                    if value.is_gbk {
                        text.push_str(&chinese(value.text))
                    } else {
                        text.push_str(value.text)
                    }
                    units += whole(text.get(made..).unwrap_or_default().chars().map(char::len_utf16).sum());
                    [before, units]
                }
            };
            let at = usize::from(place(number)) * 2;
            if let Some(cells) = cells.get_mut(at - 2..at) {
                cells.copy_from_slice(&span);
            }
        };
        match decode::pick(message, encoding, wanted.options, |number| place(number) > 0, found) {
            Ok(end) if end == message.len() => {}
            Ok(end) => fault.copy_from_slice(&[REST, whole(message.len() - end)]),
            Err(element) => fault.copy_from_slice(&[BROKE, element.into()]),
        }
        start += message.len();
    }
    Some(text)
}

/// A place; the memory of wasm has no more.
fn whole(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
