//! A reading without fields: which elements a way of writing finds in the bytes, where it ends or breaks, and whether what
//! it finds makes sense. Nothing is allocated, so that every way can be tried at every start.

use super::{
    bitmap::Bitmap,
    layout::{self, Fault, Form, Layout, Slot},
    mti, value,
};
use crate::{
    catalogue::{Dialect, Enc, Encoding, FieldRow, Inside, Kind, List, currency},
    diagnostic::{DiagnosticCode, LengthSetBy},
    span::ByteSpan,
};

/// What a reading came to.
#[derive(Debug, Clone, Copy)]
pub struct Walk {
    /// Which elements are there.
    pub bitmap: Bitmap,
    /// Where reading ended.
    pub end: usize,
    /// The element that could not be read, and why. Element 1 is a bitmap that is announced and not there.
    pub fault: Option<(u8, Fault)>,
    /// Elements read.
    pub elements: u16,
    /// Elements that are written otherwise than the dialect says.
    pub odd: u16,
    /// Values that fit what they must be.
    pub fit: u16,
    /// Values that were checked.
    pub checked: u16,
    /// Whether the result field holds what no system uses as a code.
    pub senseless_result: bool,
}

/// The bitmap of a message whose type indicator stands at `start`.
pub fn bitmap(layout: &Layout<'_>, start: usize, wide: bool) -> Option<Bitmap> {
    let from = start + mti::width(layout.encoding.mti());
    Bitmap::read(layout.bytes, from, layout.encoding.bitmap(), wide)
}

/// Walks through a message behind its bitmap. None where there is nothing.
pub fn walk(layout: &Layout<'_>, bitmap: Bitmap) -> Option<Walk> {
    let dialect = layout.encoding.dialect()?;
    let mut walk =
        Walk { bitmap, end: bitmap.end, fault: None, elements: 0, odd: 0, fit: 0, checked: 0, senseless_result: false };
    if let Some(width) = bitmap.missing {
        walk.fault = Some((1, cut(layout.bytes, bitmap.end, width)));
        return Some(walk);
    }
    for number in bitmap.numbers() {
        let Some(row) = dialect.field(number) else {
            let span = ByteSpan::new(walk.end, walk.end);
            let fault = Fault { code: DiagnosticCode::BadBitmap, span, counts: None, set_by: None };
            walk.fault = Some((number, fault));
            break;
        };
        match layout.slot(row, walk.end) {
            Ok(slot) => {
                walk.end = slot.end;
                walk.elements += 1;
                walk.odd += u16::from(slot.odd);
                walk.judge(layout, dialect, row, &slot);
            }
            Err(fault) => {
                walk.fault = Some((number, fault));
                break;
            }
        }
    }
    (walk.elements > 0 || walk.fault.is_some()).then_some(walk)
}

fn cut(bytes: &[u8], at: usize, width: usize) -> Fault {
    let left = bytes.len().saturating_sub(at);
    Fault {
        code: DiagnosticCode::Truncated,
        span: ByteSpan::new(at, at + left),
        counts: Some((width, left)),
        set_by: Some(LengthSetBy::Dialect),
    }
}

impl Walk {
    /// Counts whether a value that has a narrow form fits it: dates, times, codes, currencies.
    fn judge(&mut self, layout: &Layout<'_>, dialect: Dialect, row: &FieldRow, slot: &Slot) {
        let raw = layout.bytes.get(slot.body..slot.end).unwrap_or_default();
        let fits = match fits(layout.encoding, dialect, row, slot, raw) {
            Some(fits) => fits,
            None => return,
        };
        if matches!(row.inside, Inside::Code(_)) {
            self.senseless_result |= !fits;
        }
        self.fit += u16::from(fits);
        self.checked += 1;
    }
}

fn fits(encoding: Encoding, dialect: Dialect, row: &FieldRow, slot: &Slot, raw: &[u8]) -> Option<bool> {
    let mut buffer = [0; 24];
    let glance = layout::glance(raw, slot, &mut buffer);
    let text = glance.and_then(|digits| core::str::from_utf8(digits).ok());
    Some(match row.inside {
        Inside::Date => value::is_date(text?),
        Inside::Time => value::is_time(text?),
        Inside::DateTime => value::is_date_time(text?),
        Inside::Currency => {
            let text = text?;
            text.bytes().all(|byte| byte.is_ascii_uppercase()) || text.parse().ok().and_then(currency).is_some()
        }
        // Reference lists (merchants, countries) say nothing: any digits would do.
        Inside::Code(_) if row.number != 39 => return None,
        Inside::Code(_) => {
            let text = text?;
            text.len() == row.most as usize && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }
        Inside::EntryMode if row.most <= 4 => {
            let two = text?.get(..2)?;
            dialect.word(List::EntryMode, two).is_some()
        }
        // Chip data begins with one of a few tags, as bytes or as hex digits, perhaps behind Visa's data set number.
        Inside::Icc if raw.len() >= 3 => match (row.kind, is_chip_data(raw)) {
            (Kind::Binary, chip) => chip,
            (_, true) => true,
            (_, false) => return None,
        },
        _ => match (row.kind, slot.form) {
            (Kind::Text, Form::Chars(Enc::Gbk)) if !raw.is_ascii() => value::is_gbk(raw),
            (Kind::Text, Form::Chars(enc)) if row.inside != Inside::Icc && row.number != 55 => {
                raw.iter().all(|byte| matches!(value::character(*byte, enc), ' '..='~'))
                    || (enc != Enc::Ebcdic
                        && core::str::from_utf8(raw).is_ok_and(|text| !text.chars().any(char::is_control)))
            }
            // A MAC that is all hex digits is rather the eight characters of another dialect.
            (Kind::Binary, Form::Raw) if row.digits == 0 && raw.len() == 8 && encoding.chars() != Enc::Ebcdic => {
                !raw.iter().all(u8::is_ascii_hexdigit)
            }
            _ => return None,
        },
    })
}

fn is_chip_data(raw: &[u8]) -> bool {
    let digit =
        |at: usize| raw.get(at).and_then(|byte| char::from(*byte).to_digit(16)).and_then(|d| u8::try_from(d).ok());
    let first = raw.first().copied().unwrap_or_default();
    let tag = |byte: u8| matches!(byte, 0x4F | 0x50 | 0x57 | 0x5A | 0x5F | 0x71 | 0x72 | 0x82..=0x9F | 0xDF);
    let hex = digit(0).zip(digit(1)).is_some_and(|(high, low)| tag(high << 4 | low));
    tag(first) || hex || matches!(raw, [0, 0x95, ..] | [1, 0, ..])
}
