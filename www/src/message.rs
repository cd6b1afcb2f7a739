//! A decoded message: the verdict first, then how it was read and what else it could be, what is wrong, bytes and
//! fields side by side. Nothing outside this file and hex.rs is about messages.

use crate::{
    answers, card,
    el::{self, El, fold},
    hex,
    icon::icon,
    model::{State, ui},
};
use field39::{
    catalogue::{self, TextId, Verdict, tables::word},
    decode::{self, Decoded, Field, Meaning, Message, Name},
    diagnostic::{Diagnostic, Severity},
    explain::{Explanation, Words},
    fold::fold as folded,
    input::Form,
};
use leptos::web_sys;

/// Fields shown at first; each `more` shows four times as many.
const FIELDS: usize = 160;

/// A longer value has a line of its own.
const LONG: usize = 22;
/// A longer value has one on phones.
const WIDE: usize = 10;
/// Longer paths are keys of somebody's answer.
const NUMBER: usize = 6;

/// Everything below the chips for a message.
pub fn view(state: &State, words: Words<'_>, explanation: &Explanation) -> Vec<El> {
    let Some(decoded) = &explanation.decoded else { return Vec::new() };
    let message = decoded.messages.get(state.message);
    let mut parts = Vec::new();
    if decoded.messages.len() > 1 {
        parts.push(list(state, words, decoded));
    }
    let is_text = explanation.input.as_ref().is_some_and(|input| input.form == Form::Text);
    match (state.card(), message) {
        (Some(answer), _) => parts.push(card::view(state, words, &answer, false)),
        // A request has no result; a message that broke may have had one.
        (None, Some(message)) if message.confidence > 0.5 => {
            let said = if is_text { word::UI_NO_RESULT_TEXT } else { word::UI_NO_RESULT };
            parts.push(answers::notice("no-result", Verdict::NotAResult, ui(words, said)));
        }
        (None, _) => {}
    }
    parts.push(reading(words, explanation, message));
    let mut open =
        El::new("div").class("message").part("decode").key(message.map_or_else(String::new, Message::dialect));
    open = open.children(decoded.diagnostics.iter().map(|one| diagnostic(words, one)).collect());
    if let (Some(message), Some(input)) = (message, &explanation.input) {
        let bytes = hex::view(state, words, input, message, &decoded.diagnostics);
        let keys = message.fields.iter().any(|field| field.path.len() > NUMBER);
        let split = El::new("div").class(match (is_text, keys) {
            (true, true) => "split text keys",
            (true, false) => "split text",
            _ => "split",
        });
        open = open.child(split.child(bytes).child(fields(state, words, message, is_text)));
    }
    parts.push(open);
    parts
}

/// Several messages in one paste, one a line.
fn list(state: &State, words: Words<'_>, decoded: &Decoded) -> El {
    let count = decoded.messages.len().to_string();
    let heading = words.fill(TextId(word::UI_MESSAGES), &[("count", &count)]);
    let most = FIELDS << (2 * state.more.min(8));
    let row = |(at, message): (usize, &Message)| {
        let answer = state.answer_of(message);
        let on = at == state.message;
        let row = el::button("row", "", ["message:", &at.to_string()].concat())
            .attr("aria-pressed", if on { "true" } else { "false" })
            .child(el::text("i", "mono", message.mti.as_deref().unwrap_or_default()));
        let Some(answer) = answer else { return row.child(el::text("span", "", words.text(message.name))) };
        let verdict = answer.verdict();
        row.attr("data-verdict", verdict.name())
            .child(el::text("b", "mono", answer.code()))
            .child(el::text("span", "", words.text(verdict.text())))
            .child(icon(verdict))
    };
    let rows: Vec<El> = decoded.messages.iter().enumerate().take(most).map(row).collect();
    El::new("section")
        .class("list")
        .part("messages")
        .child(el::text("h2", "small", heading))
        .child(El::new("div").class("rows").children(rows))
        .maybe((decoded.messages.len() > most).then(|| el::button("act quiet", ui(words, word::UI_SHOW_MORE), "more")))
}

/// How it was read, how sure, and the other readings, one tap each.
fn reading(words: Words<'_>, explanation: &Explanation, message: Option<&Message>) -> El {
    let read_as: Vec<String> = explanation.read_as.iter().map(|note| words.note(note)).collect();
    let mut line = El::new("div").class("reading").part("reading").child(el::text("span", "", read_as.join(" · ")));
    if let Some(message) = message {
        let percent = message.percent().to_string();
        line = line.child(el::text("span", "sure", words.fill(TextId(word::UI_SURE), &[("percent", &percent)])));
        if !message.alternatives.is_empty() {
            line = line.child(el::text("span", "", ui(words, word::UI_OTHER_READINGS)));
        }
        let other = |(encoding, _): &(catalogue::Encoding, f32)| {
            let act = ["dialect:", &decode::encoding_key(*encoding)].concat();
            el::button("chip", words.text(encoding.name()), act)
        };
        line = line.children(message.alternatives.iter().map(other).collect());
    }
    line
}

