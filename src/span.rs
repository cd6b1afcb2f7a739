//! Places: in decoded bytes and in pasted text. Ends are exclusive: bytes 4 and 5 are `4..6`.

/// A run of decoded bytes, `start` included, `end` not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByteSpan {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl ByteSpan {
    /// The span from `start` up to, not including, `end`; empty where that stands before it. Offsets above 4 GiB are cut: no
    /// paste is as long.
    pub fn new(start: usize, end: usize) -> Self {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: cut(start), end: cut(end.max(start)) }
    }

    /// The same bytes as part of a longer input, which begins so many bytes before.
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }

    /// How many bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The bytes that it covers, or none where it reaches outside.
    pub fn of(self, bytes: &[u8]) -> &[u8] {
        bytes.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// A run of the pasted text, in UTF-8 bytes; `npm` and `www` turn it into UTF-16 at the JavaScript edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextSpan {
    /// First byte of the text.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}
