//! A place in the bytes. Every decoder reads through it, so spans are stamped in one spot and nobody does
//! arithmetic with offsets.

use crate::span::ByteSpan;

/// Reads forward; never past the end.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Offset of the first byte in the whole input.
    base: usize,
}

impl<'a> Reader<'a> {
    /// Reads `bytes`, which stand at `base` in the whole input.
    pub fn new(bytes: &'a [u8], base: usize) -> Self {
        Self { bytes, at: 0, base }
    }

    /// Offset of the next byte in the whole input.
    pub fn offset(&self) -> usize {
        self.base + self.at
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.len().saturating_sub(self.at)
    }

    /// The next bytes, or none when fewer are left.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(taken)
    }

    /// The next byte.
    pub fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// The next byte, which stays.
    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// From `start` to here.
    pub fn since(&self, start: usize) -> ByteSpan {
        ByteSpan::new(start, self.offset())
    }
}
