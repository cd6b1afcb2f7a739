//! Which reading is right? Every start and every way of writing is walked through; a reading that accounts for every
//! byte beats all that do not, and among those sense decides. Only the best is made into fields. A reading that broke is
//! shown as broken, never as sure.

use super::{
    DecodeOptions, Decoded, Message, MessageKind,
    bitmap::Bitmap,
    frame,
    header::{self, Header, Trust, Whose},
    layout::{Layout, Loose},
    message, mti,
    walk::{self, Walk},
};
use crate::{
    catalogue::{BitmapEnc, Enc, Encoding},
    diagnostic::{Diagnostic, DiagnosticCode, LengthSetBy, Severity},
    span::ByteSpan,
};
use alloc::vec::Vec;

/// How far into the bytes a message type is looked for: a length and the longest header in use (Visa's rejects, 48).
const MAX_HEADER: usize = 52;
/// How many readings are kept.
const KEPT: usize = 6;

/// A reading, good or broken.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// How it was written.
    pub encoding: Encoding,
    /// Where the message type indicator stands.
    pub start: usize,
    /// Its first digit.
    version: u8,
    /// What stands before it.
    pub header: Header,
    /// Bytes before it.
    before: usize,
    /// Whether a second bitmap follows although bit 1 is clear.
    pub wide: bool,
    /// Whether elements may be written otherwise than the dialect says.
    pub loose: Loose,
    /// What was read.
    pub walk: Walk,
    /// Whether a length in front of the message says that it ends before the bytes do.
    pub within: bool,
    score: f32,
}

/// The best reading, if any makes sense.
pub fn best(bytes: &[u8], options: &DecodeOptions) -> Decoded {
    let base = frame::payload(bytes);
    let mut best: Vec<Found> = Vec::with_capacity(KEPT + 1);
    for loose in [Loose::No, Loose::Bodies, Loose::All] {
        if !best.first().is_some_and(|found| found.is_whole() && found.score > 0.5) {
            all(bytes, base, options, loose, &mut best);
        }
    }
    // One element written otherwise than all others explains nothing in a message that broke: it broke there, if what
    // stands there is no digits but characters all the same.
    let breaks_there = |found: &Found| {
        let fault = found.walk.fault.filter(|(_, fault)| fault.code == DiagnosticCode::NotDigits);
        let printed = |raw: &[u8]| raw.iter().all(|byte| matches!(byte, b' '..=b'~'));
        found.walk.odd == 0 && fault.is_some_and(|(_, fault)| printed(fault.span.of(bytes)))
    };
    if best.first().is_some_and(|found| !found.is_whole() && found.walk.odd == 1)
        && let Some(strict) = best.iter().position(breaks_there)
    {
        best.swap(0, strict);
    }
    let Some(chosen) = best.first() else { return Decoded::default() };
    let mut alternatives: Vec<(Encoding, f32)> = Vec::new();
    for other in best.iter().skip(1) {
        let known = other.encoding == chosen.encoding || alternatives.iter().any(|(known, _)| *known == other.encoding);
        if !known && alternatives.len() < 4 {
            alternatives.push((other.encoding, other.shown()));
        }
    }
    let (fields, diagnostics) = message::read(bytes, chosen, options);
    let verdict_field = fields.iter().any(|field| field.path == "39").then(|| "39".into());
    let message = Message {
        kind: MessageKind::Iso8583,
        encoding: Some(chosen.encoding),
        form: "",
        name: chosen.encoding.name(),
        // What holds an error is never more than half sure, although every byte has a place.
        confidence: if diagnostics.iter().any(|one| one.severity == Severity::Error) {
            chosen.shown().min(0.49)
        } else {
            chosen.shown()
        },
        mti: fields.iter().find(|field| field.path == "mti").map(|field| field.value.clone()),
        verdict_field,
        no_payment: None,
        span: ByteSpan::new(0, bytes.len()),
        fields,
        alternatives,
    };
    Decoded { messages: alloc::vec![message], diagnostics }
}

