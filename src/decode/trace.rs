//! Traces of chip commands and answers, in the styles of many tools: one a line or over several lines, behind words or
//! arrows or in turns, with the status word in place or apart. The last status word is the result.

use super::{DecodeOptions, Decoded, Message, MessageKind, apdu, field::Field, value};
use crate::{
    catalogue::tables::word,
    diagnostic::{Diagnostic, DiagnosticCode, Severity},
    input::line_runs,
    span::ByteSpan,
};
use alloc::{format, vec::Vec};

/// A trace has at most so many exchanges.
const MOST: usize = 400;

/// Words before an answer, folded.
const ANSWERS: [&str; 21] = [
    "resp",
    "rsp",
    "r-apdu",
    "rapdu",
    "received",
    "recv",
    "rx",
    "<<",
    "<-",
    "answer",
    "<=",
    "incoming",
    "sw:",
    "sw=",
    "sw1sw2",
    "tag |",
    "card ->",
    "\u{2190}",
    "from card",
    "reply",
    "status:",
];
/// Words before a command, folded.
const COMMANDS: [&str; 17] = [
    "send", "c-apdu", "capdu", "command", "apdu", "tx", ">>", "->", "=>", "cmd", "outgoing", "rdr |", "\u{2192}",
    "to card", "req", "transmit", "sent",
];

/// A byte and its place in the text.
type Byte = (u8, usize);

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Command,
    Answer,
}

struct Trace<'a> {
    options: &'a DecodeOptions,
    fields: Vec<Field>,
    diagnostics: Vec<Diagnostic>,
    number: usize,
    answers: usize,
    /// Whether a command waits for its answer.
    open: bool,
    /// Who speaks in lines without a word, as a heading said, and what has been said.
    role: Option<Role>,
    pending: Vec<Byte>,
    verdict: Option<usize>,
    /// Lists of objects that the chip asked for.
    lists: Vec<Vec<u8>>,
}

/// Reads a trace: at least one command, and an answer or another command.
pub fn read(text: &str, options: &DecodeOptions) -> Option<Decoded> {
    let mut trace = Trace {
        options,
        fields: Vec::new(),
        diagnostics: Vec::new(),
        number: 0,
        answers: 0,
        open: false,
        role: None,
        pending: Vec::new(),
        verdict: None,
        lists: Vec::new(),
    };
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        trace.line(line, at);
        at += line.len();
        // Nothing like a trace in so many lines: something else.
        if number > 200 && trace.number == 0 {
            return None;
        }
    }
    trace.flush();
    if trace.answers == 0 {
        return None;
    }
    let span = ByteSpan::new(0, text.len());
    let mut message = Message::plain(MessageKind::Apdu, "apdu", word::FOUND_APDU, trace.fields, span, 0.92);
    message.verdict_field = trace.verdict.map(|number| format!("{number}.sw"));
    Some(Decoded { messages: alloc::vec![message], diagnostics: trace.diagnostics })
}

fn values(bytes: &[Byte]) -> Vec<u8> {
    bytes.iter().map(|(byte, _)| *byte).collect()
}

