//! A TOML file that remembers where each value stands. Everything in [`crate::read`] goes through [`Table`],
//! which reports a missing, misspelt or mistyped key and goes on.

use crate::fault::{Faults, Place};
use std::{cell::RefCell, collections::BTreeSet, path::Path, rc::Rc};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// A file's name and its text, for turning byte offsets into lines.
#[derive(Debug)]
struct Origin {
    path: String,
    text: String,
}

impl Origin {
    fn place(&self, offset: usize) -> Place {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Place {
            path: self.path.clone(),
            line: before.matches('\n').count() + 1,
            col: before[line_start..].chars().count() + 1,
        }
    }
}

/// A table of a TOML file; remembers which of its keys were asked for, so that the rest can be reported.
#[derive(Debug, Clone)]
pub struct Table {
    origin: Rc<Origin>,
    start: usize,
    values: Rc<DeTable<'static>>,
    asked: Rc<RefCell<BTreeSet<String>>>,
}

/// A string with its place.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The string.
    pub value: String,
    /// Where it stands.
    pub place: Place,
}

/// Reads a file. A file that is missing or is no TOML is one fault, and reads as an empty table.
pub fn open(path: &Path, shown: &str, faults: &mut Faults) -> Option<Table> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            faults.file(Path::new(shown), format!("cannot be read: {error}"));
            return None;
        }
    };
    parse(shown, text, faults)
}

/// Parses a text as if it were the file `shown`.
pub fn parse(shown: &str, text: String, faults: &mut Faults) -> Option<Table> {
    let origin = Rc::new(Origin { path: shown.to_owned(), text });
    match DeTable::parse(&origin.text) {
        Ok(root) => {
            let mut values = root.into_inner();
            values.make_owned();
            let values = owned(values);
            Some(Table { start: 0, values: Rc::new(values), asked: Rc::default(), origin })
        }
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            faults.at(&origin.place(offset), format!("is not TOML: {}", error.message()));
            None
        }
    }
}

