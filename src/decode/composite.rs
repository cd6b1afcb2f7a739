//! What stands inside a data element: parts behind tags, at fixed places, behind a bitmap, in pairs. Which, is data
//! (`catalogue/dialects/<id>/insides.toml`). Nothing is allocated until it is known that every character has a place.

use super::{
    body::Form,
    layout::{Layout, Slot},
};
use crate::{
    catalogue::{Composite, CompositeForm, Enc, Pad, Subfield},
    span::ByteSpan,
};
use alloc::string::String;
use core::ops::Range;

/// A value as characters, wherever they stand: one a byte or two.
#[derive(Debug, Clone, Copy)]
pub struct Chars<'a> {
    raw: &'a [u8],
    form: Form,
    from: usize,
    to: usize,
}

/// A part that was found: which group of repeated ones, which characters name it and which are its value.
#[derive(Debug, Clone)]
pub struct Found {
    /// The part; None where the table has none of this tag.
    pub part: Option<Subfield>,
    /// From 1 where parts are repeated, otherwise 0.
    pub group: usize,
    /// The characters of its tag or name, empty where it has none.
    pub tag: Range<usize>,
    /// The first of its characters, tag and length included.
    pub start: usize,
    /// The characters of its value.
    pub body: Range<usize>,
}

/// What is done with each part.
type Each<'e> = &'e mut dyn FnMut(Found);

impl<'a> Chars<'a> {
    /// The characters of an element's body.
    pub fn new(raw: &'a [u8], slot: &Slot) -> Self {
        let nibbles = raw.len() * 2;
        let (from, to) = match slot.form {
            Form::Packed(Pad::Left) => (nibbles.saturating_sub(slot.length), nibbles),
            Form::Packed(Pad::Right) => (0, slot.length.min(nibbles)),
            Form::Raw => (0, nibbles),
            _ => (0, raw.len()),
        };
        Self { raw, form: slot.form, from, to }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.to.saturating_sub(self.from)
    }

    fn a_byte(&self) -> usize {
        if matches!(self.form, Form::Packed(_) | Form::Raw) { 2 } else { 1 }
    }

    /// One of them.
    fn at(&self, at: usize) -> char {
        let place = self.from + at;
        let byte = self.raw.get(place / self.a_byte()).copied().unwrap_or_default();
        match self.form {
            Form::Packed(_) | Form::Raw => {
                let nibble = if place.is_multiple_of(2) { byte >> 4 } else { byte & 15 };
                char::from_digit(nibble.into(), 16).unwrap_or_default().to_ascii_uppercase()
            }
            Form::Chars(enc) | Form::Hex(enc) | Form::SignedPacked(enc) => super::value::character(byte, enc),
        }
    }

    /// Some of them.
    pub fn part(&self, range: &Range<usize>) -> Self {
        Self { from: self.from + range.start, to: self.from + range.end, ..*self }
    }

    /// As a text.
    pub fn text(&self) -> String {
        (0..self.count()).map(|at| self.at(at)).collect()
    }

    /// Their bytes where each takes whole ones, and how they are written.
    pub fn bytes(&self) -> Option<(&'a [u8], Enc)> {
        match self.form {
            Form::Chars(enc) => Some((self.raw.get(self.from..self.to)?, enc)),
            _ => None,
        }
    }

    /// Where they stand, when the first byte of the element's body stands at `base`.
    pub fn span(&self, base: usize) -> ByteSpan {
        let wide = self.a_byte();
        ByteSpan::new(base + self.from / wide, base + self.to.div_ceil(wide))
    }

    fn number(&self, range: Range<usize>) -> Option<usize> {
        range.into_iter().try_fold(0, |sum, at| Some(sum * 10 + self.at(at).to_digit(10)? as usize))
    }
}

/// Whether a value has parts that only one network writes: several behind tags, one behind a long tag, or a bitmap's. The layout
/// ends where the element ends.
pub fn is_telling(table: Composite, layout: &Layout<'_>, slot: &Slot) -> bool {
    let layout = Layout { bytes: layout.bytes.get(..slot.end).unwrap_or_default(), ..*layout };
    let mut count = table.tag() / 4;
    let whole = match table.form() {
        CompositeForm::Bitmap => behind_bitmap(table, &layout, slot.body, &mut |_, _| count = 2),
        CompositeForm::Tagged => {
            let raw = layout.bytes.get(slot.body..).unwrap_or_default();
            let value = Chars::new(raw, slot);
            // Letters as a tag are a sign by themselves.
            let sign =
                |found: &Found| usize::from(!found.tag.is_empty() && !value.at(found.tag.start).is_ascii_digit());
            parts(table, &value, &mut |found| count += 1 + sign(&found))
        }
        _ => return false,
    };
    whole && count > 1
}