/// What is wrong with a message type in characters behind which no bitmap is whole.
pub fn without_bitmap(bytes: &[u8]) -> Option<Diagnostic> {
    let digits = mti::digits(bytes, Enc::Ascii)?;
    let rest = bytes.get(4..)?;
    // Eight bytes, or their digits.
    let spelled = !rest.is_empty() && rest.iter().all(u8::is_ascii_hexdigit);
    let wanted = if spelled { 16 } else { 8 };
    let usual = matches!(digits, [b'0'..=b'2', b'1' | b'2' | b'4' | b'8', b'0'..=b'3', b'0' | b'1']);
    let span = ByteSpan::new(4, bytes.len());
    let fault = Diagnostic::new(DiagnosticCode::Truncated, Severity::Error, span, "1");
    (usual && rest.len() < wanted).then(|| fault.counts(wanted, rest.len()).set_by(LengthSetBy::Dialect))
}

/// Walks through all readings and keeps the best.
fn all(bytes: &[u8], base: usize, options: &DecodeOptions, loose: Loose, best: &mut Vec<Found>) {
    let wanted = options.dialect.as_deref();
    let mut seen = [None; KEPT];
    seen.iter_mut().zip(best.iter()).for_each(|(seen, found)| *seen = Some(found.start));
    let starts = (!best.is_empty()).then_some(&seen);
    // Whether the bytes before a message are rather one themselves.
    let begins = mti::digits(bytes.get(base..).unwrap_or_default(), Enc::Ascii).is_some();
    for start in base..=(base + MAX_HEADER).min(bytes.len().saturating_sub(4)) {
        let rest = bytes.get(start..).unwrap_or_default();
        let Some((written, digits)) = mti::find(rest) else { continue };
        // A second look is for where the first got somewhere.
        if loose > Loose::No && !starts.is_none_or(|starts| starts.contains(&Some(start))) {
            continue;
        }
        let header = header::find(bytes, base, start);
        // Bytes without a known form before the message: hardly, where a reading is whole that needs none.
        let settled = best.first().is_some_and(|found| found.is_whole() && found.score > 0.7);
        if header.trust != Trust::Known && (settled || loose > Loose::No) {
            continue;
        }
        let message = bytes.get(..header.end).unwrap_or(bytes);
        // Ways of writing share their bitmaps, which are read once.
        let bitmap = |enc, wide| Bitmap::read(message, start + mti::width(written), enc, wide);
        let bitmaps = [BitmapEnc::Binary, BitmapEnc::Hex, BitmapEnc::EbcdicHex]
            .map(|enc| (enc, [(false, bitmap(enc, false)), (true, bitmap(enc, true))]));
        for encoding in Encoding::all() {
            // Later editions are written with their version digit; 1987 is what people write with any.
            let own = encoding.dialect().map_or(b'0', |dialect| dialect.version());
            let [version, ..] = digits;
            if encoding.mti() != written
                || own != b'0' && version != own
                || !wanted.is_none_or(|wanted| is(encoding, wanted))
            {
                continue;
            }
            let layout = Layout { bytes: message, encoding, loose };
            let Some((_, ways)) = bitmaps.iter().find(|(enc, _)| *enc == encoding.bitmap()) else { continue };
            for (wide, bitmap) in ways {
                let (wide, Some(bitmap)) = (*wide, *bitmap) else { continue };
                // What the base reads as well is no reading of its own, unless the header is the dialect's.
                if header.whose == Whose::Any && wanted.is_none() && encoding.repeats(bitmap.words()) {
                    continue;
                }
                let Some(walk) = walk::walk(&layout, bitmap) else { continue };
                let end = walk.end;
                let within = end < header.end && header.ends_at.into_iter().flatten().any(|ends| ends == end);
                let before = start - base;
                let mut found =
                    Found { encoding, start, version, header, before, wide, loose, walk, within, score: 0.0 };
                // A second bitmap that bit 1 does not announce is against the standard: only when every byte fits.
                let whole = found.is_whole();
                if (wide || loose == Loose::All) && !whole {
                    continue;
                }
                // Most of a message is written in one way.
                if found.walk.odd * 3 > found.walk.elements {
                    continue;
                }
                found.score = found.rate(base);
                // What stands before the message may be a header that nobody knows, or the message itself.
                if found.is_doubtful(begins, digits) {
                    found.score = found.score.min(if begins { 0.37 } else { 0.49 });
                }
                let at = best.iter().rposition(|known| known.score >= found.score).map_or(0, |at| at + 1);
                if found.score >= 0.2 && at < KEPT {
                    best.insert(at, found);
                    best.truncate(KEPT);
                }
                if whole {
                    break;
                }
            }
        }
    }
}

