//! The values of a few elements of a message whose way of writing is known. For programs that want them out of very many
//! messages: no detection, no words, no tree; values and masks are those of [`super::decode()`].

use super::{
    DecodeOptions,
    body::Form,
    field::{Field, Name},
    fill::Fill,
    layout::{Layout, Slot},
    mask, mti, outline,
};
use crate::{
    catalogue::{Enc, Encoding, FieldRow, Inside, Sensitive},
    span::ByteSpan,
};
use alloc::string::String;

/// So many digits are no card number (ISO/IEC 7812-1: 13 and more), nor are they in hex.
const HARMLESS: usize = 12;

/// As many as the longest card number hides.
const DOTS: &str = "\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}";

/// What an element holds.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a> {
    /// As [`super::decode()`] shows it.
    pub text: &'a str,
    /// Its first byte, where the text stands in the message as it is, in ASCII.
    pub stands: Option<usize>,
    /// Whether the text is the hex of Chinese text in GBK.
    pub is_gbk: bool,
}

/// Gives number and value of the elements that are `wanted`. Comes back with the bytes that the message takes, from its type
/// indicator on: where that is less than there are, it was hardly written so, and card numbers are looked for in every value.
///
/// # Errors
/// The number of the element that breaks, or 1 where type indicator or bitmap do; what stands before it has been given.
pub fn pick(
    bytes: &[u8],
    encoding: Encoding,
    options: &DecodeOptions,
    wanted: impl Fn(u8) -> bool,
    mut found: impl FnMut(u8, Value<'_>),
) -> Result<usize, u8> {
    mti::digits(bytes, encoding.mti()).ok_or(1)?;
    // Asked only where a value is long enough to hide something.
    let mut is_sure = options.unmask.then_some(true);
    outline::elements(bytes, encoding, |row, layout, slot| {
        if !wanted(row.number) {
            return Ok(());
        }
        if let Some(text) = plain(row, layout, slot) {
            found(row.number, Value { text, stands: Some(slot.body), is_gbk: false });
            return Ok(());
        }
        if let Some(value) = card_number(row, layout, slot).filter(|_| !options.unmask) {
            found(row.number, Value { text: value.text(), stands: None, is_gbk: false });
            return Ok(());
        }
        let span = ByteSpan::new(slot.start, slot.end);
        let mut field = Field::new(String::new(), Name::Unknown, span);
        Fill { dialect: encoding.dialect(), options }.element(&mut field, row, layout, slot);
        let whole = || outline::elements(bytes, encoding, |_, _, _| Ok(())) == Ok(bytes.len());
        if !*is_sure.get_or_insert_with(whole) {
            super::doubt(core::slice::from_mut(&mut field));
        }
        found(row.number, Value { text: &field.value, stands: None, is_gbk: field.is_gbk });
        Ok(())
    })
}

/// The value where nothing has to be made of it: characters that hide nothing.
fn plain<'a>(row: &FieldRow, layout: &Layout<'a>, slot: &Slot) -> Option<&'a str> {
    let is_plain = row.sensitive == Sensitive::No
        && matches!(slot.form, Form::Chars(Enc::Ascii))
        && !matches!(row.inside, Inside::Composite(_) | Inside::Icc)
        && row.number != 55;
    let raw = layout.bytes.get(slot.body..slot.end).filter(|_| is_plain)?;
    let digits = || raw.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_harmless = raw.len() <= HARMLESS || digits() <= HARMLESS;
    core::str::from_utf8(raw).ok().filter(|text| is_harmless && text.is_ascii())
}

/// The first six digits of a card number, dots, and its last four, as [`mask::card_number()`] has them.
struct Masked {
    bytes: [u8; Self::SIZE],
    end: usize,
}

impl Masked {
    /// Ten digits, and a dot of three bytes for each of nine.
    const SIZE: usize = 10 + DOTS.len();

    fn push(&mut self, more: &[u8]) -> Option<()> {
        let end = self.end + more.len();
        self.bytes.get_mut(self.end..end)?.copy_from_slice(more);
        self.end = end;
        Some(())
    }

    fn text(&self) -> &str {
        self.bytes.get(..self.end).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// The card number that stands in nearly every message: masked without making a field.
fn card_number(row: &FieldRow, layout: &Layout<'_>, slot: &Slot) -> Option<Masked> {
    let is_usual = row.sensitive == Sensitive::Pan
        && matches!(slot.form, Form::Chars(Enc::Ascii))
        && matches!(row.inside, Inside::Plain);
    let fits = |raw: &&[u8]| is_usual && (HARMLESS + 1..=19).contains(&raw.len()) && raw.iter().all(u8::is_ascii_digit);
    let raw = layout.bytes.get(slot.body..slot.end).filter(fits)?;
    let hidden = mask::card_number(raw.len());
    let mut masked = Masked { bytes: [0; Masked::SIZE], end: 0 };
    masked.push(raw.get(..hidden.start)?)?;
    masked.push(DOTS.as_bytes().get(..hidden.len() * mask::DOT.len_utf8())?)?;
    masked.push(raw.get(hidden.end..)?)?;
    Some(masked)
}
