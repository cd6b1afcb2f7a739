//! What is wrong with an input: a code and facts, no words. Words come from the language pack.

use crate::span::ByteSpan;
use alloc::string::String;

/// What kind of thing is wrong. Its words are `diagnostic.<name>` in `catalogue/languages`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiagnosticCode {
    /// A hex dump with an odd number of digits.
    OddHexDigits,
    /// A field needs more bytes than are left.
    Truncated,
    /// A length that is no number.
    BadLength,
    /// A length above what the dialect allows for the field.
    LengthOverMaximum,
    /// A numeric field that holds something else.
    NotDigits,
    /// Bytes after the last field.
    TrailingBytes,
    /// No message type indicator where one must be.
    BadMti,
    /// A bitmap that names a field unknown to the dialect, or no bitmap.
    BadBitmap,
    /// A TLV value longer than what holds it.
    TlvOverrun,
    /// A TLV tag without a length.
    TlvNoLength,
    /// A printed value with more or fewer hex digits than its field has.
    WrongLength,
    /// A length prefix that disagrees with the number of bytes.
    LengthPrefix,
    /// A value that has not as many bytes as its standard says.
    ValueLength,
    /// A check character that the bytes before it do not give.
    BadCheck,
    /// An element that is written otherwise than the rest of the message.
    OddWriting,
    /// Nesting deeper than is read.
    TooDeep,
    /// Text longer than is read.
    TooLong,
}

impl DiagnosticCode {
    /// The stable name that leaves hand to JavaScript.
    pub fn name(self) -> &'static str {
        match self {
            Self::OddHexDigits => "odd-hex-digits",
            Self::Truncated => "truncated",
            Self::BadLength => "bad-length",
            Self::LengthOverMaximum => "length-over-maximum",
            Self::NotDigits => "not-digits",
            Self::TrailingBytes => "trailing-bytes",
            Self::BadMti => "bad-mti",
            Self::BadBitmap => "bad-bitmap",
            Self::TlvOverrun => "tlv-overrun",
            Self::TlvNoLength => "tlv-no-length",
            Self::WrongLength => "wrong-length",
            Self::LengthPrefix => "length-prefix",
            Self::ValueLength => "value-length",
            Self::BadCheck => "bad-check",
            Self::OddWriting => "odd-writing",
            Self::TooDeep => "too-deep",
            Self::TooLong => "too-long",
        }
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// The message was read, but something does not fit.
    Warning,
    /// Reading stopped here.
    Error,
}

impl Severity {
    /// The stable name that leaves hand to JavaScript.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Who said how long something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LengthSetBy {
    /// The dialect: a fixed length.
    Dialect,
    /// The length in front of the field, at these bytes.
    Prefix(ByteSpan),
    /// The length of a TLV value, at these bytes.
    TlvLength(ByteSpan),
    /// The length in front of the whole message.
    Message(ByteSpan),
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What.
    pub code: DiagnosticCode,
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub span: ByteSpan,
    /// The field, such as `41` or `55.9F26`; empty where it is about the message.
    pub path: String,
    /// How many units were expected (bytes, or the largest length).
    pub expected: Option<u32>,
    /// How many were found.
    pub found: Option<u32>,
    /// Who set the length.
    pub set_by: Option<LengthSetBy>,
}

impl Diagnostic {
    /// A diagnostic without numbers.
    pub fn new(code: DiagnosticCode, severity: Severity, span: ByteSpan, path: &str) -> Self {
        Self { code, severity, span, path: path.into(), expected: None, found: None, set_by: None }
    }

    /// Moves it to where its bytes stand in a longer input.
    pub fn shift(&mut self, by: usize) {
        self.span = self.span.shifted(by);
        if let Some(LengthSetBy::Prefix(span) | LengthSetBy::TlvLength(span) | LengthSetBy::Message(span)) =
            &mut self.set_by
        {
            *span = span.shifted(by);
        }
    }

    /// Adds what was expected and what was found.
    #[must_use]
    pub fn counts(mut self, expected: usize, found: usize) -> Self {
        self.expected = u32::try_from(expected).ok();
        self.found = u32::try_from(found).ok();
        self
    }

    /// Adds who set the length.
    #[must_use]
    pub fn set_by(mut self, who: LengthSetBy) -> Self {
        self.set_by = Some(who);
        self
    }
}
