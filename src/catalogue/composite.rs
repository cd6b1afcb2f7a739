//! What stands inside a data element: the table of its parts. A part is a few bytes (its id, its form, the values that
//! have words), and its texts follow those of the part before it.

use super::{
    dialect::FieldRow,
    pack::TextId,
    tables::{COMPOSITES, CompositeRow, SUBFIELD_FORMS},
};

/// How the parts of a data element are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompositeForm {
    /// Each has a tag and a length before it.
    Tagged,
    /// One behind the other, each of its own length.
    Places,
    /// The same, over and over.
    Repeated,
    /// Those of a bitmap in front.
    Bitmap,
    /// Names and values, each behind its length, which stands behind the number of its digits.
    Pairs,
}

/// The parts of a data element.
#[derive(Debug, Clone, Copy)]
pub struct Composite(&'static CompositeRow);

/// One part.
#[derive(Debug, Clone, Copy)]
pub struct Subfield {
    /// Its tag, its place, or the number of its bit.
    pub id: &'static str,
    /// Its form.
    pub row: &'static FieldRow,
    text: u16,
    values: &'static [u8],
}

impl Composite {
    /// The table of a number.
    pub fn of(number: u8) -> Option<Self> {
        COMPOSITES.get(usize::from(number)).map(Self)
    }

    /// How they are found.
    pub fn form(self) -> CompositeForm {
        self.0.form
    }

    /// Characters before the first tag.
    pub fn lead(self) -> usize {
        usize::from(self.0.lead)
    }

    /// Characters of a tag, or bytes of the bitmap.
    pub fn tag(self) -> usize {
        usize::from(self.0.tag)
    }

    /// Digits of a length.
    pub fn length(self) -> usize {
        usize::from(self.0.length)
    }

    /// All parts in order.
    pub fn all(self) -> impl Iterator<Item = Subfield> {
        let (mut rest, mut text) = (self.0.parts, self.0.text);
        core::iter::from_fn(move || {
            let id = word(&mut rest)?;
            let (form, after) = rest.split_first()?;
            let (count, after) = after.split_first()?;
            let values = after;
            rest = after;
            for _ in 0..*count {
                word(&mut rest)?;
            }
            let values = values.get(..values.len() - rest.len())?;
            let part = Subfield { id, row: SUBFIELD_FORMS.get(usize::from(*form))?, text, values };
            text += 1 + u16::from(*count);
            Some(part)
        })
    }

    /// The part of an id.
    pub fn find(self, id: &str) -> Option<Subfield> {
        self.all().find(|part| part.id == id)
    }
}

impl Subfield {
    /// Its name.
    pub fn name(&self) -> TextId {
        TextId(self.text)
    }

    /// The words of one of its values.
    pub fn word(&self, value: &str) -> Option<TextId> {
        let (mut rest, mut text) = (self.values, self.text);
        while let Some(known) = word(&mut rest) {
            text += 1;
            if known == value {
                return Some(TextId(text));
            }
        }
        None
    }
}

/// The next text: a byte that says how long it is, then its characters.
fn word(rest: &mut &'static [u8]) -> Option<&'static str> {
    let (length, after) = rest.split_first()?;
    let (text, after) = after.split_at_checked(usize::from(*length))?;
    *rest = after;
    core::str::from_utf8(text).ok()
}
