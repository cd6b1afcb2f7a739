//! Dumps with offsets: `xxd`, `hexdump`, `od`, `tcpdump`, PowerShell, jPOS, debuggers and their kin, also behind the time
//! stamps of a log. Nothing here knows a tool: an offset is the number that grows from line to line by as many bytes as a
//! line holds, in whichever place and radix it stands. So the gutter is found by structure, never by its characters.

use super::{
    Form, Input, offset,
    unit::{self, UNITS, Unit},
};
use crate::span::TextSpan;
use alloc::vec::Vec;
use core::ops::Range;

/// More numbers than this do not stand before the bytes of a line.
const MAX_BEFORE: usize = 12;
/// Whether a text is a dump is seen in so many lines.
const GLANCE: usize = 40;
/// Longer lines are no lines of a dump.
const LONGEST: usize = 400;
/// The most bytes that a line shows.
const WIDEST: usize = 64;

/// Where the offset stands in a line, in which radix, and how bytes are written.
#[derive(Debug, Clone, Copy)]
struct Shape {
    place: usize,
    radix: u32,
    unit: &'static Unit,
}

/// A byte and its place in the text.
type Byte = (u8, usize, usize);

/// A line of a dump.
struct Row {
    offset: usize,
    bytes: Vec<Byte>,
    /// Bytes that stand before the first gap which is wider than the gaps of this line before it.
    before_gap: usize,
    repeats: bool,
    /// Where the line begins in the text.
    at: usize,
}

/// The lines of a text and their parts, found once for all ways to read them.
#[derive(Default)]
struct Table<'a> {
    /// Where a line begins in the text, which parts are its own, and whether it is a `*`.
    lines: Vec<(usize, Range<usize>, bool)>,
    parts: Vec<(usize, &'a str)>,
}

impl<'a> Table<'a> {
    /// The lines of the text that are not empty, up to so many.
    fn of(text: &'a str, most: usize) -> Self {
        let mut table = Self::default();
        let mut at = 0;
        for raw in text.split_inclusive('\n') {
            let line = raw.trim_end();
            if table.lines.len() == most {
                break;
            }
            if !line.trim_start().is_empty() {
                let first = table.parts.len();
                let star = line.ends_with('*') && line.trim_start_matches(['*', ' ']).is_empty();
                if line.len() <= LONGEST && !star {
                    unit::tokens(line, &mut table.parts);
                }
                table.lines.push((at, first..table.parts.len(), star));
            }
            at += raw.len();
        }
        table
    }