/// Goes through the parts of a value. False where some character has no place.
pub fn parts(table: Composite, value: &Chars<'_>, each: Each<'_>) -> bool {
    let count = value.count();
    match table.form() {
        CompositeForm::Tagged => {
            let lead = [table.lead(), 0].into_iter().find(|lead| tagged(table, value, *lead, &mut |_| ()));
            lead.is_some_and(|lead| tagged(table, value, lead, each))
        }
        CompositeForm::Places | CompositeForm::Repeated => {
            places(table, value, &mut |_| ()) == Some(count) && places(table, value, each).is_some()
        }
        CompositeForm::Pairs => pairs(value, &mut |_| ()) == Some(count) && pairs(value, each).is_some(),
        CompositeForm::Bitmap => false,
    }
}

/// Tag, length, value, and again; a letter may stand in front of all (Mastercard's transaction category).
fn tagged(table: Composite, value: &Chars<'_>, lead: usize, each: Each<'_>) -> bool {
    let (count, mut known) = (value.count(), 0);
    if lead > 0 {
        if lead >= count || value.at(0).is_ascii_digit() {
            return false;
        }
        each(Found { part: table.find("0"), group: 0, tag: 0..0, start: 0, body: 0..lead });
        known += 1;
    }
    let mut start = lead;
    while start < count {
        let tag = start..start + table.tag();
        let mut id = [b' '; 4];
        let mut digits = true;
        for (place, at) in id.iter_mut().zip(tag.clone()) {
            let c = value.at(at);
            digits &= c.is_ascii_digit();
            *place = u8::try_from(c).unwrap_or_default();
        }
        let part = core::str::from_utf8(id.get(..table.tag()).unwrap_or_default()).ok().and_then(|id| table.find(id));
        if tag.end > count || part.is_none() && (!digits || table.length() == 0) {
            return false;
        }
        let from = tag.end + table.length();
        let length = if table.length() == 0 { Some(count - from) } else { value.number(tag.end..from) };
        let Some(end) = length.map(|length| from + length).filter(|end| *end <= count) else { return false };
        known += usize::from(part.is_some());
        each(Found { part, group: 0, tag, start, body: from..end });
        start = end;
    }
    known > 0
}

/// Parts of fixed length; the last may be shorter, and those behind may be missing, unless all are repeated.
fn places(table: Composite, value: &Chars<'_>, each: Each<'_>) -> Option<usize> {
    let repeated = table.form() == CompositeForm::Repeated;
    let (count, mut at, mut group) = (value.count(), 0, 0);
    while at < count {
        group += usize::from(repeated);
        let before = at;
        for part in table.all() {
            if at == count && !repeated {
                break;
            }
            let mut end = at + part.row.most as usize;
            if part.row.digits > 0 {
                end = end.min(count);
            } else if end > count {
                return None;
            }
            each(Found { part: Some(part), group, tag: at..at, start: at, body: at..end });
            at = end;
        }
        if !repeated || at == before {
            break;
        }
    }
    Some(at).filter(|at| *at > 0)
}

/// One digit, so many digits of a length, so many characters: a name, then in the same way its value.
fn pairs(value: &Chars<'_>, each: Each<'_>) -> Option<usize> {
    let count = value.count();
    let text = |at: usize| {
        let from = at + 1 + value.number(at..at + 1).filter(|digits| *digits > 0)?;
        let end = from + value.number(at + 1..from)?;
        (end <= count).then_some(from..end)
    };
    let mut start = 0;
    while start < count {
        let tag = text(start)?;
        let body = text(tag.end)?;
        let end = body.end;
        each(Found { part: None, group: 0, tag, start, body });
        start = end;
    }
    Some(start)
}

/// Parts behind a bitmap of bytes or hex digits. The layout ends where the element ends. False where a bit has no part, or
/// some byte no place.
pub fn behind_bitmap(
    table: Composite,
    layout: &Layout<'_>,
    start: usize,
    each: &mut dyn FnMut(Subfield, &Slot),
) -> bool {
    [true, false].into_iter().any(|hex| {
        let enc = layout.encoding.chars();
        let width = table.tag() * if hex { 2 } else { 1 };
        let Some(raw) = layout.bytes.get(start..start + width) else { return false };
        let digit = |byte: &u8| super::value::character(*byte, enc).to_digit(16);
        if hex && !raw.iter().all(|byte| digit(byte).is_some()) {
            return false;
        }
        let bits = |bit: usize| {
            let (byte, mask) = if hex { (bit / 4, 8 >> (bit % 4)) } else { (bit / 8, 128 >> (bit % 8)) };
            raw.get(byte).and_then(|byte| if hex { digit(byte) } else { Some(u32::from(*byte)) }).unwrap_or(0) & mask
                > 0
        };
        let found = |each: &mut dyn FnMut(Subfield, &Slot)| {
            let mut at = start + width;
            for bit in (0..table.tag() * 8).filter(|bit| bits(*bit)) {
                let part = table.all().find(|part| part.id.parse() == Ok(bit + 1))?;
                let slot = layout.slot(part.row, at).ok()?;
                at = slot.end;
                each(part, &slot);
            }
            (at == layout.bytes.len() && at > start + width).then_some(())
        };
        found(&mut |_, _| ()).and_then(|()| found(each)).is_some()
    })
}
