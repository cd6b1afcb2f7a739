//! What the widget knows: the text, the languages, what the text meant, what is picked. Everything shown is derived
//! from it; a change bumps one signal and the view is made anew.

use crate::{
    border,
    host::{Contact, Only},
};
use field39::{
    catalogue::{EntryId, Pack, SystemId, TextId, tables::word},
    decode::{DecodeOptions, Message},
    explain::{self, Answer, Explanation, HostCode, Kind, Options, Words},
};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::{
    cell::{Ref, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsValue;

/// What a button has just done, for as long as it says so.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    #[default]
    Nothing,
    /// The numbers for support are in the clipboard.
    Copied,
    /// The browser refused: they are shown, to be copied by hand.
    NotCopied,
    /// One tap on the way back from the customer's screen; the second goes back.
    Armed,
}

/// All that can change.
#[derive(Debug, Default)]
pub struct State {
    /// Languages that have arrived.
    pub packs: Vec<Pack>,
    /// The language shown.
    pub language: String,
    /// The key of the system that the page is about, as the page gives it.
    pub home_key: String,
    /// That system, once its part is there.
    pub home: Option<SystemId>,
    /// The system whose codes come first: the page's, or one that was tapped.
    pub system: Option<SystemId>,
    /// Whether the second part is there, which has all codes and reads messages.
    pub has_more: bool,
    /// What the host page wants read.
    pub only: Only,
    /// How many answers a list shows before it is folded, where the host page says so.
    pub most: Option<usize>,
    /// The host page's own table.
    pub host: Vec<HostCode>,
    /// Whom the host page says to call.
    pub contact: Contact,
    /// Codes that were looked up, newest first. Kept nowhere else, so that they end with the page.
    pub recent: Vec<EntryId>,
    /// What was typed or pasted.
    pub text: String,
    /// Whether it is still being composed.
    pub is_offered: bool,
    /// A code that was tapped; it stands in for the first answer.
    pub picked: Option<EntryId>,
    /// A dialect that was tapped.
    pub dialect: Option<String>,
    /// Which of several messages is open.
    pub message: usize,
    /// How often more of a long message was asked for.
    pub more: usize,
    /// What a button has just done.
    pub said: Said,
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
        let explanation = self.explanation.as_ref();
        let other = || self.answer_of(explanation?.decoded.as_ref()?.messages.get(self.message)?);
        let other = if self.message == 0 { None } else { other() };
        picked.or(other).or_else(|| explanation?.answers.first().filter(|_| self.message == 0).cloned())
    }

    /// What the result field of a message says.
    pub fn answer_of(&self, message: &Message) -> Option<Answer> {
        explain::result_of(message, &self.options())
    }

    fn options(&self) -> Options<'_> {
        let decode = DecodeOptions { unmask: false, dialect: self.dialect.clone() };
        Options { default_system: self.system, locale: &self.language, host: &self.host, decode }
    }

    /// The text with card data masked.
    pub fn masked(&self) -> String {
        let explanation = self.explanation.as_ref();
        let decoded = explanation.and_then(|explanation| explanation.decoded.as_ref());
        let input = explanation.and_then(|explanation| explanation.input.as_ref());
        explain::masked_text(&self.text, input, decoded)
    }

    fn explain(&self, text: &str) -> Explanation {
        let has_more = self.has_more;
        let reader = move |text: &str, options: &Options<'_>| border::read(has_more, text, options);
        let mut explanation = explain::explain_with(&reader, text, &self.packs, &self.options());
        // Before the second part is there, nobody knows the codes of the system that the page is about.
        let is_text = !matches!(explanation.kind, Kind::Guard | Kind::Nothing | Kind::Message);
        explanation.waits |= is_text && self.home.is_none() && !self.home_key.is_empty() && !has_more;
        self.only.narrow(&mut explanation);
        explanation
    }

    /// Whether a text that is still being composed has an answer that more letters will not take back: a code that is
    /// in no table may be the beginning of a word, unless there is a digit in it.
    fn is_sure(&self, text: &str) -> bool {
        let explanation = self.explain(text);
        match explanation.answers.first() {
            _ if explanation.waits => false,
            // One letter is rather the beginning of a syllable.
            Some(Answer::Listed(_) | Answer::Host(_)) => {
                text.trim().len() > 1 || text.contains(|c: char| c.is_ascii_digit())
            }
            Some(Answer::Unlisted { .. }) => text.contains(|letter: char| letter.is_ascii_digit()),
            None => false,
        }
    }
}

