//! Where the data elements of a message stand, when its way of writing is known: no detection, no words, nothing
//! allocated. For programs that want field 39 out of very many messages.

use super::{
    bitmap::Bitmap,
    layout::{Layout, Loose, Slot},
    mti,
};
use crate::{
    catalogue::{Encoding, FieldRow},
    span::ByteSpan,
};

/// The elements of one message. Spans are those of the bodies, without their lengths.
#[derive(Debug, Clone)]
pub struct Outline {
    /// Message type indicator, four ASCII digits.
    pub mti: [u8; 4],
    /// Bytes that the message takes.
    pub end: usize,
    // Half the size of byte spans: the whole stays in a few cache lines.
    spans: [(u16, u16); 128],
}

impl Outline {
    /// Finds the elements of a message that begins with its type indicator. Digits and lengths are checked.
    ///
    /// # Errors
    /// The number of the element that breaks or ends behind 65,535 bytes, or 1 where type indicator or bitmap do.
    pub fn read(bytes: &[u8], encoding: Encoding) -> Result<Self, u8> {
        let mti = mti::digits(bytes, encoding.mti()).ok_or(1)?;
        let mut spans = [(0, 0); 128];
        let end = elements(bytes, encoding, |row, _, slot| {
            let place = |at: usize| u16::try_from(at).map_err(|_| row.number);
            if let Some(span) = spans.get_mut(usize::from(row.number) - 1) {
                *span = (place(slot.body)?, place(slot.end)?);
            }
            Ok(())
        })?;
        Ok(Self { mti, end, spans })
    }

    /// Where the body of an element stands; None where the message lacks it.
    pub fn span(&self, number: u8) -> Option<ByteSpan> {
        let (body, end) = *self.spans.get(usize::from(number.checked_sub(1)?))?;
        (end > 0).then(|| ByteSpan::new(body.into(), end.into()))
    }
}

/// Walks through the elements behind type indicator and bitmap, written exactly as the encoding says. Gives the byte
/// after the last of them.
pub(super) fn elements<'a>(
    bytes: &'a [u8],
    encoding: Encoding,
    mut each: impl FnMut(&'static FieldRow, &Layout<'a>, &Slot) -> Result<(), u8>,
) -> Result<usize, u8> {
    let dialect = encoding.dialect().ok_or(1)?;
    let bitmap = Bitmap::read(bytes, mti::width(encoding.mti()), encoding.bitmap(), false)
        .filter(|bitmap| bitmap.missing.is_none())
        .ok_or(1)?;
    let layout = Layout { bytes, encoding, loose: Loose::No };
    let mut end = bitmap.end;
    for number in bitmap.numbers() {
        let row = dialect.field(number).ok_or(number)?;
        let slot = layout.slot(row, end).map_err(|_| number)?;
        end = slot.end;
        each(row, &layout, &slot)?;
    }
    Ok(end)
}