fn is(encoding: Encoding, wanted: &str) -> bool {
    let rest = encoding.dialect().and_then(|dialect| wanted.strip_prefix(dialect.key()));
    rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('/') == Some(encoding.id()))
}

impl Found {
    /// Whether every byte was read.
    fn is_whole(&self) -> bool {
        self.walk.fault.is_none() && (self.walk.end == self.header.end || self.within)
    }

    /// Whether the bytes before the message make it unlikely: they begin as a message, little follows, or its type is rare.
    fn is_doubtful(&self, begins: bool, digits: [u8; 4]) -> bool {
        let known = self.header.trust == Trust::Known;
        let framed = self.header.length_right || self.header.whose != Whose::Any;
        let thin = self.walk.elements < 3 && self.header.trust == Trust::Unknown;
        let usual = matches!(digits, [_, b'1' | b'2' | b'4' | b'8', b'0'..=b'3', b'0' | b'1']);
        self.before > 0 && (!known && (thin || begins) || !usual && !framed)
    }

    /// What people are told: certain never, and more than half only when every byte was read.
    fn shown(&self) -> f32 {
        let most = match (self.is_whole(), self.walk.odd) {
            (false, _) => 0.49,
            (true, 0) => 0.99,
            (true, _) => 0.75,
        };
        self.score.clamp(0.0, most)
    }

    /// From 0 to 1. More than one half only when every byte was read.
    #[allow(clippy::cast_precision_loss, reason = "small counts")]
    fn rate(&self, base: usize) -> f32 {
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
        let edition = if self.version == own { 0.0 } else { -0.15 };
        let wide = if self.wide { -0.04 } else { 0.0 };
        let weight = (f32::from(walk.elements) / 4.0).min(1.0);
        if self.is_whole() {
            // Every byte has a place, but the result is no code: some other dialect's message.
            let doubt = if walk.absurd || (walk.checked > 2 && sense < 0.4) { 0.42 } else { 0.0 };
            let odd =
                0.06 * f32::from(walk.odd) / f32::from(walk.elements.max(1)) + if walk.odd > 0 { 0.04 } else { 0.0 };
            let score = 0.56 + 0.22 * sense * sense + framing + 0.08 * weight + home + edition + wide - doubt - odd;
            // A table of another edition must fit in all that can be checked.
            let foreign = edition < 0.0 && (sense < 0.99 || walk.checked < 3);
            return if doubt > 0.0 || foreign { score.min(0.49) } else { score };
        }
        let length = self.header.end;
        let covered = (walk.end - self.start) as f32 / (length - self.start).max(1) as f32;
        // A right length or a network's header says that this is the message, however early it breaks.
        let anchored = length_right || self.header.whose != Whose::Any;
        if self.header.trust != Trust::Known && !anchored {
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
        if (walk.elements + u16::from(walk.elements > 0 && strong) < 2 && !anchored && !cut_at_once)
            || (sense < 0.6 && walk.checked > 0)
        {
            return 0.0;
        }
        let odd = if walk.odd > 0 { 0.03 } else { 0.0 };
        0.12 + 0.12 * sense + 0.1 * weight + 0.12 * covered + framing + home + edition - odd
    }
}