/// How many recent codes are offered.
const RECENT: usize = 5;

/// The state, its signal, and the way to tell the shell.
#[derive(Debug)]
pub struct Model {
    state: RefCell<State>,
    changes: ArcRwSignal<u32>,
    say: js_sys::Function,
}

impl Model {
    /// A model without languages.
    pub fn new(say: js_sys::Function) -> Self {
        Self { state: RefCell::default(), changes: ArcRwSignal::new(0), say }
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

    /// Changes what has no bearing on what the text means, and shows it.
    pub fn show(&self, how: impl FnOnce(&mut State)) {
        how(&mut self.state.borrow_mut());
        self.changes.update(|count| *count = count.wrapping_add(1));
    }

    /// Changes the state, works out what the text means, and shows it.
    pub fn change(&self, how: impl FnOnce(&mut State)) {
        self.show(|state| {
            how(state);
            state.explanation = Some(state.explain(&state.text));
        });
    }

    /// A new text: what was tapped before no longer counts.
    pub fn set_text(&self, text: &str) {
        self.change(|state| {
            text.clone_into(&mut state.text);
            state.picked = None;
            state.dialect = None;
            state.message = 0;
            state.more = 0;
            state.said = Said::Nothing;
            state.is_offered = false;
        });
    }

    /// What a button has just done; it says so for a while.
    pub fn said(self: &Rc<Self>, said: Said) {
        self.show(|state| state.said = said);
        let model = Rc::clone(self);
        Timeout::new(4000, move || {
            if model.read().said == said && said != Said::NotCopied {
                model.show(|state| state.said = Said::Nothing);
            }
        })
        .forget();
    }

    /// Changes what the next text is read with.
    pub fn prepare(&self, how: impl FnOnce(&mut State)) {
        how(&mut self.state.borrow_mut());
    }

    /// A text that is still being composed: shown only where an answer is sure.
    /// What more letters have made unsure is taken back.
    pub fn offer_text(&self, text: &str) {
        let is_sure = self.read().is_sure(text);
        if is_sure || self.read().is_offered {
            self.set_text(if is_sure { text } else { "" });
            self.prepare(|state| state.is_offered = is_sure);
        }
    }

    /// Puts the code of the card among the recent ones.
    pub fn remember(&self) {
        let mut state = self.state.borrow_mut();
        if let Some(Answer::Listed(entry)) = state.card() {
            state.recent.retain(|known| *known != entry);
            state.recent.insert(0, entry);
            state.recent.truncate(RECENT);
        }
    }

    /// Tells the shell what a person did; whether to go on with it.
    pub fn say(&self, kind: &str, detail: &str) -> bool {
        // The shell's own faults are its own to report.
        let told = self.say.call2(&JsValue::NULL, &JsValue::from_str(kind), &JsValue::from_str(detail));
        told.map_or(true, |went_on| went_on != JsValue::FALSE)
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
        let (Some(pack), Some(explanation)) = (state.pack(), &state.explanation) else { return String::new() };
        let Some(answer) = state.card() else {
            let words = Words { pack };
            return match explanation.kind {
                _ if state.text.trim().is_empty() || explanation.waits => String::new(),
                Kind::Guard => explanation.read_as.first().map_or_else(String::new, |note| words.note(note)),
                Kind::Message => ui(words, word::UI_NO_RESULT),
                _ => ui(words, state.only.nothing(explanation)),
            };
        };
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
}

/// A text of the interface.
pub fn ui(words: Words<'_>, id: u16) -> String {
    words.text(TextId(id)).to_owned()
}