    fn parts(&self, own: &Range<usize>) -> &[(usize, &'a str)] {
        self.parts.get(own.clone()).unwrap_or_default()
    }

    /// How often the number in one place grows from a line to the next by what a line can hold.
    fn growth(&self, place: usize, radix: u32) -> usize {
        let mut before: Option<usize> = None;
        let numbers = self.lines.iter().filter_map(|(_, own, _)| number(self.parts(own).get(place)?.1, radix));
        let steps = numbers.filter_map(|now| before.replace(now).and_then(|before| now.checked_sub(before)));
        steps.filter(|step| (1..=WIDEST).contains(step)).count()
    }

    /// Whether words of so many digits stand behind a place.
    fn has_words(&self, place: usize, unit: &Unit) -> bool {
        let is_word = |part: &str| {
            let digits = unit.digits;
            let length = part.len() == digits || part.len() == digits + 2 && part.starts_with("0x");
            length && part.bytes().rev().take(digits).all(|byte| char::from(byte).is_digit(unit.radix))
        };
        let behind = |own| self.parts(own).iter().skip(place + 1);
        self.lines.iter().any(|(_, own, _)| behind(own).any(|(_, part)| is_word(part)))
    }
}

/// All ways in which the text is a dump: more than one only where the order of bytes is in doubt. Several dumps in one
/// text are joined, and each gives a place to cut.
pub fn read(text: &str) -> Vec<Input> {
    let mut found: Vec<Input> = Vec::new();
    let head = Table::of(text, GLANCE);
    let lone = head.lines.len() < 2;
    if lone && !text.trim_start().trim_start_matches("0x").starts_with("0000") {
        return found;
    }
    let places = [16, 10, 8].into_iter().flat_map(|radix| (0..MAX_BEFORE).map(move |place| (place, radix)));
    let places = places.map(|(place, radix)| (place, radix, head.growth(place, radix)));
    let places: Vec<_> = places.filter(|(_, _, growth)| lone || *growth > 0).collect();
    // Offsets grow in most lines; bytes and times do by chance.
    let most = places.iter().map(|(_, _, growth)| *growth).max().unwrap_or(0);
    let mut whole: Option<Table<'_>> = None;
    for unit in &UNITS {
        let mut best: Option<Input> = None;
        for (place, radix, growth) in &places {
            let shape = Shape { place: *place, radix: *radix, unit };
            // Without a whole word the bytes are those of the first unit.
            if growth * 2 < most || unit.digits > 0 && !head.has_words(*place, unit) {
                continue;
            }
            let glance = rows(text, &head, shape);
            if glance.0.is_empty() {
                continue;
            }
            let (chains, strangers) = if head.lines.len() < GLANCE {
                glance
            } else {
                rows(text, whole.get_or_insert_with(|| Table::of(text, usize::MAX)), shape)
            };
            let count: usize = chains.iter().map(Vec::len).sum();
            if count == 0 || strangers > count.max(3) + 1 {
                continue;
            }
            // Of two radices that fit the one with the greater step leaves no bytes out.
            let input = join(text, &chains);
            if best.as_ref().is_none_or(|best| best.bytes.len() < input.bytes.len()) {
                best = Some(input);
            }
        }
        found.extend(best.filter(|best| best.bytes.len() >= 2 && found.iter().all(|known| known.bytes != best.bytes)));
    }
    found
}

fn number(token: &str, radix: u32) -> Option<usize> {
    if !token.as_bytes().first()?.is_ascii_hexdigit() {
        return None;
    }
    // `0016(0010)` is the same offset twice.
    let digits = token.split('(').next()?;
    let digits = digits.strip_prefix("0x").unwrap_or(digits);
    let digits = digits.strip_suffix(['h', 'H']).unwrap_or(digits);
    let fits = (1..=16).contains(&digits.len()) && digits.bytes().all(|byte| char::from(byte).is_digit(radix));
    let low = fits.then(|| digits.get(digits.len().saturating_sub(8)..))??;
    usize::from_str_radix(low, radix).ok()
}

/// Chains of lines, each beginning where its offsets begin, and how many lines belong to none.
fn rows(text: &str, table: &Table<'_>, shape: Shape) -> (Vec<Vec<Row>>, usize) {
    let mut chains: Vec<Vec<Row>> = Vec::new();
    let (mut repeats, mut strangers) = (false, 0);
    let mut pending: Option<Row> = None;
    for (at, own, star) in &table.lines {
        if *star {
            repeats = true;
            continue;
        }
        let Some(mut row) = row(table.parts(own), *at, shape) else {
            strangers += 1;
            continue;
        };
        row.repeats = core::mem::take(&mut repeats);
        let step = |last: &Row| row.offset.checked_sub(last.offset).filter(|step| *step > 0);
        let chain = chains.last_mut().filter(|_| pending.is_none());
        let last = pending.as_ref().or_else(|| chain.as_ref().and_then(|chain| chain.last()));
        let follows = last.and_then(|last| {
            let step = step(last)?;
            let least = if row.bytes.is_empty() { 1 } else { 2 };
            let whole = last.bytes.len() >= step && (least..=WIDEST).contains(&step);
            let same = chain.as_ref().and_then(|chain| chain.first().zip(chain.get(1))).is_none_or(|(one, two)| {
                let usual = two.offset - one.offset;
                row.repeats || step == usual || (row.bytes.is_empty() && step < usual)
            });
            (row.repeats || (whole && same)).then_some(())
        });
        match (follows, pending.take(), chain) {
            (Some(()), Some(first), _) => chains.push(alloc::vec![first, row]),
            (Some(()), None, Some(chain)) => chain.push(row),
            (_, lone, _) => {
                strangers += usize::from(lone.is_some());
                pending = Some(row).filter(|row| !row.bytes.is_empty());
            }
        }
    }
    // A lone line at offset nought, or the short line of another dump of the same text.
    if let Some(row) = pending.take() {
        if row.offset == 0 && (!chains.is_empty() || (shape.place == 0 && is_offset(text, &row))) {
            chains.push(alloc::vec![row]);
        } else {
            strangers += 1;
        }
    }
    (chains, strangers)
}

/// Whether a line by itself begins with an offset: at least four digits, all nought.
fn is_offset(text: &str, row: &Row) -> bool {
    let line = text.get(row.at..).unwrap_or_default().trim_start().trim_start_matches("0x");
    line.bytes().take_while(|byte| *byte == b'0').count() >= 4
        && line.trim_start_matches('0').starts_with([' ', ':', '\t', 'h', '(', '|'])
        && row.bytes.len() >= 2
}

/// The offset of a line and the bytes behind it.
fn row(parts: &[(usize, &str)], at: usize, shape: Shape) -> Option<Row> {
    let mut parts = parts.iter().skip(shape.place);
    let (from, offset) = parts.next()?;
    let mut row = Row {
        offset: number(offset, shape.radix)?,
        bytes: Vec::with_capacity(parts.len()),
        before_gap: 0,
        repeats: false,
        at,
    };
    let mut end = from + offset.len();
    let mut widest = 0;
    for (from, part) in parts {
        let before = row.bytes.len();
        let read = unit::bytes(part, at + from, shape.unit, &mut row.bytes);
        if !read && before > 0 {
            break;
        }
        // A word that is cut short stands to the right.
        let gap = from.saturating_sub(end + shape.unit.digits.saturating_sub(part.len()));
        if before > 0 && row.before_gap == 0 && gap > widest && before > 8 && widest > 0 && gap > 2 {
            row.before_gap = before;
        }
        widest = if before > 0 { widest.max(gap) } else { 0 };
        end = from + part.len();
        if row.bytes.len() > WIDEST {
            break;
        }
    }
    Some(row)
}

fn join(text: &str, chains: &[Vec<Row>]) -> Input {
    let mut input = Input::new(Form::Dump);
    for chain in chains {
        let begin = input.bytes.len();
        let width = chain.iter().zip(chain.iter().skip(1)).map(|(a, b)| b.offset - a.offset).filter(|w| *w <= WIDEST);
        let width = width.max().unwrap_or(16);
        let first = chain.first().map_or(0, |row| row.offset);
        let mut column = 0;
        for (number, row) in chain.iter().enumerate() {
            if row.repeats {
                repeat(&mut input, begin, width, begin + row.offset - first);
            }
            let take = match chain.get(number + 1) {
                Some(next) if next.repeats => width,
                Some(next) => next.offset - row.offset,
                None => last(text, row, width, column),
            };
            for (value, from, to) in row.bytes.iter().take(take) {
                input.bytes.push(*value);
                input.map.push(TextSpan { start: offset(*from), end: offset(*to) });
                column = column.max(to - row.at);
            }
        }
        input.cuts.push(begin);
    }
    if input.cuts.len() < 2 {
        input.cuts.clear();
    }
    input
}

/// How many bytes the last line holds: as many as its gutter shows, else those in the columns of the lines above.
fn last(text: &str, row: &Row, width: usize, column: usize) -> usize {
    let line = text.get(row.at..).unwrap_or_default().lines().next().unwrap_or_default();
    let most = row.bytes.len().min(width);
    let shown = (1..=most).rev().find(|count| {
        let end = row.bytes.iter().take(*count).map(|(_, _, to)| to - row.at).max().unwrap_or(0);
        let value = |at| row.bytes.get(at).filter(|_| at < *count).map(|(value, _, _)| *value);
        unit::is_gutter(line.get(end..).unwrap_or_default(), &value, true)
    });
    let inside = row.bytes.iter().take_while(|(_, _, to)| column == 0 || to - row.at <= column).count();
    let gap = if row.before_gap > 0 { row.before_gap } else { most };
    shown.unwrap_or(inside.min(most).min(gap))
}

/// Most tools write `*` for lines that repeat the one before.
fn repeat(input: &mut Input, begin: usize, width: usize, until: usize) {
    let from = input.bytes.len().saturating_sub(width).max(begin);
    let line: Vec<(u8, TextSpan)> = input.bytes.iter().copied().zip(input.map.iter().copied()).skip(from).collect();
    while !line.is_empty() && input.bytes.len() < until.min(super::MAX_TEXT) {
        for (byte, span) in line.iter().take(until - input.bytes.len()) {
            input.bytes.push(*byte);
            input.map.push(*span);
        }
    }
}
