//! Where one data element stands and how it is written: its length, its body, its digits. Nothing is allocated here,
//! so that many readings can be tried before fields are made of one (ISO 8583:1987, 4.2 to 4.4).

use super::{
    body::{Form, are_digits, chain_of_hex, is_sound, spare, width},
    value,
};
use crate::{
    catalogue::{BitmapEnc, Enc, Encoding, FieldRow, Inside, Kind, Pad},
    diagnostic::{DiagnosticCode, LengthSetBy},
    span::ByteSpan,
};

/// Where an element stands.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    /// Its first byte: of its length, where it has one.
    pub start: usize,
    /// The first byte of its body.
    pub body: usize,
    /// The byte after its last.
    pub end: usize,
    /// Its length in its own units: digits, characters or bytes.
    pub length: usize,
    /// How its body is written.
    pub form: Form,
    /// Whether it is written otherwise than its dialect says.
    pub odd: bool,
}

/// Why an element could not be read.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// What is wrong.
    pub code: DiagnosticCode,
    /// Where.
    pub span: ByteSpan,
    /// How many were expected and found, where that can be said.
    pub counts: Option<(usize, usize)>,
    /// Who set the length.
    pub set_by: Option<LengthSetBy>,
}

/// A message as its bytes and the way in which they are read.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'a> {
    /// The bytes, up to the end of the message.
    pub bytes: &'a [u8],
    /// The way of writing.
    pub encoding: Encoding,
    /// What may be written otherwise than its dialect says, where its bytes say how.
    pub loose: Loose,
}

/// What may be written otherwise than the dialect says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loose {
    /// Nothing.
    No,
    /// Bodies of elements.
    Bodies,
    /// Bodies and lengths.
    All,
}

