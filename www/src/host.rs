//! What passes between the widget and the page around it: the page's own codes and whom to call, come in; kinds and
//! codes of the tables go out, and never a text.

use crate::{
    el::{self, El},
    model::State,
};
use field39::{
    catalogue::tables::word,
    decimal::decimal,
    decode::MessageKind,
    explain::{Answer, Explanation, HostCode, Kind},
    slug,
};

/// What the page wants read.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// Anything.
    #[default]
    All,
    /// Codes and words.
    Words,
    /// Messages.
    Messages,
}

impl Only {
    /// Leaves of an explanation what the page wants read. Where only words are wanted, a message is still known to be one:
    /// its digits must not be taken for codes. What names its code in words, as slips and gateways do, is answered.
    pub fn narrow(self, explanation: &mut Explanation) {
        let is_message = explanation.kind == Kind::Message;
        let unwanted = match self {
            Self::All => false,
            Self::Words => is_message,
            Self::Messages => !is_message && explanation.kind != Kind::Guard,
        };
        if !unwanted {
            return;
        }
        let mut messages = explanation.decoded.iter().flat_map(|decoded| &decoded.messages);
        let names = messages.all(|one| matches!(one.kind, MessageKind::Text | MessageKind::Gateway));
        if is_message && names && !explanation.answers.is_empty() {
            explanation.kind = Kind::Code;
            return;
        }
        explanation.kind = Kind::Nothing;
        explanation.answers.clear();
        explanation.suggestions.clear();
    }

    /// Why there is nothing: a text of the interface.
    pub fn nothing(self, explanation: &Explanation) -> u16 {
        match self {
            Self::Words if explanation.decoded.is_some() => word::UI_NO_MESSAGES,
            _ => word::UI_NOTHING,
        }
    }
}

/// Whom the page says to call.
#[derive(Debug, Default)]
pub struct Contact {
    pub name: String,
    pub phone: String,
    pub url: String,
}

/// Takes one thing that the page brings.
pub fn bring(state: &mut State, name: &str, value: &str) {
    let mut parts = value.split('\n').map(String::from);
    let mut part = || parts.next().unwrap_or_default();
    match name {
        "mode" => {
            state.only = match value {
                "search" => Only::Words,
                "decode" => Only::Messages,
                _ => Only::All,
            }
        }
        "most" => state.most = value.parse().ok(),
        "contact" => state.contact = Contact { name: part(), phone: part(), url: part() },
        "no codes" => state.host.clear(),
        "code" => {
            let (code, verdict, title, meaning, source) = (part(), part(), part(), part(), part());
            let contact = Some(part()).filter(|contact| !contact.is_empty());
            state.host.push(HostCode { code, verdict, title, meaning, source, contact });
        }
        _ => {}
    }
}

/// `system:code`, for a code of the tables: any other may be what somebody typed.
pub fn name(answer: &Answer) -> Option<String> {
    match answer {
        Answer::Listed(entry) => Some([entry.system().key(), entry.code()].join(":")),
        _ => None,
    }
}

/// The path of a code's own page within the site, which has one for each code.
pub fn page(language: &str, system: &str, code: &str) -> String {
    [if language == "en" { "en" } else { "zh" }, "/codes/", system, "/", &slug::of(code), "/"].concat()
}

/// Kind, count, and the codes of the tables, a line each.
pub fn result(explanation: &Explanation) -> String {
    // What may be wrong without the second part is not told before it is there.
    if explanation.waits {
        return String::new();
    }
    let mut lines = vec![explanation.kind.name().to_owned(), decimal(explanation.answers.len())];
    lines.extend(explanation.answers.iter().filter_map(name));
    lines.join("\n")
}

impl Contact {
    /// Whom to call, for the step that names them: the host's own words, and its links.
    pub fn view(&self) -> Option<El> {
        let Self { name, phone, url } = self;
        if name.is_empty() && phone.is_empty() && url.is_empty() {
            return None;
        }
        let link =
            |href: String, text: &str| el::text("a", "", text).attr("href", href).attr("rel", "noreferrer noopener");
        let mut line = El::new("span").class("contact").part("contact");
        line = match (name.as_str(), url.as_str()) {
            ("", "") => line,
            (name, "") => line.child(el::text("span", "", name)),
            ("", url) => line.child(link(url.into(), url)),
            (name, url) => line.child(link(url.into(), name)),
        };
        if !phone.is_empty() {
            line = line.text(" ").child(link(["tel:", phone].concat(), phone));
        }
        Some(line)
    }
}
