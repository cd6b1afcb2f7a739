//! Where the data elements of a message stand, when its way of writing is known: no detection, no words, nothing
//! allocated. For programs that want field 39 out of very many messages.

use super::{
    bitmap::Bitmap,
    layout::{Layout, Loose},
    mti,
};
use crate::{catalogue::Encoding, span::ByteSpan};

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
        let dialect = encoding.dialect().ok_or(1)?;
        let bitmap = Bitmap::read(bytes, mti::width(encoding.mti()), encoding.bitmap(), false).ok_or(1)?;
        let layout = Layout { bytes, encoding, loose: Loose::No };
        let mut outline = Self { mti, end: bitmap.end, spans: [(0, 0); 128] };
        for number in bitmap.numbers() {
            let row = dialect.field(number).ok_or(number)?;
            let slot = layout.slot(row, outline.end).map_err(|_| number)?;
            outline.end = slot.end;
            if let Some(span) = outline.spans.get_mut(usize::from(number) - 1) {
                let place = |at: usize| u16::try_from(at).map_err(|_| number);
                *span = (place(slot.body)?, place(slot.end)?);
            }
        }
        Ok(outline)
    }

    /// Where the body of an element stands; None where the message lacks it.
    pub fn span(&self, number: u8) -> Option<ByteSpan> {
        let (body, end) = *self.spans.get(usize::from(number.checked_sub(1)?))?;
        (end > 0).then(|| ByteSpan::new(body.into(), end.into()))
    }
}
