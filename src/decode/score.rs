//! What a reading is worth: one that accounts for every byte and makes sense, one that breaks, one behind bytes that nobody
//! knows. From 0 to 1, and more than one half only for what is whole.

use super::{
    candidate::Found,
    header::{Trust, Whose},
    mti,
};
use crate::{
    catalogue::{BitmapEnc, Enc},
    diagnostic::DiagnosticCode,
};

impl Found {
    /// Whether every byte was read.
    pub(super) fn is_whole(&self) -> bool {
        self.walk.fault.is_none() && (self.walk.end == self.header.end || self.within)
    }

    /// Whether the bytes before the message make it unlikely: they begin as a message, little follows, or its type is rare.
    pub(super) fn is_doubtful(&self, begins: bool) -> bool {
        let framed = self.header.length_right || self.within || self.header.whose != Whose::Any;
        // Four digits in front may be a length that is wrong, but where a message begins with them they are its type.
        let known = self.header.trust == Trust::Known && (!begins || framed || self.header.is_formed());
        let thin = self.walk.elements < 3;
        let usual = self.is_usual() || self.header.is_formed();
        self.before > 0 && (!known && (thin || begins) || !usual && !framed)
    }

    /// What people are told: certain never, and more than half only when every byte was read.
    pub(super) fn shown(&self) -> f32 {
        let most = match (self.is_whole(), self.walk.odd) {
            (false, _) => 0.49,
            (true, 0) => 0.99,
            (true, _) => 0.75,
        };
        self.score.clamp(0.0, most)
    }

    /// From 0 to 1. More than one half only when every byte was read.
    #[allow(clippy::cast_precision_loss, reason = "small counts")]
    pub(super) fn rate(&self, base: usize) -> f32 {
        let walk = &self.walk;
        let key = self.encoding.dialect().map_or("", |dialect| dialect.key());
        let sense = if walk.checked == 0 { 0.5 } else { f32::from(walk.fit) / f32::from(walk.checked) };
        let length_right = self.header.length_right || self.within;
        let framing = match (self.header.trust, length_right) {
            (Trust::Known, true) => 0.12,
            (Trust::Known, false) if self.before > 0 => 0.08,
            (Trust::Known, false) => 0.06,
            (Trust::Likely, _) => -0.05,
            (Trust::Unknown, _) => -0.26,
        };
        // A network's own header says whose message it is; without one, the generic dialects are likelier, and a scheme's
        // own dialect needs a better reason than a standard that reads the same bytes: such as parts inside that only it has.
        let generic = key.starts_with("iso8583");
        let home = match self.header.whose {
            Whose::Network(network) if network == key => 0.06,
            _ if walk.inner => 0.02,
            _ if generic => 0.0,
            _ => -0.01,
        };
        let own = self.encoding.dialect().map_or(b'0', |dialect| dialect.version());
        let edition = if self.digits.first() == Some(&own) { 0.0 } else { -0.15 };
        let wide = if self.wide { -0.04 } else { 0.0 };
        let weight = (f32::from(walk.elements) / 4.0).min(1.0);
        if self.is_whole() {
            // Every byte has a place, but the result is no code: some other dialect's message.
            let doubt = if walk.absurd || walk.checked > 0 && sense < 0.4 { 0.42 } else { 0.0 };
            let odd =
                0.06 * f32::from(walk.odd) / f32::from(walk.elements.max(1)) + if walk.odd > 0 { 0.04 } else { 0.0 };
            let score = 0.56 + 0.22 * sense * sense + framing + 0.08 * weight + home + edition + wide - doubt - odd;
            // A table of another edition must fit in all that can be checked.
            let foreign = edition < 0.0 && (sense < 0.99 || walk.checked < 3);
            return if doubt > 0.0 || foreign { score.min(0.49) } else { score };
        }
        self.broken(base, sense, framing + home + edition, weight)
    }

    /// What a reading is worth that does not come to the end. `context` is what its header, dialect and edition say.
    #[allow(clippy::cast_precision_loss, reason = "small counts")]
    fn broken(&self, base: usize, sense: f32, context: f32, weight: f32) -> f32 {
        let walk = &self.walk;
        let length = self.header.end;
        let covered = (walk.end - self.start) as f32 / (length - self.start).max(1) as f32;
        // A right length or a network's header says that this is the message, however early it breaks.
        let anchored = self.header.length_right || self.within || self.header.whose != Whose::Any;
        // Characters before a type and a bitmap that are hardly chance are a header that nobody knows.
        let behind_characters = self.header.trust == Trust::Likely && self.evident;
        if self.header.trust != Trust::Known && !anchored && !behind_characters {
            return 0.0;
        }
        // A bitmap with letters among its hex digits is hardly chance.
        let fault = walk.fault.map(|(_, fault)| fault.code);
        let letters = walk.bitmap.words().iter().flat_map(|word| word.to_be_bytes()).any(|b| b >> 4 > 9 || b & 15 > 9);
        let is_cut = fault == Some(DiagnosticCode::Truncated);
        let spelled = self.encoding.bitmap() == BitmapEnc::Hex && letters && is_cut;
        let cut_at_once = self.start == base && (walk.bitmap.missing.is_some() && length - base <= 24 || spelled);
        // Four characters of a type, or a value that fits, say as much as one element more.
        let strong = self.start == base
            && (is_cut && self.encoding.mti() != Enc::Bcd && (letters || self.encoding.bitmap() != BitmapEnc::Hex)
                || walk.fit > 0 && fault == Some(DiagnosticCode::NotDigits));
        // The first element breaks: of what surely begins here its length is wrong, or one of its digits is.
        let wrong_length = matches!(fault, Some(DiagnosticCode::LengthOverMaximum | DiagnosticCode::BadLength));
        let formed = self.start == base || self.header.is_formed();
        let placed = formed
            && (self.evident && wrong_length
                || walk.nearly && (self.evident || self.encoding.mti() == Enc::Bcd && self.is_usual()))
            || anchored && (wrong_length || walk.nearly)
            || self.header.is_formed() && wrong_length;
        let few = walk.elements + u16::from(walk.elements > 0 && strong) < 2;
        // Behind a header that is somebody's one date in a form of its own is no reason to see no message.
        let least = if anchored && walk.elements > 3 { 0.4 } else { 0.6 };
        if (few && !anchored && !cut_at_once && !placed) || (sense < least && walk.checked > 0) {
            return 0.0;
        }
        let odd = if walk.odd > 0 { 0.03 } else { 0.0 };
        let placed = match (few && placed, walk.nearly) {
            (true, true) => 0.1,
            (true, false) => 0.02,
            _ => 0.0,
        };
        // Hex of a message in BCD breaks as characters at the same place, only twice as far.
        let hex = if walk.is_spelled(6) { 0.2 } else { 0.0 };
        0.12 + 0.12 * sense + 0.1 * weight + 0.12 * covered + context + placed - odd - hex
    }

    /// Whether the type is one that most messages have.
    fn is_usual(&self) -> bool {
        mti::is_usual(self.digits)
    }
}
