//! What is wrong with the catalogue, and where: `path:line:col: message`.

use std::{fmt, path::Path};

/// One fault, at a place that an editor can jump to. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// File, relative to the repository where possible.
    pub path: String,
    /// Line, from 1; 0 where the fault is about the file itself.
    pub line: usize,
    /// Column in characters, from 1.
    pub col: usize,
    /// What was found and what was expected.
    pub message: String,
}

/// Where a value stands in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// File.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub col: usize,
}

/// All faults of a run, so that a contributor sees every one at once.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// Adds a fault at a place.
    pub fn at(&mut self, place: &Place, message: impl Into<String>) {
        self.0.push(Fault { path: place.path.clone(), line: place.line, col: place.col, message: message.into() });
    }

    /// Adds a fault about a whole file.
    pub fn file(&mut self, path: &Path, message: impl Into<String>) {
        let path = path.display().to_string();
        self.0.push(Fault { path, line: 0, col: 0, message: message.into() });
    }

    /// The value when nothing is wrong, or all faults sorted by place.
    ///
    /// # Errors
    /// The faults, when there are any.
    pub fn into_result<T>(mut self, value: T) -> Result<T, Self> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.0.sort();
        self.0.dedup();
        Err(self)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.0 {
            match fault.line {
                0 => writeln!(f, "{}: {}", fault.path, fault.message)?,
                line => writeln!(f, "{}:{line}:{}: {}", fault.path, fault.col, fault.message)?,
            }
        }
        write!(f, "{} fault(s) in the catalogue", self.0.len())
    }
}
