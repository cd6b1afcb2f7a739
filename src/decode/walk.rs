//! A reading without fields: which elements a way of writing finds in the bytes, where it ends or breaks, and whether what
//! it finds makes sense. Nothing is allocated, so that every way can be tried at every start.

use super::{
    bitmap::Bitmap,
    body::{self, Form},
    composite,
    layout::{self, Fault, Layout, Slot},
    value,
};
use crate::{
    catalogue::{Dialect, Enc, Encoding, FieldRow, Inside, Kind, List, Pad, currency},
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
    /// Whether some value is what no system writes: a result that is no code, a card number without digits, control
    /// characters among letters.
    pub absurd: bool,
    /// Whether an element has parts that are told by tags or a bitmap, and every byte of it has a place: so writes one network.
    pub inner: bool,
    /// Whether what broke is nearly what it must be: one byte among digits is none, or behind the wrong length of a card
    /// number stands one.
    pub nearly: bool,
    /// Characters of reference numbers, terminals and merchants; and those of them that are the hex of other characters.
    texts: usize,
    spelled: usize,
}

/// Walks through a message behind its bitmap. None where there is nothing.
pub fn walk(layout: &Layout<'_>, bitmap: Bitmap) -> Option<Walk> {
    let dialect = layout.encoding.dialect()?;
    let mut walk = Walk {
        bitmap,
        end: bitmap.end,
        fault: None,
        elements: 0,
        odd: 0,
        fit: 0,
        checked: 0,
        absurd: false,
        inner: false,
        nearly: false,
        texts: 0,
        spelled: 0,
    };
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
                // A last element that says it is empty has rather lost its length.
                walk.absurd |= slot.end == layout.bytes.len() && (slot.length == 0 || is_half(layout, row, &slot));
                walk.judge(layout, dialect, row, &slot);
            }
            Err(fault) => {
                walk.nearly = is_nearly(layout, row, &fault);
                walk.fault = Some((number, fault));
                break;
            }
        }
    }
    // A card number that no bit announces: the bitmap is damaged, and every element stands elsewhere.
    if walk.fault.is_none() && bitmap.numbers().next() != Some(2) {
        walk.absurd |= begins_with_card(layout, dialect, bitmap.end);
    }
    // Hex of a message in BCD, read as a message of characters.
    walk.absurd |= walk.is_spelled(12);
    (walk.elements > 0 || walk.fault.is_some()).then_some(walk)
}

/// Whether a length and a card number with a right check digit stand at a place, as element 2 has them.
fn begins_with_card(layout: &Layout<'_>, dialect: Dialect, at: usize) -> bool {
    is_card(layout, dialect.field(2).and_then(|row| layout.slot(row, at).ok()))
}

/// Whether a value is a card number with a right check digit.
fn is_card(layout: &Layout<'_>, slot: Option<Slot>) -> bool {
    slot.is_some_and(|slot| {
        let mut buffer = [0; 24];
        let digits = layout.bytes.get(slot.body..slot.end).and_then(|raw| layout::glance(raw, &slot, &mut buffer));
        let digits = digits.and_then(|digits| core::str::from_utf8(digits).ok());
        digits.is_some_and(super::mask::is_card_number)
    })
}

/// Whether a fault is a slip: digits but for one byte, or a card number with a right check digit behind a wrong length.
fn is_nearly(layout: &Layout<'_>, row: &FieldRow, fault: &Fault) -> bool {
    match fault.code {
        DiagnosticCode::NotDigits => {
            let raw = fault.span.of(layout.bytes);
            let packed = layout.encoding.number() == Enc::Bcd;
            let digits = |byte: &&u8| match packed {
                true => **byte >> 4 < 10 && **byte & 15 < 10,
                false => value::character(**byte, layout.encoding.number()).is_ascii_digit(),
            };
            raw.len() >= 5 && raw.iter().filter(digits).count() + 1 == raw.len()
        }
        DiagnosticCode::LengthOverMaximum | DiagnosticCode::BadLength if row.number == 2 => {
            let at = fault.span.end as usize;
            let spelled = |enc| {
                let raw = layout.bytes.get(at..at + 13);
                raw.is_some_and(|raw| raw.iter().all(|byte| value::character(*byte, enc).is_ascii_digit()))
            };
            let packed = layout.encoding.mti() == Enc::Bcd;
            packed && spelled(layout.encoding.chars())
                || (13..=19).rev().any(|length| is_card(layout, layout.body(row, length, at)))
        }
        _ => false,
    }
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
    /// Whether most texts, and at least so many characters, are the hex of other characters.
    pub fn is_spelled(&self, least: usize) -> bool {
        self.texts >= least && self.spelled * 10 >= self.texts * 9
    }

    /// Counts whether a value that has a narrow form fits it: dates, times, codes, currencies.
    fn judge(&mut self, layout: &Layout<'_>, dialect: Dialect, row: &FieldRow, slot: &Slot) {
        let raw = layout.bytes.get(slot.body..slot.end).unwrap_or_default();
        if matches!((row.number, slot.form), (37 | 38 | 41..=43, Form::Chars(Enc::Ascii | Enc::Gbk))) {
            self.texts += raw.len();
            let pair = |pair: &[u8]| matches!(pair, [b'3'..=b'5', _] | [b'2', b'0' | b'A'..=b'F']);
            // Half a byte may have been taken for a digit before.
            let hex = (0..2).any(|from| raw.get(from..).is_some_and(|raw| raw.chunks_exact(2).all(pair)));
            self.spelled += if hex && raw.iter().all(u8::is_ascii_hexdigit) { raw.len() } else { 0 };
        }
        self.inner |= super::fill::table(row).is_some_and(|table| composite::is_telling(table, layout, slot));
        let fits = match fits(layout.encoding, dialect, row, slot, raw) {
            Some(fits) => fits,
            None => return,
        };
        self.absurd |= !fits && must_fit(row, slot, raw);
        self.fit += u16::from(fits);
        self.checked += 1;
    }
}