/// What is wrong: the sentence, then where, what was expected, what was found, and who set the length.
fn diagnostic(words: Words<'_>, diagnostic: &Diagnostic) -> El {
    let is_error = diagnostic.severity == Severity::Error;
    let fact = |label: u16, value: String| {
        El::new("div").child(el::text("dt", "", ui(words, label))).child(el::text("dd", "", value))
    };
    let at = diagnostic.span.start;
    let mut facts = vec![fact(word::UI_OFFSET, format!("{at} (0x{at:x})"))];
    if let Some(expected) = diagnostic.expected {
        facts.push(fact(word::UI_EXPECTED, expected.to_string()));
    }
    if let Some(found) = diagnostic.found {
        facts.push(fact(word::UI_FOUND, found.to_string()));
    }
    if let Some(who) = diagnostic.set_by {
        facts.push(fact(word::UI_SET_BY, words.length_set_by(who)));
    }
    El::new("div")
        .class(if is_error { "notice error" } else { "notice" })
        .part("diagnostic")
        .attr("data-path", hex::BROKEN)
        .child(icon(if is_error { Verdict::Stop } else { Verdict::FixNow }))
        .child(
            El::new("div").child(el::text("p", "", words.diagnostic(diagnostic))).child(El::new("dl").children(facts)),
        )
}

/// The tree of fields.
struct Tree<'a> {
    words: Words<'a>,
    /// The path of the field that holds the result.
    result: Option<&'a str>,
    /// Offsets say nothing where the message is words.
    is_text: bool,
    /// How many more rows there may be.
    left: usize,
}

fn fields(state: &State, words: Words<'_>, message: &Message, is_text: bool) -> El {
    let left = FIELDS << (2 * state.more.min(8));
    let mut tree = Tree { words, result: message.verdict_field.as_deref(), is_text, left };
    let rows = tree.rows(&message.fields);
    let heading = El::new("h3").child(el::text("span", "", ui(words, word::UI_FIELDS))).child(el::text(
        "small",
        "faint",
        ui(words, word::UI_MASKED),
    ));
    El::new("section")
        .part("fields")
        .child(heading)
        .child(El::new("div").class("table").children(rows))
        .maybe((tree.left == 0).then(|| el::button("act quiet", ui(words, word::UI_SHOW_MORE), "more")))
}

impl Tree<'_> {
    fn rows(&mut self, fields: &[Field]) -> Vec<El> {
        let mut rows = Vec::new();
        for field in fields {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            rows.push(self.row(field));
            if !field.children.is_empty() {
                let count = field.children.len().to_string();
                let summary = self.words.fill(TextId(word::UI_PARTS), &[("count", &count), ("field", &field.path)]);
                let inside = self.rows(&field.children);
                rows.push(fold("inner", el::text("summary", "faint", summary), inside).attr("open", ""));
            }
        }
        rows
    }

    fn row(&self, field: &Field) -> El {
        let words = self.words;
        let is_result = self.result == Some(field.path.as_str());
        let label =
            if field.name == Name::Path { &*field.path } else { field.path.rsplit('.').next().unwrap_or_default() };
        // `mti`, `bitmap`, `response`: the name beside says it.
        let is_word = label.len() > 2 && label.bytes().all(|byte| byte.is_ascii_lowercase());
        let label = if is_word && field.name != Name::Path { "" } else { label };
        let value = if field.is_gbk { chinese(&field.value) } else { field.value.clone() };
        let (from, to) = (field.span.start, field.span.end);
        let range = (!self.is_text && to > from).then(|| {
            let bytes = el::text("span", "sr", ui(words, word::UI_BYTES));
            let last = to - 1;
            let range =
                if last == from { from.to_string() } else { [&from.to_string(), "–", &last.to_string()].concat() };
            El::new("small").child(bytes).text(range)
        });
        El::new("button")
            .class(if is_result { "field result" } else { "field" })
            .part("field")
            .attr("type", "button")
            .attr("data-path", field.path.as_str())
            .child(El::new("span").class("path").child(el::text("b", "mono", label)).maybe(range))
            .child(el::text("span", "name", words.name(field)))
            .child(el::text("code", width(&value), value).attr("translate", "no"))
            .children(self.meaning(field))
    }

    /// What the value means; bits one a line.
    fn meaning(&self, field: &Field) -> Vec<El> {
        let words = self.words;
        if let Meaning::Texts(texts) = &field.meaning
            && texts.len() > 1
        {
            let bits = texts.iter().map(|id| words.text(*id)).filter(|text| !text.is_empty());
            return bits.map(|bit| el::text("span", "meant bit", bit)).collect();
        }
        let mut meaning = words.meaning(field);
        if let (true, Some(code)) = (meaning.is_empty(), &field.code) {
            let code_folded: String = code.code.trim().chars().map(folded).collect();
            let entry = catalogue::lookup_in(code.system, &code_folded);
            meaning = entry.map_or_else(String::new, |entry| words.title(entry).to_owned());
        }
        if meaning.is_empty() { Vec::new() } else { vec![el::text("span", "meant", meaning)] }
    }
}

/// Chinese text in GBK, by the browser's own decoder.
fn chinese(hex: &str) -> String {
    let pairs = hex.as_bytes().chunks(2).filter_map(|pair| core::str::from_utf8(pair).ok());
    let bytes: Vec<u8> = pairs.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect();
    let text = web_sys::TextDecoder::new_with_label("gbk").and_then(|decoder| decoder.decode_with_u8_array(&bytes));
    text.map_or_else(|_| hex.to_owned(), |text| decode::mask_card_numbers(&text))
}

/// The class of a value by its length.
fn width(value: &str) -> &'static str {
    match value.chars().count() {
        count if count > LONG => "long",
        count if count > WIDE => "wide",
        _ => "",
    }
}
