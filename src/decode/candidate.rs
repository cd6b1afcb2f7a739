//! Which reading is right? Every start and every way of writing is tried; a reading that accounts for every byte
//! beats all that do not, and among those sense decides. A reading that broke is shown as broken, never as sure.

use super::{
    DecodeOptions, Decoded, Message, MessageKind, encoding_key, frame,
    message::{self, Reading},
    mti,
    walk::{self, Extent},
};
use crate::{catalogue::Encoding, span::ByteSpan};
use alloc::vec::Vec;

/// How far into the bytes a message type is looked for: the longest header in use (CUPS) has 46 bytes.
const MAX_HEADER: usize = 48;

/// A place and a way to read from, and how far that gets.
struct Start {
    at: usize,
    encoding: Encoding,
    wide: bool,
    extent: Extent,
}

/// Readings that account for every byte, and broken ones, that are worth reading in full.
const WORTH: usize = 10;

/// The best reading, if any makes sense.
pub fn best(bytes: &[u8], options: &DecodeOptions) -> Decoded {
    let base = frame::payload(bytes);
    let mut readings: Vec<(f32, Reading)> = Vec::new();
    for start in starts(bytes, base, options) {
        let Some(reading) = message::read(bytes, base, start.at, start.encoding, start.wide, options) else { continue };
        // A second bitmap that bit 1 does not announce is against the standard: only when every byte fits.
        if start.wide && !reading.whole {
            continue;
        }
        let score = score(&reading, bytes.len()) - if start.wide { 0.04 } else { 0.0 };
        if score >= 0.2 {
            let at = readings.iter().rposition(|(known, _)| *known >= score).map_or(0, |at| at + 1);
            readings.insert(at, (score, reading));
            readings.truncate(8);
        }
    }
    let mut readings = readings.into_iter();
    let Some((confidence, reading)) = readings.next() else { return Decoded::default() };
    let mut alternatives: Vec<(Encoding, f32)> = Vec::new();
    for (score, other) in readings {
        let known =
            other.encoding == reading.encoding || alternatives.iter().any(|(known, _)| *known == other.encoding);
        if !known && alternatives.len() < 4 {
            alternatives.push((other.encoding, shown(score, other.whole)));
        }
    }
    let whole = reading.whole;
    let verdict_field = reading.fields.iter().any(|field| field.path == "39").then(|| "39".into());
    let message = Message {
        kind: MessageKind::Iso8583,
        encoding: Some(reading.encoding),
        form: "",
        name: reading.encoding.name(),
        confidence: shown(confidence, whole),
        mti: Some(reading.mti),
        verdict_field,
        span: ByteSpan::new(0, bytes.len()),
        fields: reading.fields,
        alternatives,
    };
    Decoded { messages: alloc::vec![message], diagnostics: reading.diagnostics }
}

/// Where a message could begin, and how: those that take every byte, else those that get furthest.
fn starts(bytes: &[u8], base: usize, options: &DecodeOptions) -> Vec<Start> {
    let wanted = options.dialect.as_deref();
    let mut whole = Vec::new();
    let mut broken: Vec<Start> = Vec::new();
    for at in base..=(base + MAX_HEADER).min(bytes.len().saturating_sub(4)) {
        let rest = bytes.get(at..).unwrap_or_default();
        for encoding in Encoding::all().filter(|encoding| wanted.is_none_or(|wanted| is(*encoding, wanted))) {
            if !mti::fits(rest, encoding) {
                continue;
            }
            for wide in [false, true] {
                let Some(extent) = walk::extent(bytes, at, encoding, wide) else { continue };
                let start = Start { at, encoding, wide, extent };
                if !extent.broken && (extent.end == bytes.len() || at > base) && whole.len() < 2 * WORTH {
                    whole.push(start);
                } else if !wide && matches!(at - base, 0 | 2 | 4 | 5 | 7 | 9 | 11 | 13 | 15 | 46) {
                    // A reading that breaks is worth a word only behind a header that has a name.
                    let further = |known: &Start| {
                        (known.extent.elements, known.extent.end - known.at) >= (extent.elements, extent.end - at)
                    };
                    let place = broken.iter().rposition(further).map_or(0, |place| place + 1);
                    if place < WORTH {
                        broken.insert(place, start);
                        broken.truncate(WORTH);
                    }
                }
            }
        }
    }
    if !whole.iter().any(|start| start.extent.end == bytes.len()) {
        whole.extend(broken);
    }
    whole
}

/// What people are told: certain never, and more than half only when every byte was read.
fn shown(score: f32, whole: bool) -> f32 {
    score.clamp(0.0, if whole { 0.99 } else { 0.49 })
}

fn is(encoding: Encoding, wanted: &str) -> bool {
    encoding_key(encoding) == wanted || encoding.dialect().is_some_and(|dialect| dialect.key() == wanted)
}

fn own(encoding: Encoding) -> bool {
    encoding.dialect().is_some_and(|dialect| dialect.key() == "unionpay-pos")
}

/// From 0 to 1. More than one half only when every byte was read.
#[allow(clippy::cast_precision_loss, reason = "small counts")]
fn score(reading: &Reading, length: usize) -> f32 {
    let (fit, checked) = reading.sane;
    let sense = if checked == 0 { 0.5 } else { fit as f32 / checked as f32 };
    let framing = match (reading.header_known, reading.length_right) {
        (_, true) => 0.12,
        (true, false) if reading.start > 0 => 0.08,
        (true, false) => 0.06,
        // Five bytes are a transport header of some kind (TPDU and its kin).
        (false, false) if reading.header == 5 => -0.05,
        (false, false) => -0.26,
    };
    // The six-byte header behind a TPDU is UnionPay's; without a TPDU the generic dialects are likelier.
    let home = match (own(reading.encoding), reading.unionpay_header) {
        (true, true) => 0.06,
        (true, false) => -0.01,
        (false, _) => 0.0,
    };
    let version = reading.encoding.dialect().map_or(b'0', |dialect| dialect.version());
    let framing = if reading.mti.as_bytes().first() == Some(&version) { framing } else { framing - 0.15 };
    // A scheme's own dialect needs a better reason than a standard that reads the same bytes.
    let generic = reading.encoding.dialect().is_some_and(|dialect| dialect.key().starts_with("iso8583"));
    let framing = if generic || own(reading.encoding) { framing } else { framing - 0.01 };
    let weight = (reading.elements as f32 / 4.0).min(1.0);
    if reading.whole {
        // Every byte has a place, but the result is no code: some other dialect's message.
        let doubt = if reading.senseless_result { 0.36 } else { 0.0 };
        return 0.56 + 0.22 * sense * sense + framing + 0.08 * weight + home - doubt;
    }
    let covered = (reading.end - reading.start) as f32 / (length - reading.start).max(1) as f32;
    // A right length or UnionPay's header says that this is the message, however early it breaks.
    let anchored = reading.length_right || reading.unionpay_header;
    if !reading.header_known && !anchored {
        return 0.0;
    }
    let cut_at_once = reading.bitmap_cut && reading.start == 0 && length <= 24;
    if (reading.elements < 2 && !anchored && !cut_at_once) || (sense < 0.6 && checked > 0) {
        return 0.0;
    }
    0.12 + 0.12 * sense + 0.1 * weight + 0.12 * covered + framing + home
}