/// Whether a value that does not fit makes the whole reading doubtful: of those that all write alike.
fn must_fit(row: &FieldRow, slot: &Slot, raw: &[u8]) -> bool {
    let private = matches!(row.number, 44 | 46..=48 | 54..=63 | 104..=127);
    let blank = raw.iter().all(|byte| matches!(byte, 0 | b' ' | 0x40));
    match row.inside {
        _ if !is_filled(row, slot, raw) => true,
        Inside::Code(_) => true,
        // Some leave chip data empty; one byte or two are none.
        Inside::Icc => matches!(raw.len(), 1 | 2),
        Inside::Currency => matches!(slot.form, Form::Packed(_)) || !raw.iter().all(u8::is_ascii_alphanumeric),
        _ if slot.length == 0 => matches!(row.number, 2 | 32 | 33 | 35 | 100 | 102 | 103),
        _ if row.kind == Kind::Track => true,
        _ => row.kind == Kind::Text && row.number != 45 && !private && !blank,
    }
}

/// Whether the spare half of a byte holds a filler, where digits are packed and their number is odd.
fn is_filled(row: &FieldRow, slot: &Slot, raw: &[u8]) -> bool {
    let (Form::Packed(pad), Kind::Number, 1) = (slot.form, row.kind, slot.length % 2) else { return true };
    let spare = if pad == Pad::Left { raw.first().map(|byte| byte >> 4) } else { raw.last().map(|byte| byte & 15) };
    matches!(spare, Some(0 | 15) | None)
}

fn fits(encoding: Encoding, dialect: Dialect, row: &FieldRow, slot: &Slot, raw: &[u8]) -> Option<bool> {
    if slot.length == 0 {
        return Some(false);
    }
    if !is_filled(row, slot, raw) {
        return Some(false);
    }
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
        Inside::Icc if raw.len() < 3 => false,
        Inside::Icc => match (row.kind, is_chip_data(raw)) {
            (Kind::Binary, chip) => chip,
            (_, true) => true,
            (_, false) => return None,
        },
        // A right check digit is a good sign; a wrong one is usual in tests.
        _ if row.number == 2 && row.kind == Kind::Number => {
            return text.filter(|digits| super::mask::is_card_number(digits)).map(|_| true);
        }
        _ if row.kind == Kind::Track && row.number == 35 => return track(raw, slot),
        _ if row.number == 45 => raw.iter().any(|byte| matches!(value::character(*byte, encoding.chars()), '^' | '*')),
        _ => match (row.kind, slot.form) {
            (Kind::Text, Form::Chars(Enc::Gbk)) if !raw.is_ascii() => value::is_gbk(raw) && !is_ebcdic(raw),
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

/// Whether track 2 has its separator behind 8 to 19 digits. None without a separator, unless characters were packed.
fn track(raw: &[u8], slot: &Slot) -> Option<bool> {
    // No card number is shorter (ISO/IEC 7812-1, 4).
    if slot.length < 8 {
        return Some(false);
    }
    let digits = match slot.form {
        Form::Packed(_) => {
            let spelled =
                raw.len() >= 8 && raw.iter().all(|byte| matches!(byte, 0x30..=0x3D | 0x44 | 0xF0..=0xF9 | 0x7E));
            let nibbles = raw.iter().flat_map(|byte| [byte >> 4, byte & 15]).position(|nibble| nibble == 13);
            nibbles.filter(|_| !spelled).or(spelled.then_some(0))
        }
        Form::Chars(enc) => raw.iter().position(|byte| matches!(value::character(*byte, enc), '=' | 'D' | 'd')),
        _ => None,
    };
    digits.map(|before| (8..=20).contains(&before))
}

/// Whether Chinese characters are rather letters and digits of another alphabet: each of their bytes is one of those.
fn is_ebcdic(raw: &[u8]) -> bool {
    let letter = |byte: &u8| matches!(value::character(*byte, Enc::Ebcdic), ' ' | '0'..='9' | 'A'..='Z' | 'a'..='z');
    raw.len() >= 6 && raw.iter().all(letter)
}

/// Whether chip data as hex digits end in the midst of a tag: their length counts bytes, and the message was cut.
fn is_half(layout: &Layout<'_>, row: &FieldRow, slot: &Slot) -> bool {
    let raw = layout.bytes.get(slot.body..slot.end).unwrap_or_default();
    let hex = || raw.len() > 2 && raw.iter().all(u8::is_ascii_hexdigit) && is_chip_data(raw);
    row.inside == Inside::Icc && row.digits > 0 && hex() && !body::chain_of_hex(raw)
}

fn is_chip_data(raw: &[u8]) -> bool {
    let digit =
        |at: usize| raw.get(at).and_then(|byte| char::from(*byte).to_digit(16)).and_then(|d| u8::try_from(d).ok());
    let first = raw.first().copied().unwrap_or_default();
    let tag = |byte: u8| matches!(byte, 0x4F | 0x50 | 0x57 | 0x5A | 0x5F | 0x71 | 0x72 | 0x82..=0x9F | 0xDF);
    let hex = digit(0).zip(digit(1)).is_some_and(|(high, low)| tag(high << 4 | low));
    tag(first) || hex || matches!(raw, [0, 0x95, ..] | [1, 0, ..])
}
