//! Leaf 1: the core for JavaScript. Turns answers and messages into plain objects, in the words of a language.

mod asked;
mod border;
mod labels;
mod message;
mod view;

use asked::Asked;
use field39::{
    catalogue::{Pack, PackError, SystemId, tables},
    explain::{self, Answer, Options, Words},
    search::Hit,
};
use wasm_bindgen::prelude::*;

/// Catalogue, decoders and the languages that were handed over.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Core {
    packs: Vec<Pack>,
    has_more: bool,
}

#[wasm_bindgen]
#[allow(missing_docs, clippy::missing_errors_doc, reason = "documented for its users in npm/js/index.d.ts")]
impl Core {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    #[wasm_bindgen(js_name = addPack)]
    pub fn add_pack(&mut self, tag: &str, bytes: Vec<u8>) -> Result<(), JsValue> {
        let refuse = |error: PackError| JsValue::from_str(error.name());
        match self.packs.iter_mut().find(|known| known.tag() == tag) {
            Some(pack) => pack.add(bytes).map_err(refuse)?,
            None => self.packs.push(Pack::read(tag, bytes).map_err(refuse)?),
        }
        Ok(())
    }

    /// The second part of the wasm is there: all codes are known and messages can be read from now on.
    #[wasm_bindgen(js_name = addMore)]
    pub fn add_more(&mut self) {
        border::add_codes();
        self.has_more = true;
    }

    pub fn explain(&self, text: &str, options: JsValue) -> Result<JsValue, JsValue> {
        let asked = Asked::read(&options);
        let words = self.words(&asked)?;
        let options = asked.options();
        let has_more = self.has_more;
        let reader = move |text: &str, options: &Options<'_>| border::read(has_more, text, options);
        let explanation = explain::explain_with(&reader, text, &self.packs, &options);
        let object = out(&view::explanation(words, &explanation))?;
        if let Some(decoded) = &explanation.decoded {
            let decoded = border::show(words, text, explanation.input.as_ref(), decoded)?;
            js_sys::Reflect::set(&object, &JsValue::from_str("decoded"), &decoded)?;
        }
        Ok(object)
    }

    pub fn lookup(&self, code: &str, options: JsValue) -> Result<JsValue, JsValue> {
        let asked = Asked::read(&options);
        let words = self.words(&asked)?;
        let options = asked.options();
        let folded: String = code.trim().chars().map(field39::search::fold::fold).collect();
        let wanted = asked.system.as_deref().and_then(SystemId::find);
        let answers =
            explain::answers(&folded, &Options { default_system: wanted.or(options.default_system), ..options });
        let mine = |answer: &&Answer| asked.system.is_none() || answer.system() == wanted;
        let views: Vec<_> = answers.iter().filter(mine).map(|answer| view::answer(words, answer)).collect();
        out(&views)
    }

    pub fn search(&self, query: &str, options: JsValue) -> Result<JsValue, JsValue> {
        let asked = Asked::read(&options);
        let words = self.words(&asked)?;
        let mine = |hit: &Hit, keys: &Vec<String>| keys.iter().any(|key| key == hit.entry.system().key());
        let wanted = |hit: &Hit| asked.systems.as_ref().is_none_or(|keys| mine(hit, keys));
        let hits = field39::search::search_in(query, &self.packs, asked.limit.unwrap_or(20), &wanted);
        let views: Vec<_> = hits.iter().map(|hit| view::hit(words, hit)).collect();
        out(&views)
    }

    pub fn decode(&self, input: &JsValue, options: JsValue) -> Result<JsValue, JsValue> {
        let asked = Asked::read(&options);
        let words = self.words(&asked)?;
        if !self.has_more {
            return Err(JsValue::from_str("not-loaded"));
        }
        let text = input.as_string();
        let bytes = text.is_none().then(|| js_sys::Uint8Array::new(input).to_vec());
        let text = text.unwrap_or_default();
        let (input, decoded) = border::decode(&text, bytes.as_deref(), asked.decode());
        border::show(words, &text, input.as_ref(), &decoded)
    }

    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        env!("CARGO_PKG_VERSION").to_owned()
    }

    #[wasm_bindgen(getter, js_name = dataVersion)]
    pub fn data_version(&self) -> String {
        tables::STAMP.to_owned()
    }

    pub fn systems(&self, options: JsValue) -> Result<JsValue, JsValue> {
        let words = self.words(&Asked::read(&options))?;
        out(&SystemId::all().map(|system| view::system(words, system)).collect::<Vec<_>>())
    }

    pub fn labels(&self, options: JsValue) -> Result<JsValue, JsValue> {
        out(&labels::labels(self.words(&Asked::read(&options))?))
    }
}

impl Core {
    /// The pack of a locale: the same tag, the same language, English, or whatever is there.
    fn words(&self, asked: &Asked) -> Result<Words<'_>, JsValue> {
        let wanted = asked.locale.as_deref().unwrap_or("en");
        let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let find = |fits: &dyn Fn(&Pack) -> bool| self.packs.iter().find(|pack| fits(pack));
        let pack = find(&|pack| pack.tag().eq_ignore_ascii_case(wanted))
            .or_else(|| find(&|pack| language(pack.tag()) == language(wanted)))
            .or_else(|| find(&|pack| pack.tag() == "en"))
            .or_else(|| self.packs.first());
        pack.map(|pack| Words { pack }).ok_or_else(|| JsValue::from_str("no language was loaded"))
    }
}

fn out(value: &impl serde::Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}
