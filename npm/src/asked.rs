//! What a call may ask for. `npm/js/asked.js` writes it as one text, so that a call crosses into the wasm once: reading an
//! object property by property costs more than finding the answer.

use crate::view::filled;
use field39::{
    catalogue::SystemId,
    decode::DecodeOptions,
    explain::{HostCode, Options},
};

/// Stands between the parts; asked.js takes it out of what it is given.
const BETWEEN: char = '\u{1f}';

/// The options of a call. What is empty was not asked for.
#[derive(Debug, Default)]
pub struct Asked<'a> {
    /// BCP 47.
    pub locale: &'a str,
    /// The only system asked for.
    pub system: &'a str,
    /// The only systems asked for, behind `=`, with commas between them.
    systems: &'a str,
    /// At most so many hits.
    pub limit: Option<usize>,
    default_system: &'a str,
    decode: DecodeOptions,
    host: Vec<HostCode>,
}

impl<'a> Asked<'a> {
    /// Reads what asked.js wrote: seven parts, then six for each row of the host's own table.
    pub fn read(text: &'a str) -> Self {
        let mut parts = text.split(BETWEEN);
        let mut next = || parts.next().unwrap_or_default();
        let (locale, default_system, system, systems) = (next(), next(), next(), next());
        let (limit, unmask, dialect) = (next(), next(), next());
        let mut asked = Self {
            locale,
            system,
            systems,
            limit: limit.parse().ok(),
            default_system,
            decode: DecodeOptions { unmask: !unmask.is_empty(), dialect: filled(dialect).map(String::from) },
            host: Vec::new(),
        };
        let mut own = || parts.next().map(String::from);
        while let Some(code) = own() {
            let mut more = || own().unwrap_or_default();
            let (verdict, title, meaning, source) = (more(), more(), more(), more());
            let contact = own().filter(|contact| !contact.is_empty());
            asked.host.push(HostCode { code, verdict, title, meaning, source, contact });
        }
        asked
    }

    /// Whether hits of a system are wanted.
    pub fn wants(&self, key: &str) -> bool {
        self.systems.strip_prefix('=').is_none_or(|keys| keys.split(',').any(|known| known == key))
    }

    /// How to explain.
    pub fn options(&self) -> Options<'_> {
        let default_system = SystemId::find(self.default_system);
        Options { default_system, locale: self.locale, host: &self.host, decode: self.decode.clone() }
    }

    /// How to decode.
    pub fn decode(&self) -> &DecodeOptions {
        &self.decode
    }
}
