//! What a call may ask for, read from a plain object property by property. By hand: a general reader brings the printing
//! of every type that it might meet, 10 kB of the first answer.

use field39::{
    catalogue::SystemId,
    decode::DecodeOptions,
    explain::{HostCode, Options},
};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

/// The options of a call; a property of another type than expected counts as absent.
#[derive(Debug, Default)]
pub struct Asked {
    /// BCP 47.
    pub locale: Option<String>,
    /// The only system asked for.
    pub system: Option<String>,
    /// The only systems asked for.
    pub systems: Option<Vec<String>>,
    /// At most so many hits.
    pub limit: Option<usize>,
    default_system: Option<String>,
    decode: DecodeOptions,
    host: Vec<HostCode>,
}

impl Asked {
    /// Reads the options of a call; `undefined` asks for nothing.
    pub fn read(options: &JsValue) -> Self {
        // Asking `undefined` for a property throws, which takes longer than reading a message.
        if !options.is_object() {
            return Self::default();
        }
        let list = |key| property(options, key).map(|value| Array::from(&value));
        let texts = |list: Array| list.iter().filter_map(|one| one.as_string()).collect();
        Self {
            locale: text(options, "locale"),
            system: text(options, "system"),
            systems: list("systems").map(texts),
            limit: property(options, "limit").and_then(|value| value.as_f64()).map(whole),
            default_system: text(options, "defaultSystem"),
            decode: DecodeOptions {
                unmask: property(options, "unmask").is_some_and(|value| value.is_truthy()),
                dialect: text(options, "dialect"),
            },
            host: list("extraCodes").map(|rows| rows.iter().map(|row| host_code(&row)).collect()).unwrap_or_default(),
        }
    }

    /// How to explain.
    pub fn options(&self) -> Options<'_> {
        let default_system = self.default_system.as_deref().and_then(SystemId::find);
        let locale = self.locale.as_deref().unwrap_or_default();
        Options { default_system, locale, host: &self.host, decode: self.decode.clone() }
    }

    /// How to decode.
    pub fn decode(&self) -> &DecodeOptions {
        &self.decode
    }
}

fn host_code(row: &JsValue) -> HostCode {
    let own = |key| text(row, key).unwrap_or_default();
    HostCode {
        code: own("code"),
        verdict: own("verdict"),
        title: own("title"),
        meaning: own("meaning"),
        source: own("source"),
        contact: text(row, "contact"),
    }
}

fn property(object: &JsValue, key: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &JsValue::from_str(key)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

fn text(object: &JsValue, key: &str) -> Option<String> {
    property(object, key)?.as_string()
}

/// A number of hits; `Infinity` is as many as there are.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts of floats saturate")]
fn whole(number: f64) -> usize {
    number as usize
}
