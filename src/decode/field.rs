//! A field: where it stands, what it is called, its value (masked already) and what that means.

use crate::{
    catalogue::{SystemId, TextId},
    span::ByteSpan,
};
use alloc::{string::String, vec::Vec};

/// What a field is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// A text of the pack.
    Text(TextId),
    /// Not in the dictionary.
    Unknown,
    /// The path says it all: keys of other people's answers.
    Path,
}

/// What a value means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Meaning {
    /// Nothing to add.
    #[default]
    None,
    /// Texts of the pack, joined by the leaf.
    Texts(Vec<TextId>),
    /// Something that is the same in every language, such as `CNY 10.00`.
    Plain(String),
}

/// A value that is a code of some system; what it means is the catalogue's to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRef {
    /// Whose code.
    pub system: SystemId,
    /// The value as it stood.
    pub code: String,
}

/// One field.
#[derive(Debug, Clone)]
pub struct Field {
    /// `39`, `55.9F26`, `mti`.
    pub path: String,
    /// What it is called.
    pub name: Name,
    /// All its bytes, length or tag included.
    pub span: ByteSpan,
    /// The bytes of its length or tag; empty where it has none.
    pub header: ByteSpan,
    /// Characters, digits, or upper-case hex; masked where sensitive.
    pub value: String,
    /// What the value means.
    pub meaning: Meaning,
    /// Whether the value is hex because its bytes are Chinese text in GBK, which a browser can turn into characters.
    pub is_gbk: bool,
    /// Whether something in the value was masked.
    pub masked: bool,
    /// The bytes that no view may show.
    pub hidden: Vec<ByteSpan>,
    /// Set where the value is a code.
    pub code: Option<CodeRef>,
    /// Fields inside.
    pub children: Vec<Field>,
}

impl Field {
    /// A field without value.
    pub fn new(path: String, name: Name, span: ByteSpan) -> Self {
        Self {
            path,
            name,
            span,
            header: ByteSpan { start: span.start, end: span.start },
            value: String::new(),
            meaning: Meaning::None,
            is_gbk: false,
            masked: false,
            hidden: Vec::new(),
            code: None,
            children: Vec::new(),
        }
    }
}

/// The field with a path, at any depth.
pub fn find<'a>(fields: &'a [Field], path: &str) -> Option<&'a Field> {
    for field in fields {
        if field.path == path {
            return Some(field);
        }
        if let Some(found) = find(&field.children, path) {
            return Some(found);
        }
    }
    None
}

/// Moves fields, at any depth, to where their bytes stand in a longer input.
pub fn shift(fields: &mut [Field], by: usize) {
    for field in fields {
        for span in [&mut field.span, &mut field.header].into_iter().chain(&mut field.hidden) {
            *span = span.shifted(by);
        }
        shift(&mut field.children, by);
    }
}

/// All bytes that no view may show, at any depth.
pub fn hidden(fields: &[Field], into: &mut Vec<ByteSpan>) {
    for field in fields {
        into.extend(&field.hidden);
        hidden(&field.children, into);
    }
}
