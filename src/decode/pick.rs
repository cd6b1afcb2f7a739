//! The values of a few elements of a message whose way of writing is known. For programs that want them out of very many
//! messages: no detection, no words, no tree; values and masks are those of [`super::decode()`].

use super::{
    DecodeOptions,
    body::Form,
    field::{Field, Name},
    fill::Fill,
    layout::{Layout, Slot},
    mti, outline,
};
use crate::{
    catalogue::{Enc, Encoding, FieldRow, Inside, Sensitive},
    span::ByteSpan,
};
use alloc::string::String;

/// Characters that cannot hold a card number (ISO/IEC 7812-1: 13 digits and more).
const HARMLESS: usize = 12;

/// Gives the values of the elements that are `wanted`. `found` takes number, value, and whether that is the hex of Chinese
/// text in GBK. Comes back with the bytes that the message takes, from its type indicator on: where that is less than there
/// are, it was hardly written so, and card numbers are looked for in every value.
///
/// # Errors
/// The number of the element that breaks, or 1 where type indicator or bitmap do; what stands before it has been given.
pub fn pick(
    bytes: &[u8],
    encoding: Encoding,
    options: &DecodeOptions,
    wanted: &dyn Fn(u8) -> bool,
    found: &mut dyn FnMut(u8, &str, bool),
) -> Result<usize, u8> {
    mti::digits(bytes, encoding.mti()).ok_or(1)?;
    // Asked only where a value is long enough to hide something.
    let mut is_sure = options.unmask.then_some(true);
    outline::elements(bytes, encoding, |row, layout, slot| {
        if !wanted(row.number) {
            return Ok(());
        }
        if let Some(value) = plain(row, layout, slot) {
            found(row.number, value, false);
            return Ok(());
        }
        let span = ByteSpan::new(slot.start, slot.end);
        let mut field = Field::new(String::new(), Name::Unknown, span);
        Fill { dialect: encoding.dialect(), options }.element(&mut field, row, layout, slot);
        let whole = || outline::elements(bytes, encoding, |_, _, _| Ok(())) == Ok(bytes.len());
        if !*is_sure.get_or_insert_with(whole) {
            super::doubt(core::slice::from_mut(&mut field));
        }
        found(row.number, &field.value, field.is_gbk);
        Ok(())
    })
}

/// The value where nothing has to be made of it: a few characters that hide nothing.
fn plain<'a>(row: &FieldRow, layout: &Layout<'a>, slot: &Slot) -> Option<&'a str> {
    let raw = layout.bytes.get(slot.body..slot.end).filter(|raw| raw.len() <= HARMLESS && raw.is_ascii())?;
    let is_plain = row.sensitive == Sensitive::No
        && matches!(slot.form, Form::Chars(Enc::Ascii))
        && !matches!(row.inside, Inside::Composite(_) | Inside::Icc)
        && row.number != 55;
    core::str::from_utf8(raw).ok().filter(|_| is_plain)
}
