//! The border between what a first answer needs and the rest. Everything that is reachable from here alone (decoders,
//! dialects, tags, messages as JSON, the codes of systems that fewer people meet) is cut off by `cargo xtask` into a
//! second wasm, which shares memory and table with the first. The cut goes where an import and an export of one name meet; nothing may be called
//! across it before the second part is there.
#![allow(unsafe_code, reason = "a call across the border is an import, which Rust cannot check")]
#![allow(improper_ctypes, improper_ctypes_definitions, reason = "both sides are this crate")]

use crate::{labels, message, picked, view};
use field39::{
    catalogue::{self, SystemId},
    decode::{DecodeOptions, Decoded},
    explain::{self, MessageReading, Options, Words},
    input::Input,
};
use wasm_bindgen::prelude::*;

/// Reading a text as a message: what goes across the border, and what comes back.
struct Read<'a> {
    text: &'a str,
    options: &'a Options<'a>,
    came: MessageReading,
}

/// Decoding text, or bytes where there are any.
struct Decode<'a> {
    text: &'a str,
    bytes: Option<&'a [u8]>,
    options: &'a DecodeOptions,
    came: (Option<Input>, Decoded),
}

/// A message as JSON.
struct Show<'a> {
    words: Words<'a>,
    text: &'a str,
    input: Option<&'a Input>,
    decoded: &'a Decoded,
    json: Result<String, JsValue>,
}

/// What there is, as an object: the systems, or the words for the names in answers.
struct List<'a> {
    words: Words<'a>,
    object: Result<JsValue, JsValue>,
}

/// Values out of many messages, as one text.
struct Pick<'a, 'w> {
    wanted: &'a mut picked::Wanted<'w>,
    text: Option<String>,
}

#[link(wasm_import_module = "__wasm_split_placeholder__")]
unsafe extern "C" {
    fn __wasm_split_00more00_import_00000000000000000000000000000001_read(call: &mut Read<'_>);
    fn __wasm_split_00more00_import_00000000000000000000000000000002_decode(call: &mut Decode<'_>);
    fn __wasm_split_00more00_import_00000000000000000000000000000003_show(call: &mut Show<'_>);
    fn __wasm_split_00more00_import_00000000000000000000000000000004_codes();
    fn __wasm_split_00more00_import_00000000000000000000000000000005_systems(call: &mut List<'_>);
    fn __wasm_split_00more00_import_00000000000000000000000000000006_labels(call: &mut List<'_>);
    fn __wasm_split_00more00_import_00000000000000000000000000000007_pick(call: &mut Pick<'_, '_>);
}

#[unsafe(no_mangle)]
extern "C" fn __wasm_split_00more00_export_00000000000000000000000000000007_pick(call: &mut Pick<'_, '_>) {
    call.text = picked::rows(call.wanted);
}

#[unsafe(no_mangle)]
extern "C" fn __wasm_split_00more00_export_00000000000000000000000000000005_systems(call: &mut List<'_>) {
    call.object = object(&SystemId::all().map(|system| view::system(call.words, system)).collect::<Vec<_>>());
}

#[unsafe(no_mangle)]
extern "C" fn __wasm_split_00more00_export_00000000000000000000000000000006_labels(call: &mut List<'_>) {
    call.object = object(&labels::labels(call.words));
}

/// A value as an object.
fn object(value: &impl serde::Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}

#[unsafe(no_mangle)]
extern "C" fn __wasm_split_00more00_export_00000000000000000000000000000004_codes() {
    catalogue::add_more();
}

#[unsafe(no_mangle)]
extern "C" fn __wasm_split_00more00_export_00000000000000000000000000000001_read(call: &mut Read<'_>) {
    call.came = explain::message(call.text, call.options);
}

#[unsafe(no_mangle)]
extern "C" fn __wasm_split_00more00_export_00000000000000000000000000000002_decode(call: &mut Decode<'_>) {
    call.came = match call.bytes {
        None => explain::decode_text(call.text, call.options),
        Some(bytes) => {
            let input = Input::from_bytes(bytes);
            let decoded = field39::decode::decode(&input, call.options);
            (Some(input), decoded)
        }
    };
}

#[unsafe(no_mangle)]
extern "C" fn __wasm_split_00more00_export_00000000000000000000000000000003_show(call: &mut Show<'_>) {
    call.json = crate::json(&message::decoded(call.words, call.text, call.input, call.decoded));
}

/// Makes the codes of all systems known. Called once the second part is there.
pub fn add_codes() {
    // SAFETY: the second part is there, so that the import leads to the export above.
    unsafe { __wasm_split_00more00_import_00000000000000000000000000000004_codes() };
}

/// Reads a text as a message. The caller has loaded the second part.
pub fn read(text: &str, options: &Options<'_>) -> MessageReading {
    let mut call = Read { text, options, came: MessageReading::NotYet };
    // SAFETY: as above.
    unsafe { __wasm_split_00more00_import_00000000000000000000000000000001_read(&mut call) };
    call.came
}

/// Decodes text, or bytes where there are any. The caller has loaded the second part.
pub fn decode(text: &str, bytes: Option<&[u8]>, options: &DecodeOptions) -> (Option<Input>, Decoded) {
    let mut call = Decode { text, bytes, options, came: (None, Decoded::default()) };
    // SAFETY: as above.
    unsafe { __wasm_split_00more00_import_00000000000000000000000000000002_decode(&mut call) };
    call.came
}

/// What was decoded, as JSON. Only the second part decodes, so it is there.
pub fn show(words: Words<'_>, text: &str, input: Option<&Input>, decoded: &Decoded) -> Result<String, JsValue> {
    let mut call = Show { words, text, input, decoded, json: Ok(String::new()) };
    // SAFETY: as above.
    unsafe { __wasm_split_00more00_import_00000000000000000000000000000003_show(&mut call) };
    call.json
}

/// All systems. The caller has loaded the second part, which knows them.
pub fn systems(words: Words<'_>) -> Result<JsValue, JsValue> {
    let mut call = List { words, object: Ok(JsValue::UNDEFINED) };
    // SAFETY: as above.
    unsafe { __wasm_split_00more00_import_00000000000000000000000000000005_systems(&mut call) };
    call.object
}

/// The words for the names in answers. The caller has loaded the second part, which knows all systems.
pub fn labels(words: Words<'_>) -> Result<JsValue, JsValue> {
    let mut call = List { words, object: Ok(JsValue::UNDEFINED) };
    // SAFETY: as above.
    unsafe { __wasm_split_00more00_import_00000000000000000000000000000006_labels(&mut call) };
    call.object
}

/// Values out of many messages. The caller has loaded the second part.
pub fn pick(wanted: &mut picked::Wanted<'_>) -> Option<String> {
    let mut call = Pick { wanted, text: None };
    // SAFETY: as above.
    unsafe { __wasm_split_00more00_import_00000000000000000000000000000007_pick(&mut call) };
    call.text
}
