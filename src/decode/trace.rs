//! Traces of chip commands and answers, in the styles of many tools: one a line or over several lines, behind words or
//! arrows or in turns, with the status word in place or apart. The last status word is the result.

use super::{
    DecodeOptions, Decoded, Message, MessageKind, apdu,
    field::Field,
    speaker::{Byte, Role, apart, is_glued, role, status_beside, stripped, values},
    value,
};
use crate::{
    catalogue::tables::word,
    diagnostic::{Diagnostic, DiagnosticCode, Severity},
    input::line_runs,
    span::ByteSpan,
};
use alloc::{format, string::String, vec::Vec};

/// A trace has at most so many exchanges.
const MOST: usize = 400;

struct Trace<'a> {
    options: &'a DecodeOptions,
    fields: Vec<Field>,
    diagnostics: Vec<Diagnostic>,
    number: usize,
    answers: usize,
    /// Whether a command waits for its answer.
    open: bool,
    /// The class of the last command.
    class: u8,
    /// Whether the last answer's status word stood before its data, which may follow; and those data.
    leads: bool,
    late: Vec<Byte>,
    /// Whether what is said stands in the frame of a contactless line.
    framed: bool,
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
        class: 0,
        leads: false,
        late: Vec::new(),
        framed: false,
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
    trace.settle();
    let commands = trace.fields.iter().any(|field| field.path.ends_with(".command"));
    if trace.answers == 0 || !commands {
        return None;
    }
    let span = ByteSpan::new(0, text.len());
    let mut message = Message::plain(MessageKind::Apdu, "apdu", word::FOUND_APDU, trace.fields, span, 0.92);
    message.verdict_field = trace.verdict.map(|number| format!("{number}.sw"));
    Some(Decoded { messages: alloc::vec![message], diagnostics: trace.diagnostics })
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
            self.leads = true;
            return;
        }
        let spaced = bare(line);
        let runs = line_runs(spaced.as_deref().unwrap_or(line), at);
        let runs: Vec<_> = runs.into_iter().filter(|run| !is_glued(run, &lower, at)).collect();
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
            // What an answer had not at its end is not in the lines behind other words.
            if self.role == Some(Role::Answer) && !self.pending.is_empty() && lower.chars().any(char::is_alphabetic) {
                self.flush();
            }
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
                self.framed = label.contains("rdr") || label.contains("tag");
                // Two bytes behind the word for a command are an answer only where the line holds nothing else.
                let rest = lower.get(longest.last().map_or(0, |(_, place)| place + 2 - at)..).unwrap_or_default();
                let among = runs.len() > 1 || rest.chars().any(char::is_alphanumeric);
                if role == Role::Command && bytes.len() == 2 && among {
                    self.role = None;
                    return;
                }
                self.pending.extend(bytes);
                if role == Role::Answer || apdu::fills(&values(&self.pending)) {
                    self.flush_kept(role);
                }
            }
            (None, Some(_)) if !label.chars().any(char::is_alphabetic) && self.open_ended(&bytes) => {
                self.pending.extend(bytes);
                if self.role == Some(Role::Answer) && apdu::is_whole_answer(&values(&self.pending)) {
                    self.flush();
                }
            }
            // Data below a status word that stood before them, a row of a dump a line.
            (None, None) if self.leads && first >= from && !apdu::is_evident(&values(&bytes)) => {
                self.late.extend(bytes)
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

    /// Whether the lines below a heading, or below the first of an answer, still belong to it.
    fn open_ended(&self, next: &[Byte]) -> bool {
        let said = values(&self.pending);
        let next = values(next);
        match self.role {
            Some(Role::Command) => !apdu::fills(&said),
            Some(Role::Answer) if !self.open => false,
            Some(Role::Answer) if apdu::is_unfinished(&said) => true,
            Some(Role::Answer) => {
                let ended = apdu::ends_with_status(&said);
                !apdu::is_whole_answer(&said) && !(ended && (said.len() < 16 || apdu::is_evident(&next)))
            }
            None => false,
        }
    }

    /// What a line says that names its speaker. An answer may go on in the lines below.
    fn flush_kept(&mut self, role: Role) {
        let said = values(&self.pending);
        let goes_on = role == Role::Answer
            && self.open
            && (apdu::is_unfinished(&said) || !apdu::ends_with_status(&said) || self.framed && said.len() >= 16);
        if !goes_on {
            self.flush();
            self.role = None;
        }
    }

    /// Makes a field of the data that stood below their status word.
    fn settle(&mut self) {
        self.leads = false;
        let late = core::mem::take(&mut self.late);
        if !late.is_empty() {
            self.data(&late);
        }
    }

    /// The data of an answer, before its status word where that stands already.
    fn data(&mut self, bytes: &[Byte]) {
        let path = format!("{}.response", self.number);
        let mut faults = Vec::new();
        let field = apdu::data_field(&path, bytes, self.options, &mut faults);
        self.diagnostics.extend(faults);
        self.note_lists(&field);
        let known = self.fields.last().is_some_and(|field| field.path.ends_with(".sw"));
        let place = self.fields.len() - usize::from(known);
        self.fields.insert(place, field);
    }

    fn flush(&mut self) {
        let mut bytes = core::mem::take(&mut self.pending);
        if bytes.is_empty() {
            return;
        }
        if core::mem::take(&mut self.framed) {
            bytes = stripped(&bytes, "tag");
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
        runs.any(|run| apdu::is_evident(&run)) && runs.any(|run| apdu::is_likely_answer(&run))
    }

    /// Bytes without a word that says who speaks: commands and answers take turns. Where other words stand around them, only
    /// what is surely one or the other is taken.
    fn turn(&mut self, bytes: &[Byte], sure: bool) {
        let plain = values(bytes);
        if let Some((command, answer)) = apdu::joined(bytes) {
            self.command(command);
            self.answer(answer);
            return;
        }
        if sure {
            match self.open && apdu::is_likely_answer(&plain) {
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
        let other = plain.len() > 4 && self.number > 0 || plain.len() > 6;
        let known = apdu::is_command(&plain) || other && apdu::fills(&plain);
        // Seven bytes that end with a status word are five and that rather than a command that asks for so much.
        let short = plain.len() == 7 && plain.get(4) == Some(&0);
        if let Some((command, answer)) = (!known || short).then(|| apdu::both(bytes)).flatten() {
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
        self.settle();
        self.number += 1;
        self.open = true;
        self.class = plain.first().copied().unwrap_or_default();
        self.fields.push(apdu::command(&format!("{}.command", self.number), bytes, &self.lists, self.options));
    }

    fn answer(&mut self, bytes: &[Byte]) {
        // A trace may begin with an answer whose command is not shown.
        let plain = values(bytes);
        if self.number == 0 && self.fields.is_empty() && bytes.len() > 4 && apdu::is_whole_answer(&plain) {
            self.number = 1;
        }
        if self.number == 0 {
            return;
        }
        let number = self.number;
        let known = self.fields.last().is_some_and(|field| field.path == format!("{number}.sw"));
        // What has its status word is at its end: rows below it show it again. Only data may have been missing.
        if known {
            let had = self.fields.iter().rev().take(2).any(|field| field.path == format!("{number}.response"));
            if !had {
                self.data(bytes);
            }
            return;
        }
        if !self.is_status(&plain) && self.open {
            let (from, to) = (bytes.first().map_or(0, |one| one.1), bytes.last().map_or(0, |one| one.1 + 2));
            let path = format!("{number}.sw");
            let fault = Diagnostic::new(DiagnosticCode::Truncated, Severity::Warning, ByteSpan::new(from, to), &path);
            self.diagnostics.push(fault.counts(2, 0));
            self.data(bytes);
            self.answers += 1;
            self.open = false;
            return;
        }
        let (data, status) = bytes.split_at(bytes.len().saturating_sub(2));
        if !data.is_empty() {
            self.data(data);
        }
        self.status(status);
    }

    /// Whether bytes end with a status word: 6X or 9X but for 60 (ISO/IEC 7816-4, 5.6); 9F is one of SIM cards, class A0.
    fn is_status(&self, bytes: &[u8]) -> bool {
        let sim = |bytes: &[u8]| matches!(bytes, [.., 0x9F, _]);
        apdu::ends_with_status(bytes) && (self.class == 0xA0 || !sim(bytes))
    }

    /// Keeps the lists in an answer: PDOL, CDOL1, CDOL2, DDOL.
    fn note_lists(&mut self, field: &Field) {
        if [".9F38", ".8C", ".8D", ".9F49"].iter().any(|tag| field.path.ends_with(tag)) {
            self.lists.extend(super::bitmap::unhex(&field.value));
        }
        field.children.iter().for_each(|child| self.note_lists(child));
    }

    fn status(&mut self, bytes: &[Byte]) {
        if self.number > 0 && self.is_status(&values(bytes)) {
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

/// A line without what programs write around bytes, `{0x00, 0xA4}`: every digit stays where it is.
fn bare(line: &str) -> Option<String> {
    (line.matches("0x").count() >= 2 && line.contains("0x") && line.contains(',')).then(|| {
        let plain = line.replace("0x", "  ");
        plain.replace([',', '{', '}', ';'], " ")
    })
}
