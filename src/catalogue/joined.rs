//! Many short texts as one: a pointer to each would take more room than the texts do, and compresses badly.

/// Texts, each behind a character whose number is its length in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Joined(pub(super) &'static str);

impl Joined {
    /// The texts, in order.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        let mut rest = self.0;
        core::iter::from_fn(move || {
            let length = rest.chars().next()?;
            let begin = length.len_utf8();
            let end = begin + u32::from(length) as usize;
            let text = rest.get(begin..end)?;
            rest = rest.get(end..)?;
            Some(text)
        })
    }

    /// The texts two by two.
    pub fn pairs(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let mut texts = self.iter();
        core::iter::from_fn(move || Some((texts.next()?, texts.next()?)))
    }
}
