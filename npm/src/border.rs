//! The border between what a first answer needs and the rest. Everything that is reachable from here alone (decoders,
//! dialects, tags, messages as objects, the codes of systems that fewer people meet) is cut off by `cargo xtask` into a
//! second wasm, which shares memory and table with the first. The cut goes where an import and an export of one name meet; nothing may be called
//! across it before the second part is there.
#![allow(unsafe_code, reason = "a call across the border is an import, which Rust cannot check")]
#![allow(improper_ctypes, improper_ctypes_definitions, reason = "both sides are this crate")]

use crate::message;
use field39::{
    catalogue,
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

/// A message as an object.
struct Show<'a> {
    words: Words<'a>,
    text: &'a str,
    input: Option<&'a Input>,
    decoded: &'a Decoded,
    object: Result<JsValue, JsValue>,
}

#[link(wasm_import_module = "__wasm_split_placeholder__")]
unsafe extern "C" {
    fn __wasm_split_00more00_import_00000000000000000000000000000001_read(call: &mut Read<'_>);
    fn __wasm_split_00more00_import_00000000000000000000000000000002_decode(call: &mut Decode<'_>);
    fn __wasm_split_00more00_import_00000000000000000000000000000003_show(call: &mut Show<'_>);
    fn __wasm_split_00more00_import_00000000000000000000000000000004_codes();
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
    call.object = crate::out(&message::decoded(call.words, call.text, call.input, call.decoded));
}

/// Makes the codes of all systems known. Called once the second part is there.
pub fn add_codes() {
    // SAFETY: the second part is there, so that the import leads to the export above.
    unsafe { __wasm_split_00more00_import_00000000000000000000000000000004_codes() };
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

/// Decodes text, or bytes where there are any. The caller has seen that the second part is there.
pub fn decode(text: &str, bytes: Option<&[u8]>, options: &DecodeOptions) -> (Option<Input>, Decoded) {
    let mut call = Decode { text, bytes, options, came: (None, Decoded::default()) };
    // SAFETY: as above.
    unsafe { __wasm_split_00more00_import_00000000000000000000000000000002_decode(&mut call) };
    call.came
}

/// What was decoded, as an object. Only the second part decodes, so it is there.
pub fn show(words: Words<'_>, text: &str, input: Option<&Input>, decoded: &Decoded) -> Result<JsValue, JsValue> {
    let mut call = Show { words, text, input, decoded, object: Ok(JsValue::UNDEFINED) };
    // SAFETY: as above.
    unsafe { __wasm_split_00more00_import_00000000000000000000000000000003_show(&mut call) };
    call.object
}
