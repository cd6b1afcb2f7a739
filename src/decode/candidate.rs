//! Which reading is right? Every start and every way of writing is walked through; a reading that accounts for every
//! byte beats all that do not, and among those sense decides. Only the best is made into fields. A reading that broke is
//! shown as broken, never as sure.

use super::{
    DecodeOptions, Decoded, Message, MessageKind,
    bitmap::{self, Bitmap},
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
    /// Its digits.
    pub(super) digits: [u8; 4],
    /// What stands before it.
    pub header: Header,
    /// Bytes before it.
    pub(super) before: usize,
    /// Whether a second bitmap follows although bit 1 is clear.
    pub wide: bool,
    /// Whether elements may be written otherwise than the dialect says.
    pub loose: Loose,
    /// What was read.
    pub walk: Walk,
    /// Whether a length in front of the message says that it ends before the bytes do.
    pub within: bool,
    /// Whether the type and the bitmap are hardly chance.
    pub(super) evident: bool,
    pub(super) score: f32,
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
    let span = ByteSpan::new(4, bytes.len());
    let fault = Diagnostic::new(DiagnosticCode::Truncated, Severity::Error, span, "1");
    (mti::is_usual(digits) && rest.len() < wanted)
        .then(|| fault.counts(wanted, rest.len()).set_by(LengthSetBy::Dialect))
}

/// Walks through all readings and keeps the best.
fn all(bytes: &[u8], base: usize, options: &DecodeOptions, loose: Loose, best: &mut Vec<Found>) {
    let wanted = options.dialect.as_deref();
    let mut seen = [None; KEPT];
    seen.iter_mut().zip(best.iter()).for_each(|(seen, found)| *seen = Some(found.start));
    let starts = (!best.is_empty()).then_some(&seen);
    // Whether the bytes before a message are rather one themselves.
    let first = bytes.get(base..).unwrap_or_default();
    let begins = mti::digits(first, Enc::Ascii).is_some() || bitmap::is_evident(first);
    for start in base..=(base + MAX_HEADER).min(bytes.len().saturating_sub(4)) {
        let rest = bytes.get(start..).unwrap_or_default();
        let Some((written, digits)) = mti::find(rest) else { continue };
        // A second look is for where the first got somewhere.
        if loose > Loose::No && !starts.is_none_or(|starts| starts.contains(&Some(start))) {
            continue;
        }
        let header = header::find(bytes, base, start);
        // Classes that are no payment's are in use, but few would be found among other bytes (ISO 8583:1987, 4.1).
        if matches!(digits, [_, b'9', ..]) && !header.is_formed() {
            continue;
        }
        let evident = bitmap::is_evident(rest);
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
                    Found { encoding, start, digits, header, before, wide, loose, walk, within, evident, score: 0.0 };
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
                if found.is_doubtful(begins) {
                    found.score = found.score.min(if begins { 0.25 } else { 0.49 });
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