impl Trace<'_> {
    fn line(&mut self, line: &str, at: usize) {
        if line.len() > 4000 {
            return;
        }
        let lower = line.to_ascii_lowercase();
        if let Some((status, place)) = apart(&lower) {
            self.flush();
            let place = at + place;
            self.status(&[(status[0], place), (status[1], place)]);
            return;
        }
        let runs = line_runs(line, at);
        if self.is_dialogue(&runs) {
            self.flush();
            runs.iter().for_each(|run| self.turn(run, true));
            return;
        }
        // A run behind a word rather than a number before it; the word may stand before a status word.
        let first = runs.first().and_then(|run| run.first()).map_or(0, |(_, place)| place - at);
        let head = role(lower.get(..first).unwrap_or_default());
        let behind = |run: &&Vec<Byte>| {
            let before = run.first().and_then(|(_, place)| lower.get(..place - at));
            head.is_some() || before.is_some_and(|before| role(before).is_some())
        };
        let longest = runs.iter().filter(behind).max_by_key(|run| run.len());
        let Some(longest) = longest.or_else(|| runs.iter().max_by_key(|run| run.len())) else {
            // A heading says who speaks in the lines below.
            if let Some(role) = role(&lower) {
                self.flush();
                self.role = Some(role);
            }
            return;
        };
        let from = longest.first().map_or(0, |(_, place)| place - at);
        let label = lower.get(..from).unwrap_or_default();
        let said = role(label).or(head);
        let mut bytes = stripped(longest, label);
        if said == Some(Role::Answer) && !apdu::is_whole_answer(&values(&bytes)) {
            bytes.extend(status_beside(longest, &runs, &lower, at));
        }
        // The bytes of a heading's count, such as `Incoming APDU data [ 28 bytes ]`.
        if said.is_some() && bytes.len() < 2 {
            self.flush();
            self.role = said;
            return;
        }
        match (said, self.role) {
            (Some(role), _) => {
                // A command was announced and not shown: what was sent is not known, but that it was.
                let unseen = self.role == Some(Role::Command) && self.pending.is_empty() && !self.open;
                self.number += usize::from(unseen && role == Role::Answer && (1..MOST).contains(&self.number));
                self.flush();
                self.role = Some(role);
                self.pending.extend(bytes);
                if role == Role::Answer || apdu::fills(&values(&self.pending)) {
                    self.flush_kept(role, &lower);
                }
            }
            (None, Some(_)) if !label.chars().any(char::is_alphabetic) && self.open_ended() => {
                self.pending.extend(bytes)
            }
            (None, _) if !label.chars().any(char::is_alphabetic) && (runs.len() == 1 || first < from) => {
                self.flush();
                self.turn(&bytes, false);
            }
            // Words that nobody listed, in whatever language: what stands behind them says who speaks.
            (None, None) => runs.iter().for_each(|run| self.turn(run, true)),
            _ => {}
        }
    }

    /// Whether the lines below a heading still belong to it.
    fn open_ended(&self) -> bool {
        let said = values(&self.pending);
        match self.role {
            Some(Role::Command) => !apdu::fills(&said),
            Some(Role::Answer) => self.open && !apdu::is_whole_answer(&said),
            None => false,
        }
    }

    /// What a line says that names its speaker. An answer may go on in the lines below.
    fn flush_kept(&mut self, role: Role, line: &str) {
        let said = values(&self.pending);
        let goes_on = role == Role::Answer && !apdu::ends_with_status(&said) && line.trim_end().ends_with(['\\', '+']);
        if !goes_on {
            self.flush();
            self.role = None;
        }
    }

    fn flush(&mut self) {
        let bytes = core::mem::take(&mut self.pending);
        if bytes.is_empty() {
            return;
        }
        match self.role.take() {
            Some(Role::Command) if bytes.len() == 2 || self.open && self.is_answer(&bytes) => self.answer(&bytes),
            Some(Role::Command) => self.command(&bytes),
            _ => self.answer(&bytes),
        }
    }

    /// Whether bytes are surely the answer to a command rather than a command.
    fn is_answer(&self, bytes: &[Byte]) -> bool {
        let plain = values(bytes);
        apdu::is_whole_answer(&plain) && !apdu::is_command(&plain)
    }

    /// Whether a line holds a command and what was answered: `00A4040000 -> 9000`, a row of a table, an object of JSON.
    fn is_dialogue(&self, runs: &[Vec<Byte>]) -> bool {
        let mut runs = runs.iter().map(|run| values(run));
        runs.any(|run| apdu::is_evident(&run)) && runs.any(|run| apdu::is_whole_answer(&run))
    }

    /// Bytes without a word that says who speaks: commands and answers take turns. Where other words stand around them, only
    /// what is surely one or the other is taken.
    fn turn(&mut self, bytes: &[Byte], sure: bool) {
        let plain = values(bytes);
        if sure {
            match self.open && apdu::is_whole_answer(&plain) {
                true => self.answer(bytes),
                false if apdu::is_evident(&plain) => self.command(bytes),
                false => {}
            }
            return;
        }
        match (self.open, apdu::is_command(&plain)) {
            (false, true) => self.command(bytes),
            (true, _) if apdu::ends_with_status(&plain) => self.answer(bytes),
            (_, true) => self.command(bytes),
            // Data behind a status word that stood before it.
            (false, false) => self.answer(bytes),
            _ => {}
        }
    }

    fn command(&mut self, bytes: &[Byte]) {
        let plain = values(bytes);
        // An instruction that is not known is one where the trace has others, or where a length counts what follows.
        let known = apdu::is_command(&plain) || (self.number > 0 || plain.len() > 6) && apdu::fills(&plain);
        if let Some((command, answer)) = (!known).then(|| apdu::both(bytes)).flatten() {
            self.command(command);
            self.answer(answer);
            return;
        }
        if !known || self.number >= MOST {
            return;
        }
        // The same command twice is the typed one and its echo.
        if self.open && self.fields.last().is_some_and(|field| field.value == value::hex(&plain)) {
            return;
        }
        self.number += 1;
        self.open = true;
        self.fields.push(apdu::command(&format!("{}.command", self.number), bytes, &self.lists, self.options));
    }

    fn answer(&mut self, bytes: &[Byte]) {
        if self.number == 0 {
            return;
        }
        let number = self.number;
        let known = self.fields.last().is_some_and(|field| field.path == format!("{number}.sw"));
        if !known && !apdu::ends_with_status(&values(bytes)) && self.open {
            let (from, to) = (bytes.first().map_or(0, |one| one.1), bytes.last().map_or(0, |one| one.1 + 2));
            let path = format!("{number}.sw");
            let fault = Diagnostic::new(DiagnosticCode::Truncated, Severity::Warning, ByteSpan::new(from, to), &path);
            self.diagnostics.push(fault.counts(2, 0));
            self.fields.push(apdu::data_field(&format!("{number}.response"), bytes, self.options));
            self.answers += 1;
            self.open = false;
            return;
        }
        let cut = if known { bytes.len() } else { bytes.len().saturating_sub(2) };
        let (data, status) = bytes.split_at(cut);
        if !data.is_empty() {
            let place = self.fields.len() - usize::from(known);
            let field = apdu::data_field(&format!("{number}.response"), data, self.options);
            self.note_lists(&field);
            self.fields.insert(place, field);
        }
        if !status.is_empty() {
            self.status(status);
        }
    }

    /// Keeps the lists in an answer: PDOL, CDOL1, CDOL2, DDOL.
    fn note_lists(&mut self, field: &Field) {
        if [".9F38", ".8C", ".8D", ".9F49"].iter().any(|tag| field.path.ends_with(tag)) {
            self.lists.extend(super::bitmap::unhex(&field.value));
        }
        field.children.iter().for_each(|child| self.note_lists(child));
    }

    fn status(&mut self, bytes: &[Byte]) {
        if self.number > 0 {
            // It was not missing: it stands below its data.
            let path = format!("{}.sw", self.number);
            self.diagnostics.retain(|fault| fault.path != path);
            self.fields.push(apdu::status_word(&format!("{}.sw", self.number), bytes));
            self.verdict = Some(self.number);
            self.answers += 1;
            self.open = false;
        }
    }
}

