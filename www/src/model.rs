//! What the widget knows: the text, the languages, what the text meant, what is picked. Everything shown is derived
//! from it; a change bumps one signal and the view is made anew. Selection in a message has a signal of its own, so
//! that tapping a byte redraws nothing else.

use crate::border;
use field39::{
    catalogue::{EntryId, Pack, SystemId, TextId, tables::word},
    decode::DecodeOptions,
    explain::{self, Answer, Explanation, Options, Words},
};
use leptos::prelude::*;
use std::cell::{Ref, RefCell};
use wasm_bindgen::JsValue;

/// All that can change.
#[derive(Debug, Default)]
pub struct State {
    /// Languages that have arrived.
    pub packs: Vec<Pack>,
    /// The language shown.
    pub language: String,
    /// The system whose codes come first.
    pub system: Option<SystemId>,
    /// Whether the second part is there, which has all codes and reads messages.
    pub has_more: bool,
    /// What was typed or pasted.
    pub text: String,
    /// A code that was tapped; it stands in for the first answer.
    pub picked: Option<EntryId>,
    /// A dialect that was tapped.
    pub dialect: Option<String>,
    /// Whether the customer's screen is open.
    pub customer: bool,
    /// What the text meant; worked out once after each change.
    pub explanation: Option<Explanation>,
}

impl State {
    /// The pack of the language shown, or whichever has arrived.
    pub fn pack(&self) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.tag() == self.language).or_else(|| self.packs.first())
    }

    /// A pack of another language than the one shown.
    pub fn other_pack(&self) -> Option<&Pack> {
        let shown = self.pack()?.tag();
        self.packs.iter().find(|pack| pack.tag() != shown)
    }

    /// The card: what was tapped, or the best answer.
    pub fn card(&self) -> Option<Answer> {
        let picked = self.picked.map(Answer::Listed);
        picked.or_else(|| self.explanation.as_ref()?.answers.first().cloned())
    }

    fn explain(&mut self) {
        let decode = DecodeOptions { unmask: false, dialect: self.dialect.clone() };
        let options = Options { default_system: self.system, host: &[], decode };
        let has_more = self.has_more;
        let reader = move |text: &str, options: &Options<'_>| border::read(has_more, text, options);
        self.explanation = Some(explain::explain_with(&reader, &self.text, &self.packs, &options));
    }
}

/// The state, its signals, and the way to tell the shell.
#[derive(Debug)]
pub struct Model {
    state: RefCell<State>,
    changes: ArcRwSignal<u32>,
    /// Path of the field that is lit up.
    pub lit: RwSignal<String>,
    say: js_sys::Function,
}

impl Model {
    /// A model without languages.
    pub fn new(say: js_sys::Function) -> Self {
        Self { state: RefCell::default(), changes: ArcRwSignal::new(0), lit: RwSignal::new(String::new()), say }
    }

    /// Reads the state and follows its changes.
    pub fn follow(&self) -> Ref<'_, State> {
        self.changes.track();
        self.state.borrow()
    }

    /// Reads the state once.
    pub fn read(&self) -> Ref<'_, State> {
        self.state.borrow()
    }

    /// Changes the state, works out what the text means, and shows it.
    pub fn change(&self, how: impl FnOnce(&mut State)) {
        {
            let mut state = self.state.borrow_mut();
            how(&mut state);
            state.explain();
        }
        self.changes.update(|count| *count = count.wrapping_add(1));
    }

    /// A new text: what was tapped before no longer counts.
    pub fn set_text(&self, text: &str) {
        self.lit.set(String::new());
        self.change(|state| {
            text.clone_into(&mut state.text);
            state.picked = None;
            state.dialect = None;
            state.customer = false;
        });
    }

    /// Tells the shell what a person did.
    pub fn say(&self, kind: &str, detail: &str) {
        // The shell's own faults are its own to report.
        let _ = self.say.call2(&JsValue::NULL, &JsValue::from_str(kind), &JsValue::from_str(detail));
    }

    /// A text that the shell shows.
    pub fn word(&self, key: &str) -> String {
        let id = match key {
            "ui.title" => word::UI_TITLE,
            "ui.placeholder" => word::UI_PLACEHOLDER,
            "ui.label" => word::UI_LABEL,
            "ui.private" => word::UI_PRIVATE,
            _ => return String::new(),
        };
        self.read().pack().map_or_else(String::new, |pack| pack.text(TextId(id)).to_owned())
    }

    /// The answer in one sentence.
    pub fn sentence(&self) -> String {
        let state = self.read();
        let (Some(pack), Some(answer)) = (state.pack(), state.card()) else { return String::new() };
        let title = match &answer {
            Answer::Listed(entry) => Words { pack }.title(*entry),
            _ => "",
        };
        // Spelt out, so that 51 is heard as five one.
        let code: Vec<String> = answer.code().chars().map(String::from).collect();
        [code.join(" "), title.to_owned(), pack.text(answer.verdict().text()).to_owned()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The text with card data masked.
    pub fn masked(&self) -> String {
        let state = self.read();
        let explanation = state.explanation.as_ref();
        let decoded = explanation.and_then(|explanation| explanation.decoded.as_ref());
        let input = explanation.and_then(|explanation| explanation.input.as_ref());
        explain::masked_text(&state.text, input, decoded)
    }
}

/// A text of the interface.
pub fn ui(words: Words<'_>, id: u16) -> String {
    words.text(TextId(id)).to_owned()
}