impl Layout<'_> {
    /// The element that begins at `start`.
    #[inline]
    pub fn slot(&self, row: &FieldRow, start: usize) -> Result<Slot, Fault> {
        self.plain(row, start).map_or_else(|| self.any(row, start), Ok)
    }

    /// What most elements of most messages are: as many digits or characters as there must be, in ASCII. The long way
    /// would say the same of them, in five times the time.
    #[inline]
    fn plain(&self, row: &FieldRow, start: usize) -> Option<Slot> {
        let (usual, text) = match row.kind {
            Kind::Number => (self.encoding.number(), false),
            Kind::Text if row.inside == Inside::Icc => return None,
            Kind::Text => (self.encoding.chars(), row.inside != Inside::Currency),
            _ => return None,
        };
        if row.written.unwrap_or(usual) != Enc::Ascii {
            return None;
        }
        let mut body = start;
        let mut length = row.most as usize;
        if row.digits > 0 {
            body += usize::from(row.digits);
            let digits = self.bytes.get(start..body)?;
            let counted = row.counted.unwrap_or_else(|| self.encoding.length());
            length = number(digits, counted).filter(|found| counted == Enc::Ascii && *found <= length)?;
        }
        let end = body + length;
        let raw = self.bytes.get(body..end)?;
        let sound = text || are_digits(raw);
        sound.then_some(Slot { start, body, end, length, form: Form::Chars(Enc::Ascii), odd: false })
    }

    fn any(&self, row: &FieldRow, start: usize) -> Result<Slot, Fault> {
        let (length, body, set_by, mut odd) = self.length(row, start)?;
        let written = self.form(row, length, body);
        let mut chosen = (written, self.width(row, length, written));
        // A length that counts the bytes of packed digits says how many digits there are, fillers among them.
        let packed = self.counts_bytes(row) && matches!(written, Form::Packed(_));
        let length = if packed { length * 2 } else { length };
        // A currency is three letters or digits; digits may be packed although the dialect calls it text.
        let currency = row.inside == Inside::Currency && length == 3;
        let kind = if currency { Kind::Number } else { row.kind };
        let letters = |raw: &[u8], form| match form {
            Form::Chars(enc) => raw.iter().all(|byte| value::character(*byte, enc).is_ascii_alphanumeric()),
            Form::Packed(pad) if is_sound(kind, raw, length, form) => {
                let spare = if pad == Pad::Left { raw.first().map(|b| b >> 4) } else { raw.last().map(|b| b & 15) };
                matches!(spare, Some(0 | 15))
            }
            _ => is_sound(kind, raw, length, form),
        };
        let fits = |(form, width): (Form, usize)| {
            let raw = self.bytes.get(body..body + width);
            let packed = length % 2 == 1 && kind == Kind::Number && matches!(form, Form::Packed(_));
            let by_letters = currency || packed;
            raw.is_some_and(|raw| if by_letters { letters(raw, form) } else { is_sound(row.kind, raw, length, form) })
        };
        if self.loose > Loose::No && !fits(chosen) {
            let packed = self.bytes.get(body..body + length.div_ceil(2)).unwrap_or_default();
            let pad = spare(packed, length, kind, Pad::Left);
            // Bytes that are digits as they stand are not packed: the element is cut short.
            let digits = |enc| packed.iter().all(|byte| value::character(*byte, enc).is_ascii_digit());
            let hex = packed.len() >= 3 && packed.iter().all(u8::is_ascii_hexdigit);
            let cut = matches!(written, Form::Chars(enc) if digits(enc) || enc == Enc::Ascii && hex);
            let other = [Form::Packed(pad), Form::Chars(Enc::Ascii), Form::Chars(Enc::Ebcdic)];
            let mut others = other
                .into_iter()
                .filter(|form| *form != written && agrees(kind) && !(cut && matches!(form, Form::Packed(_))));
            if let Some(form) = others.find(|form| fits((*form, width(length, *form)))) {
                chosen = (form, width(length, form));
                odd = true;
            } else if row.kind == Kind::Number && matches!(written, Form::Chars(_)) {
                // Letters among digits: what was sent is shown, and said to be odd.
                let raw = self.bytes.get(body..body + chosen.1).unwrap_or_default();
                let Form::Chars(enc) = written else { return Err(truncated(body, chosen.1, self.bytes, set_by)) };
                if raw.len() == chosen.1 && is_sound(Kind::Text, raw, length, written) && printable(raw, enc) {
                    return Ok(Slot { start, body, end: body + chosen.1, length, form: written, odd: true });
                }
            }
        }
        let (form, width) = chosen;
        let Some(raw) = self.bytes.get(body..body + width) else {
            return Err(truncated(body, width, self.bytes, set_by));
        };
        if !is_sound(if odd { kind } else { row.kind }, raw, length, form) {
            let span = ByteSpan::new(body, body + width);
            return Err(Fault { code: DiagnosticCode::NotDigits, span, counts: None, set_by: None });
        }
        Ok(Slot { start, body, end: body + width, length, form, odd })
    }

    /// The length of an element in its own units, where its body begins, who said so, and whether it is written
    /// otherwise than the dialect says.
    fn length(&self, row: &FieldRow, start: usize) -> Result<(usize, usize, LengthSetBy, bool), Fault> {
        if row.digits == 0 {
            return Ok((row.most as usize, start, LengthSetBy::Dialect, false));
        }
        let digits = usize::from(row.digits);
        let most = row.most as usize;
        let enc = row.counted.unwrap_or_else(|| self.encoding.length());
        let width = length_width(enc, digits);
        let Some(raw) = self.bytes.get(start..start + width) else {
            return Err(truncated(start, width, self.bytes, LengthSetBy::Dialect));
        };
        let found = number(raw, enc);
        let fits = |length: &usize| *length <= most && start + width + *length / 2 <= self.bytes.len();
        // Digits that are a length as they stand are one, however little follows: the message is cut.
        let spelled = found.is_some() && matches!(enc, Enc::Ascii | Enc::Ebcdic);
        if self.loose == Loose::All && !spelled && !found.as_ref().is_some_and(fits) {
            let wide = |way| (way, length_width(way, digits));
            let ways = [wide(Enc::Ascii), wide(Enc::Ebcdic), wide(Enc::Bcd), wide(Enc::Binary), (Enc::Binary, 1)];
            let other = ways.into_iter().filter(|way| *way != (enc, width)).find_map(|(way, width)| {
                let raw = self.bytes.get(start..start + width)?;
                // Letters among characters are no number in bytes.
                let letters = enc == Enc::Ascii && raw.iter().all(u8::is_ascii_alphanumeric);
                let length = number(raw, way).filter(fits).filter(|_| !letters)?;
                Some((length, start + width))
            });
            if let Some((length, body)) = other {
                return Ok((length, body, LengthSetBy::Prefix(ByteSpan::new(start, body)), true));
            }
        }
        let span = ByteSpan::new(start, start + width);
        let Some(length) = found else {
            return Err(Fault { code: DiagnosticCode::BadLength, span, counts: None, set_by: None });
        };
        if length > most && !(length == most + 1 && self.is_filled(row, start + width, length)) {
            let set_by = Some(LengthSetBy::Prefix(span));
            return Err(Fault { code: DiagnosticCode::LengthOverMaximum, span, counts: Some((most, length)), set_by });
        }
        Ok((length, start + width, LengthSetBy::Prefix(span), false))
    }

    /// Whether a packed track says one digit more than there are, for the F behind it (ISO 7813: 37 characters).
    fn is_filled(&self, row: &FieldRow, body: usize, length: usize) -> bool {
        let last = (body + length.div_ceil(2)).checked_sub(1).and_then(|at| self.bytes.get(at));
        let packed = row.written.unwrap_or_else(|| self.encoding.number()) == Enc::Bcd;
        row.kind == Kind::Track && packed && length.is_multiple_of(2) && last.is_some_and(|byte| byte & 15 == 15)
    }

    /// The element if its body began here and were so long, as the dialect writes it.
    pub fn body(&self, row: &FieldRow, length: usize, body: usize) -> Option<Slot> {
        let form = self.form(row, length, body);
        let end = body + self.width(row, length, form);
        let raw = self.bytes.get(body..end)?;
        is_sound(row.kind, raw, length, form).then_some(Slot { start: body, body, end, length, form, odd: false })
    }

    /// How the body is written, as the dialect has it.
    fn form(&self, row: &FieldRow, length: usize, body: usize) -> Form {
        let number = row.written.unwrap_or_else(|| self.encoding.number());
        let chars = row.written.unwrap_or_else(|| self.encoding.chars());
        let pad = self.encoding.pad();
        match row.kind {
            // Tracks are often characters in messages that pack all other digits.
            Kind::Track if number == Enc::Bcd && self.is_spelled_track(body, length) => Form::Chars(Enc::Ascii),
            Kind::Number | Kind::Track if number == Enc::Bcd => {
                let width = if self.counts_bytes(row) { length } else { length.div_ceil(2) };
                let raw = self.bytes.get(body..body + width).unwrap_or_default();
                Form::Packed(if self.counts_bytes(row) { Pad::Left } else { spare(raw, length, row.kind, pad) })
            }
            Kind::Number => Form::Chars(number),
            Kind::Signed if number == Enc::Bcd => {
                // Some write the digits behind the sign as characters all the same.
                let spelled = self.bytes.get(body + 1..body + length);
                let spelled = spelled.is_some_and(|raw| raw.iter().all(u8::is_ascii_digit));
                if spelled { Form::Chars(Enc::Ascii) } else { Form::SignedPacked(chars) }
            }
            // Chip data whose length counts bytes although they are written as hex digits (jPOS, IFA_LLLBINARY).
            Kind::Text | Kind::Binary
                if row.digits > 0 && row.inside == Inside::Icc && self.is_chip_hex(body, length) =>
            {
                Form::Hex(Enc::Ascii)
            }
            Kind::Text | Kind::Signed | Kind::Track if chars == Enc::Bcd => Form::Packed(pad),
            Kind::Text | Kind::Signed | Kind::Track => Form::Chars(chars),
            // A message whose bitmap is hex digits writes its fixed binary fields so too, but not every library does.
            // Fixed binary elements are written as hex digits by many who write the rest in characters.
            Kind::Binary if row.digits == 0 && row.written.is_none() && number != Enc::Bcd => {
                let hex = if chars == Enc::Ebcdic { Enc::Ebcdic } else { Enc::Ascii };
                let raw = self.bytes.get(body..(body + length * 2).min(self.bytes.len())).unwrap_or_default();
                let is_hex = raw.iter().all(|byte| value::character(*byte, hex).is_ascii_hexdigit());
                let cut = raw.len() < length * 2;
                if is_hex && !(cut && self.encoding.bitmap() == BitmapEnc::Binary) { Form::Hex(hex) } else { Form::Raw }
            }
            Kind::Binary => Form::Raw,
        }
    }

    /// Whether digits with one separator behind a card number stand there as ASCII.
    fn is_spelled_track(&self, body: usize, length: usize) -> bool {
        let raw = self.bytes.get(body..body + length).unwrap_or_default();
        let separator = raw.iter().position(|byte| matches!(byte, b'=' | b'D'));
        let digits = |raw: &[u8]| raw.iter().all(u8::is_ascii_digit);
        separator.is_some_and(|at| {
            (12..=19).contains(&at) && raw.get(..at).is_some_and(digits) && raw.get(at + 1..).is_some_and(digits)
        })
    }

    /// Whether twice as many hex digits as the length says are a chain of tags that ends there, and as many are not.
    fn is_chip_hex(&self, body: usize, length: usize) -> bool {
        let all = self.bytes.get(body..body + length * 2).unwrap_or_default();
        let half = all.get(..length).unwrap_or_default();
        length >= 8 && chain_of_hex(all) && !chain_of_hex(half)
    }

    fn counts_bytes(&self, row: &FieldRow) -> bool {
        row.digits > 0 && self.encoding.counts_bytes()
    }

    fn width(&self, row: &FieldRow, length: usize, form: Form) -> usize {
        if self.counts_bytes(row) { length } else { width(length, form) }
    }
}

