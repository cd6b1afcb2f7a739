//! Leaf 2: the widget below its input. The shell (`www/shell`) owns the element, the input and the network; it hands
//! text and language packs to [`Widget`], which renders everything else.

mod act;
mod answers;
mod ask;
mod border;
mod card;
mod customer;
mod el;
mod hex;
mod host;
mod icon;
mod light;
mod look;
mod message;
mod model;
mod sources;
mod support;
mod tree;

use field39::catalogue::{Pack, SystemId};
use leptos::{mount::mount_to, prelude::*, web_sys};
use model::Model;
use std::{any::Any, rc::Rc};
use wasm_bindgen::prelude::*;

/// Everything below the input.
#[wasm_bindgen]
pub struct Widget {
    model: Rc<Model>,
    // Dropping these would take the view off the page and dispose of its signals.
    _mounted: Box<dyn Any>,
    _taps: Closure<dyn Fn(web_sys::Event)>,
    _owner: Owner,
}

impl std::fmt::Debug for Widget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Widget")
    }
}

#[wasm_bindgen]
#[allow(missing_docs, clippy::missing_errors_doc, reason = "called by www/shell alone, which says when")]
impl Widget {
    /// Renders into `body`. `say(kind, detail)` tells the shell what a person did: never what was typed.
    #[wasm_bindgen(constructor)]
    pub fn new(body: web_sys::HtmlElement, say: js_sys::Function) -> Self {
        let owner = Owner::new();
        let model = owner.with(|| Rc::new(Model::new(say)));
        let taps = act::listen(&body, &model);
        let shown = owner.with(|| StoredValue::new_local(Rc::clone(&model)));
        let mounted = mount_to(body, move || move || shown.with_value(|model| answers::view(&model.follow())));
        Self { model, _mounted: Box::new(mounted), _taps: taps, _owner: owner }
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

    /// Tells the widget one thing. Few functions with a name for what is told keep wasm and glue small. A value of
    /// several parts has one on each line.
    pub fn set(&self, name: &str, value: &str) {
        let model = &self.model;
        match name {
            "text" => model.set_text(value),
            // What an input method still composes: shown only where an answer is sure.
            "offer" => model.offer_text(value),
            "language" => model.change(|state| value.clone_into(&mut state.language)),
            "system" => model.change(|state| {
                value.clone_into(&mut state.home_key);
                state.home = SystemId::find(value);
                state.system = state.home;
            }),
            // The second part of the wasm is there: all codes are known and messages can be read from now on.
            "more" => {
                border::add_codes();
                model.change(|state| {
                    state.has_more = true;
                    if state.home.is_none() {
                        state.home = SystemId::find(&state.home_key);
                        state.system = state.system.or(state.home);
                    }
                });
            }
            _ => model.prepare(|state| host::bring(state, name, value)),
        }
    }

    /// Asks the widget for one thing; any other name is that of a text of the interface.
    pub fn get(&self, name: &str) -> String {
        let state = self.model.read();
        match name {
            // The text with card data masked; equal to the text when there is none.
            "masked" => state.masked(),
            // Whether the answer needs the second part, which is not there yet.
            "waits" if state.explanation.as_ref().is_some_and(|explanation| explanation.waits) => "yes".into(),
            "waits" => String::new(),
            "card" => state.card().as_ref().and_then(host::name).unwrap_or_default(),
            "result" => state.explanation.as_ref().map_or_else(String::new, host::result),
            "data" => support::data_version(),
            "look" => look::ANSWERS.to_owned(),
            "look.more" => border::look(state.has_more),
            // Typing rests: remembers the code, and gives the answer in one sentence.
            "settled" => {
                drop(state);
                self.model.remember();
                self.model.sentence()
            }
            _ => self.model.word(name),
        }
    }
}