/// Who speaks, by the words before the bytes.
fn role(label: &str) -> Option<Role> {
    // Neither a letter nor an arrow: offsets and times, in front of most lines.
    if !label.bytes().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii() || matches!(byte, b'<' | b'>')) {
        return None;
    }
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    let mark = label.trim_end().trim_end_matches([':', '|']).trim_end();
    match () {
        () if says(&ANSWERS) || mark.ends_with('<') || mark == "r" || mark == "status" => Some(Role::Answer),
        () if says(&COMMANDS) || mark.ends_with('>') || mark == "c" => Some(Role::Command),
        () => None,
    }
}

/// The status word of an answer that stands apart in its line: `RECV 9000 6F1E...`, `RSP: 6F1E... SW: 9000`, or with its last
/// digit alone, `6F 1E ... 90 0`.
fn status_beside(data: &[Byte], runs: &[Vec<Byte>], line: &str, at: usize) -> Vec<Byte> {
    let is_status = |run: &&Vec<Byte>| run.len() == 2 && apdu::ends_with_status(&values(run));
    if let Some(status) = runs.iter().filter(|run| run.as_slice() != data).find(is_status) {
        return status.clone();
    }
    let end = data.last().map_or(0, |(_, place)| place + 2 - at);
    let digit = line.get(end..).and_then(|rest| u8::from_str_radix(rest.trim_end().strip_prefix(' ')?, 16).ok());
    let first = data.last().is_some_and(|(byte, _)| matches!(byte, 0x61..=0x6F | 0x90..=0x9F));
    digit.filter(|digit| first && *digit < 16).map(|digit| (digit, at + end)).into_iter().collect()
}

/// A status word apart from the data, which may follow: `SW1=0x90, SW2=0x00`.
fn apart(lower: &str) -> Option<([u8; 2], usize)> {
    let after = |mark: &str| {
        let (_, rest) = lower.split_once(mark)?;
        let digits = rest.trim_start_matches([' ', '=', ':']).trim_start_matches("0x");
        u8::from_str_radix(digits.get(..2)?, 16).ok()
    };
    Some(([after("sw1")?, after("sw2")?], lower.find("sw1")?))
}

/// Without what a contactless frame adds: a block number in front, a check sum behind (ISO/IEC 14443-4, 7.1).
fn stripped(bytes: &[Byte], label: &str) -> Vec<Byte> {
    let framed = label.contains("rdr") || label.contains("tag");
    let plain = values(bytes);
    if framed
        && plain.len() >= 5
        && matches!(plain.first(), Some(0x02 | 0x03 | 0x0A | 0x0B))
        && let Some((body, check)) = plain.split_last_chunk::<2>()
        && crc(body) == u16::from_le_bytes(*check)
    {
        return bytes.get(1..bytes.len() - 2).unwrap_or_default().to_vec();
    }
    bytes.to_vec()
}

/// CRC_A (ISO/IEC 14443-3, annex B).
fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0x6363, |sum, byte| {
        let mut low = *byte ^ sum.to_le_bytes()[0];
        low ^= low << 4;
        let low = u16::from(low);
        sum >> 8 ^ low << 8 ^ low << 3 ^ low >> 4
    })
}
