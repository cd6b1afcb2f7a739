//! Leaf 1: the core for JavaScript. Turns answers and messages into JSON, in the words of a language.

mod asked;
mod border;
mod labels;
mod message;
mod picked;
mod view;

use asked::Asked;
use field39::{
    catalogue::{self, Pack, PackError, SystemId, tables},
    explain::{self, Answer, Options, Words},
    search::Hit,
};
use wasm_bindgen::prelude::*;

/// Catalogue, decoders and the languages that were handed over.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Core {
    packs: Vec<Pack>,
}

#[wasm_bindgen]
#[allow(missing_docs, clippy::missing_errors_doc, reason = "documented for its users in npm/js/index.d.ts")]
impl Core {
    /// Both parts of the wasm are there: all codes are known and messages can be read.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "JavaScript makes it, once the second part is there")]
    pub fn new() -> Self {
        border::add_codes();
        Self { packs: Vec::new() }
    }

    #[wasm_bindgen(js_name = addPack)]
    pub fn add_pack(&mut self, tag: &str, bytes: Vec<u8>) -> Result<(), JsValue> {
        let refuse = |error: PackError| fault(error.name());
        match self.packs.iter_mut().find(|known| known.tag() == tag) {
            Some(pack) => pack.add(bytes).map_err(refuse)?,
            None => self.packs.push(Pack::read(tag, bytes).map_err(refuse)?),
        }
        Ok(())
    }

    pub fn explain(&self, text: &str, asked: &str) -> Result<String, JsValue> {
        let asked = Asked::read(asked);
        let words = self.words(&asked)?;
        let options = asked.options();
        let explanation = explain::explain_with(&border::read, text, &self.packs, &options);
        let mut json = json(&view::explanation(words, &explanation))?;
        if let Some(decoded) = &explanation.decoded {
            // Only what is behind the border can write a message: it goes before the last brace.
            json.pop();
            json.push_str(",\"decoded\":");
            json.push_str(&border::show(words, text, explanation.input.as_ref(), decoded)?);
            json.push('}');
        }
        Ok(json)
    }

    pub fn lookup(&self, code: &str, asked: &str) -> Result<String, JsValue> {
        let asked = Asked::read(asked);
        let words = self.words(&asked)?;
        let options = asked.options();
        let folded: String = code.trim().chars().map(field39::search::fold::fold).collect();
        if folded.is_empty() {
            return Ok("[]".to_owned());
        }
        let wanted = SystemId::find(asked.system);
        let answers =
            explain::answers(&folded, &Options { default_system: wanted.or(options.default_system), ..options });
        let mine = |answer: &&Answer| asked.system.is_empty() || answer.system() == wanted;
        // `5` finds `05`; but who asks for a system's `10012` and gets it has no use for its `12`.
        let as_asked = |answer: &Answer| match answer {
            Answer::Listed(entry) => catalogue::lookup(&folded).any(|known| known == *entry),
            _ => false,
        };
        let is_listed = !asked.system.is_empty() && answers.iter().filter(mine).any(as_asked);
        let shown = answers.iter().filter(mine).filter(|answer| !is_listed || as_asked(answer));
        let views: Vec<_> = shown.map(|answer| view::answer(words, answer)).collect();
        json(&views)
    }

    pub fn search(&self, query: &str, asked: &str) -> Result<String, JsValue> {
        let asked = Asked::read(asked);
        let words = self.words(&asked)?;
        let wanted = |hit: &Hit| asked.wants(hit.entry.system().key());
        let hits = field39::search::search_in(query, &self.packs, asked.limit.unwrap_or(20), &wanted);
        let views: Vec<_> = hits.iter().map(|hit| view::hit(words, hit)).collect();
        json(&views)
    }

    pub fn decode(&self, text: &str, asked: &str) -> Result<String, JsValue> {
        self.decoded(text, None, asked)
    }

    #[wasm_bindgen(js_name = decodeBytes)]
    pub fn decode_bytes(&self, bytes: &[u8], asked: &str) -> Result<String, JsValue> {
        self.decoded("", Some(bytes), asked)
    }

    /// Nothing where the dialect is none.
    pub fn pick(
        &self,
        bytes: &[u8],
        lengths: &[u32],
        elements: &[u8],
        asked: &str,
        cells: &mut [u32],
    ) -> Option<String> {
        let asked = Asked::read(asked);
        border::pick(&mut picked::Wanted { bytes, lengths, elements, options: asked.decode(), cells })
    }

    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        env!("CARGO_PKG_VERSION").to_owned()
    }

    #[wasm_bindgen(getter, js_name = dataVersion)]
    pub fn data_version(&self) -> String {
        tables::VERSION.to_owned()
    }

    pub fn systems(&self, asked: &str) -> Result<JsValue, JsValue> {
        border::systems(self.words(&Asked::read(asked))?)
    }

    pub fn labels(&self, asked: &str) -> Result<JsValue, JsValue> {
        border::labels(self.words(&Asked::read(asked))?)
    }
}

impl Core {
    fn decoded(&self, text: &str, bytes: Option<&[u8]>, asked: &str) -> Result<String, JsValue> {
        let asked = Asked::read(asked);
        let words = self.words(&asked)?;
        let (input, decoded) = border::decode(text, bytes, asked.decode());
        border::show(words, text, input.as_ref(), &decoded)
    }

    /// The pack of a locale: the same tag, the same language, English, or whatever is there.
    fn words(&self, asked: &Asked<'_>) -> Result<Words<'_>, JsValue> {
        let wanted = if asked.locale.is_empty() { "en" } else { asked.locale };
        let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let find = |fits: &dyn Fn(&Pack) -> bool| self.packs.iter().find(|pack| fits(pack));
        let pack = find(&|pack| pack.tag().eq_ignore_ascii_case(wanted))
            .or_else(|| find(&|pack| language(pack.tag()) == language(wanted)))
            .or_else(|| find(&|pack| pack.tag() == "en"))
            .or_else(|| self.packs.first());
        pack.map(|pack| Words { pack }).ok_or_else(|| fault("no-words"))
    }
}

/// What JavaScript throws: an `Error`, never a bare string, with a name as its message.
fn fault(name: &str) -> JsValue {
    JsError::new(name).into()
}

/// A value as JSON. The engine makes the objects, in one go: made one by one from here they take as long as the answer.
fn json(value: &impl serde::Serialize) -> Result<String, JsValue> {
    serde_json::to_string(value).map_err(|_| fault("no-json"))
}
