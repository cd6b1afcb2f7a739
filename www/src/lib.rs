//! Leaf 2: the widget below its input. The shell (`www/shell`) owns the element, the input and the network; it hands
//! text and language packs to [`Widget`], which renders everything else.

mod answers;
mod border;
mod card;
mod customer;
mod el;
mod hex;
mod message;
mod model;
mod support;

use field39::catalogue::{Pack, SystemId};
use leptos::{
    mount::{UnmountHandle, mount_to},
    prelude::*,
    tachys::view::any_view::AnyViewState,
    web_sys::HtmlElement,
};
use model::Model;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Everything below the input.
#[wasm_bindgen]
pub struct Widget {
    model: Rc<Model>,
    // Dropping these would take the view off the page and dispose of its signals.
    _mounted: UnmountHandle<AnyViewState>,
    _owner: Owner,
}

impl std::fmt::Debug for Widget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Widget")
    }
}

#[wasm_bindgen]
#[allow(missing_docs, clippy::missing_errors_doc, reason = "called by www/shell/index.js alone, which says when")]
impl Widget {
    /// Renders into `body`. `say(kind, detail)` tells the shell what a person did: never what was typed.
    #[wasm_bindgen(constructor)]
    pub fn new(body: HtmlElement, say: js_sys::Function) -> Self {
        let owner = Owner::new();
        let model = owner.with(|| Rc::new(Model::new(say)));
        let shown = owner.with(|| StoredValue::new_local(Rc::clone(&model)));
        let mounted = mount_to(body, move || (move || shown.with_value(answers::view)).into_any());
        Self { model, _mounted: mounted, _owner: owner }
    }

    #[wasm_bindgen(js_name = addPack)]
    pub fn add_pack(&self, tag: &str, bytes: Vec<u8>) -> Result<(), JsValue> {
        let mut done = Ok(());
        self.model.change(|state| {
            done = match state.packs.iter_mut().find(|known| known.tag() == tag) {
                Some(pack) => pack.add(bytes),
                None => Pack::read(tag, bytes).map(|pack| state.packs.push(pack)),
            };
        });
        done.map_err(|error| JsValue::from_str(error.name()))
    }

    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&self, tag: &str) {
        self.model.change(|state| tag.clone_into(&mut state.language));
    }

    #[wasm_bindgen(js_name = setSystem)]
    pub fn set_system(&self, key: Option<String>) {
        self.model.change(|state| state.system = key.as_deref().and_then(SystemId::find));
    }

    /// The second part of the wasm is there: all codes are known and messages can be read from now on.
    #[wasm_bindgen(js_name = addMore)]
    pub fn add_more(&self) {
        border::add_codes();
        self.model.change(|state| state.has_more = true);
    }

    /// Whether the answer needs the second part, which is not there yet.
    pub fn waits(&self) -> bool {
        self.model.read().explanation.as_ref().is_some_and(|explanation| explanation.waits)
    }

    #[wasm_bindgen(js_name = setText)]
    pub fn set_text(&self, text: &str) {
        self.model.set_text(text);
    }

    /// A text of the interface, such as `ui.title`.
    pub fn word(&self, key: &str) -> String {
        self.model.word(key)
    }

    /// The answer in one sentence, for the live region.
    pub fn sentence(&self) -> String {
        self.model.sentence()
    }

    /// The text with card data masked; equal to the text when there is none.
    #[wasm_bindgen(js_name = maskedText)]
    pub fn masked_text(&self) -> String {
        self.model.masked()
    }
}