fn truncated(body: usize, width: usize, bytes: &[u8], set_by: LengthSetBy) -> Fault {
    let left = bytes.len().saturating_sub(body);
    Fault {
        code: DiagnosticCode::Truncated,
        span: ByteSpan::new(body, body + left),
        counts: Some((width, left)),
        set_by: Some(set_by),
    }
}

/// How many bytes a length of so many digits takes.
fn length_width(enc: Enc, digits: usize) -> usize {
    match enc {
        Enc::Bcd => digits.div_ceil(2),
        Enc::Binary => digits.div_ceil(2).max(1),
        Enc::Ascii | Enc::Ebcdic | Enc::Gbk => digits,
    }
}

/// A number as lengths are written.
fn number(raw: &[u8], enc: Enc) -> Option<usize> {
    let mut sum = 0;
    for byte in raw {
        sum = match enc {
            Enc::Binary => sum << 8 | usize::from(*byte),
            Enc::Bcd if byte >> 4 < 10 && byte & 15 < 10 => sum * 100 + usize::from((byte >> 4) * 10 + (byte & 15)),
            Enc::Bcd => return None,
            _ => sum * 10 + value::character(*byte, enc).to_digit(10)? as usize,
        };
    }
    Some(sum)
}

fn agrees(kind: Kind) -> bool {
    matches!(kind, Kind::Number | Kind::Track)
}

fn printable(raw: &[u8], enc: Enc) -> bool {
    raw.iter().all(|byte| matches!(value::character(*byte, enc), ' '..='~'))
}

/// The digits or characters of a short value, for a look at whether it makes sense. None where it is longer.
pub fn glance<'b>(raw: &[u8], slot: &Slot, buffer: &'b mut [u8; 24]) -> Option<&'b [u8]> {
    if slot.length > buffer.len() {
        return None;
    }
    match slot.form {
        Form::Packed(pad) => {
            let skip = if pad == Pad::Left { (raw.len() * 2).saturating_sub(slot.length) } else { 0 };
            for (place, at) in buffer.iter_mut().zip(skip..skip + slot.length) {
                let Some(byte) = raw.get(at / 2) else { break };
                let nibble = if at % 2 == 0 { byte >> 4 } else { byte & 15 };
                *place = nibble + if nibble < 10 { b'0' } else { b'7' };
            }
        }
        Form::Chars(enc) => {
            for (place, byte) in buffer.iter_mut().zip(raw) {
                *place = u8::try_from(value::character(*byte, enc)).unwrap_or(0);
            }
        }
        Form::SignedPacked(_) | Form::Raw | Form::Hex(_) => return None,
    }
    buffer.get(..slot.length)
}