/// `make_owned` has replaced every borrow; this only tells the compiler so.
fn owned(table: DeTable<'_>) -> DeTable<'static> {
    table.into_iter().map(|(key, value)| (own_key(&key), own_value(value))).collect()
}

fn own_key(key: &Spanned<toml::de::DeString<'_>>) -> Spanned<toml::de::DeString<'static>> {
    Spanned::new(key.span(), std::borrow::Cow::Owned(key.get_ref().to_string()))
}

fn own_value(value: Spanned<DeValue<'_>>) -> Spanned<DeValue<'static>> {
    let span = value.span();
    let inner = match value.into_inner() {
        DeValue::String(text) => DeValue::String(std::borrow::Cow::Owned(text.into_owned())),
        DeValue::Integer(number) => {
            let text = number.to_string();
            DeValue::String(std::borrow::Cow::Owned(text))
        }
        DeValue::Float(number) => DeValue::String(std::borrow::Cow::Owned(number.to_string())),
        DeValue::Boolean(flag) => DeValue::Boolean(flag),
        DeValue::Datetime(date) => DeValue::Datetime(date),
        DeValue::Array(items) => DeValue::Array(items.into_iter().map(own_value).collect()),
        DeValue::Table(table) => DeValue::Table(owned(table)),
    };
    Spanned::new(span, inner)
}

impl Table {
    /// Where the table begins.
    pub fn place(&self) -> Place {
        self.origin.place(self.start)
    }

    fn get(&self, key: &str) -> Option<&Spanned<DeValue<'static>>> {
        self.asked.borrow_mut().insert(key.to_owned());
        self.values.get(key)
    }

    fn wrong(&self, value: &Spanned<DeValue<'static>>, key: &str, expected: &str, faults: &mut Faults) {
        let found = value.get_ref().type_str();
        faults.at(&self.origin.place(value.span().start), format!("`{key}` is {found}, expected {expected}"));
    }

    /// A string, number or date that may be missing.
    pub fn text(&self, key: &str, faults: &mut Faults) -> Option<Text> {
        let value = self.get(key)?;
        let place = self.origin.place(value.span().start);
        match value.get_ref() {
            DeValue::String(text) => Some(Text { value: text.to_string(), place }),
            DeValue::Datetime(date) => Some(Text { value: date.to_string(), place }),
            _ => {
                self.wrong(value, key, "a string", faults);
                None
            }
        }
    }

    /// A string that must be there.
    pub fn need(&self, key: &str, faults: &mut Faults) -> Text {
        if self.values.get(key).is_none() {
            faults.at(&self.place(), format!("`{key}` is missing"));
        }
        self.text(key, faults).unwrap_or_else(|| Text { value: String::new(), place: self.place() })
    }

    /// A flag; false where it is missing.
    pub fn flag(&self, key: &str, faults: &mut Faults) -> bool {
        match self.get(key).map(|value| (value, value.get_ref())) {
            None => false,
            Some((_, DeValue::Boolean(flag))) => *flag,
            Some((value, _)) => {
                self.wrong(value, key, "true or false", faults);
                false
            }
        }
    }

    /// A number from 0 to 255 that must be there.
    pub fn number(&self, key: &str, faults: &mut Faults) -> u8 {
        let Some(value) = self.get(key) else {
            faults.at(&self.place(), format!("`{key}` is missing"));
            return 0;
        };
        let read = match value.get_ref() {
            // Integers are kept as their digits.
            DeValue::String(digits) => digits.parse().ok(),
            _ => None,
        };
        read.unwrap_or_else(|| {
            self.wrong(value, key, "a number from 0 to 255", faults);
            0
        })
    }

    /// A list of strings; empty where it is missing.
    pub fn list(&self, key: &str, faults: &mut Faults) -> Vec<Text> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(value, key, "a list of strings", faults);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => {
                    texts.push(Text { value: text.to_string(), place: self.origin.place(item.span().start) });
                }
                _ => self.wrong(item, key, "a string in the list", faults),
            }
        }
        texts
    }

    /// A table that may be missing.
    pub fn table(&self, key: &str, faults: &mut Faults) -> Option<Self> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(_) => self.child(value),
            _ => {
                self.wrong(value, key, "a table", faults);
                None
            }
        }
    }

    /// The tables of `[[key]]`.
    pub fn tables(&self, key: &str, faults: &mut Faults) -> Vec<Self> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(value, key, "a list of tables", faults);
            return Vec::new();
        };
        items.iter().filter_map(|item| self.child(item)).collect()
    }

    /// All sub-tables with their keys, in order of the keys.
    pub fn named_tables(&self) -> Vec<(Text, Self)> {
        let mut tables = Vec::new();
        for (key, value) in self.values.iter() {
            if let Some(child) = self.child(value) {
                self.asked.borrow_mut().insert(key.get_ref().to_string());
                let place = self.origin.place(key.span().start);
                tables.push((Text { value: key.get_ref().to_string(), place }, child));
            }
        }
        tables
    }

    /// All strings of the table with their keys, in order of the keys.
    pub fn strings(&self) -> Vec<(Text, Text)> {
        let mut strings = Vec::new();
        for (key, value) in self.values.iter() {
            if let DeValue::String(text) = value.get_ref() {
                self.asked.borrow_mut().insert(key.get_ref().to_string());
                let at = |offset| self.origin.place(offset);
                strings.push((
                    Text { value: key.get_ref().to_string(), place: at(key.span().start) },
                    Text { value: text.to_string(), place: at(value.span().start) },
                ));
            }
        }
        strings
    }

    /// Reports every key that nobody asked for.
    pub fn finish(&self, faults: &mut Faults) {
        for (key, _) in self.values.iter() {
            if !self.asked.borrow().contains(key.get_ref().as_ref()) {
                let known = self.asked.borrow().iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
                let place = self.origin.place(key.span().start);
                faults.at(&place, format!("unknown key `{}`, expected one of {known}", key.get_ref()));
            }
        }
    }

    fn child(&self, value: &Spanned<DeValue<'static>>) -> Option<Self> {
        let DeValue::Table(table) = value.get_ref() else { return None };
        Some(Self {
            origin: Rc::clone(&self.origin),
            start: value.span().start,
            values: Rc::new(table.clone()),
            asked: Rc::default(),
        })
    }
}
