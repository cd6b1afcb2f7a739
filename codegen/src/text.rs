//! The order of all texts. A text has a key such as `verdict.paid` or `entry.visa.51.title`; its number is its
//! place in this order, the same in every language, so the core knows numbers and the packs hold the words.

use std::collections::BTreeMap;

/// How many texts each code has: title, meaning, misread, dispute.
pub const PER_ENTRY: usize = 4;
/// How many texts each system has: name, short name, what to say of an unlisted value.
pub const PER_SYSTEM: usize = 3;

/// Keys in order, with their numbers.
#[derive(Debug, Default)]
pub struct Texts {
    keys: Vec<String>,
    optional: Vec<bool>,
    front: usize,
    numbers: BTreeMap<String, usize>,
}

impl Texts {
    /// Adds a key that every language must have; gives its number.
    pub fn need(&mut self, key: impl Into<String>) -> usize {
        self.add(key.into(), false)
    }

    /// Adds a key that a language may leave empty; gives its number.
    pub fn may(&mut self, key: impl Into<String>) -> usize {
        self.add(key.into(), true)
    }

    /// Ends the texts of a pack's first part.
    pub fn end_front(&mut self) {
        self.front = self.keys.len();
    }

    /// How many texts are in a pack's first part.
    pub fn front(&self) -> usize {
        self.front
    }

    fn add(&mut self, key: String, optional: bool) -> usize {
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let number = self.keys.len();
        self.numbers.insert(key.clone(), number);
        self.keys.push(key);
        self.optional.push(optional);
        number
    }

    /// The number of a key; 0 for a key that is not there (which [`crate::check`] has reported).
    pub fn number(&self, key: &str) -> usize {
        self.numbers.get(key).copied().unwrap_or_default()
    }

    /// Whether the key is known.
    pub fn has(&self, key: &str) -> bool {
        self.numbers.contains_key(key)
    }

    /// Keys in order, each with whether it may be empty.
    pub fn iter(&self) -> impl Iterator<Item = (&str, bool)> + Clone {
        self.keys.iter().map(String::as_str).zip(self.optional.iter().copied())
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}
