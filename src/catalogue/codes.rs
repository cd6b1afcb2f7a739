//! Lookup: from a folded code to its entries. Two sorted lists of codes (front systems, others), each cut into blocks:
//! halving finds the block, walking finds the code. `codegen/src/emit/codes.rs` writes the lists.

use super::entry::EntryId;
use super::parts;
use super::tables::CodeTable;
use crate::fold::fold;
use core::cmp::Ordering;

/// A code as it is printed, and its entries.
struct Record {
    code: &'static str,
    first: u16,
    count: u16,
}

impl CodeTable {
    /// Records from the beginning of a block to the end of the list.
    fn records_from(&self, block: usize) -> impl Iterator<Item = Record> {
        let (at, entry) = self.blocks.get(block).copied().unwrap_or((u32::MAX, 0));
        let mut rest = self.codes.get(at as usize..).unwrap_or_default();
        let mut first = entry;
        core::iter::from_fn(move || {
            let (length, count) = (usize::from(*rest.first()?), u16::from(*rest.get(1)?));
            let code = core::str::from_utf8(rest.get(2..2 + length)?).ok()?;
            rest = rest.get(2 + length..)?;
            let record = Record { code, first, count };
            first += count;
            Some(record)
        })
    }

    /// The last block whose first record is before or at what `place` looks for.
    fn block(&self, place: impl Fn(Record) -> Ordering) -> usize {
        let (mut low, mut high) = (0, self.blocks.len());
        while low + 1 < high {
            let middle = low.midpoint(high);
            let first = self.records_from(middle).next();
            if first.is_some_and(|record| place(record) == Ordering::Less) {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }

    fn lookup(&self, folded: &str) -> core::ops::Range<u16> {
        let order = |record: &Record| record.code.chars().map(fold).cmp(folded.chars());
        let mut found = 0..0;
        for record in self.records_from(self.block(|record| order(&record))) {
            match order(&record) {
                Ordering::Less => {}
                Ordering::Equal if found.is_empty() => found = record.first..record.first + record.count,
                Ordering::Equal => found.end = record.first + record.count,
                Ordering::Greater => break,
            }
        }
        found
    }
}

/// All entries of a folded code: the front systems' first, each part in the order of printed forms and systems.
pub fn lookup(folded: &str) -> impl Iterator<Item = EntryId> + use<> {
    let mut found = [0..0, 0..0];
    for (range, table) in found.iter_mut().zip(parts::tables()) {
        *range = table.lookup(folded);
    }
    found.into_iter().flatten().map(EntryId::new)
}

/// The code of an entry, as it is printed.
pub(super) fn code(entry: EntryId) -> &'static str {
    let Some((table, _)) = entry.place() else { return "" };
    let block = table.block(|record| (record.first + record.count).cmp(&(entry.row + 1)));
    let holds = |record: &Record| (record.first..record.first + record.count).contains(&entry.row);
    table.records_from(block).find(holds).map_or("", |record| record.code)
}
