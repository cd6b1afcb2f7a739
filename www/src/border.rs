//! The border between what a first answer needs and the rest. Everything that is reachable from here alone (decoders,
//! dialects, tags, the view of a message, the codes of systems that fewer people meet) is cut off by `cargo xtask` into
//! `field39-more.wasm`, which shares memory and table with the first part. The cut goes where an import and an export of one name meet; nothing
//! may be called across it before the second part is there.
#![allow(unsafe_code, reason = "a call across the border is an import, which Rust cannot check")]
#![allow(improper_ctypes, improper_ctypes_definitions, reason = "both sides are this crate")]

use crate::{el::El, look, message, model::State};
use field39::{
    catalogue,
    explain::{self, Explanation, MessageReading, Options, Words},
};

/// Reading a text as a message: what goes across the border, and what comes back.
struct Read<'a> {
    text: &'a str,
    options: &'a Options<'a>,
    came: MessageReading,
}

/// Showing a message.
struct Show<'a> {
    state: &'a State,
    words: Words<'a>,
    explanation: &'a Explanation,
    views: Vec<El>,
}

#[link(wasm_import_module = "__wasm_split_placeholder__")]
unsafe extern "C" {
    fn __wasm_split_00more00_import_00000000000000000000000000000001_read(call: &mut Read<'_>);
    fn __wasm_split_00more00_import_00000000000000000000000000000002_show(call: &mut Show<'_>);
    fn __wasm_split_00more00_import_00000000000000000000000000000003_codes();
    fn __wasm_split_00more00_import_00000000000000000000000000000004_look(call: &mut String);
}

#[unsafe(no_mangle)]
extern "C" fn __wasm_split_00more00_export_00000000000000000000000000000004_look(call: &mut String) {
    call.push_str(look::MESSAGE);
}

#[unsafe(no_mangle)]
extern "C" fn __wasm_split_00more00_export_00000000000000000000000000000003_codes() {
    catalogue::add_more();
}

#[unsafe(no_mangle)]
extern "C" fn __wasm_split_00more00_export_00000000000000000000000000000001_read(call: &mut Read<'_>) {
    call.came = explain::message(call.text, call.options);
}

#[unsafe(no_mangle)]
extern "C" fn __wasm_split_00more00_export_00000000000000000000000000000002_show(call: &mut Show<'_>) {
    call.views = message::view(call.state, call.words, call.explanation);
}

/// Makes the codes of all systems known. The shell calls it through the widget once the second part is there.
pub fn add_codes() {
    // SAFETY: the second part is there, so that the import leads to the export above.
    unsafe { __wasm_split_00more00_import_00000000000000000000000000000003_codes() };
}

/// Reads a text as a message, if the second part is there.
pub fn read(is_there: bool, text: &str, options: &Options<'_>) -> MessageReading {
    let mut call = Read { text, options, came: MessageReading::NotYet };
    if is_there {
        // SAFETY: as above.
        unsafe { __wasm_split_00more00_import_00000000000000000000000000000001_read(&mut call) };
    }
    call.came
}

/// What stands below the chips for a message. Only the second part makes messages, so it is there.
pub fn show(state: &State, words: Words<'_>, explanation: &Explanation) -> Vec<El> {
    let mut call = Show { state, words, explanation, views: Vec::new() };
    if explanation.decoded.is_some() {
        // SAFETY: as above.
        unsafe { __wasm_split_00more00_import_00000000000000000000000000000002_show(&mut call) };
    }
    call.views
}

/// The style sheet of messages; nothing while the second part is not there.
pub fn look(is_there: bool) -> String {
    let mut look = String::new();
    if is_there {
        // SAFETY: as above.
        unsafe { __wasm_split_00more00_import_00000000000000000000000000000004_look(&mut look) };
    }
    look
}
