//! One kind of element for the whole view: a tag, attributes, children. It is data; tree.rs puts it on the page. All
//! have the same type, so that the wasm holds the code for one; none is made from a string of markup, which Trusted
//! Types forbid. What a tap does is data as well: `act`, which act.rs carries out.

/// An element to be. Without a tag it is its text.
#[derive(Debug, Default)]
pub struct El {
    pub(crate) tag: &'static str,
    pub(crate) text: String,
    pub(crate) key: String,
    pub(crate) attributes: Vec<(&'static str, String)>,
    pub(crate) children: Vec<El>,
}

impl El {
    pub fn new(tag: &'static str) -> Self {
        Self { tag, ..Self::default() }
    }

    pub fn class(self, class: &'static str) -> Self {
        self.attr("class", class)
    }

    /// A name that host pages style by.
    pub fn part(self, part: &'static str) -> Self {
        self.attr("part", part)
    }

    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// Elements with different keys are never turned into one another: what was unfolded in one stays folded in the
    /// next.
    pub fn key(mut self, key: String) -> Self {
        self.key = key;
        self
    }

    pub fn child(mut self, child: El) -> Self {
        self.children.push(child);
        self
    }

    pub fn maybe(mut self, child: Option<El>) -> Self {
        self.children.extend(child);
        self
    }

    pub fn children(mut self, children: Vec<El>) -> Self {
        self.children.extend(children);
        self
    }

    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(El { text: text.into(), ..El::default() });
        self
    }

    /// What a tap does.
    pub fn act(self, act: impl Into<String>) -> Self {
        self.attr("data-act", act)
    }
}

/// A button.
pub fn button(class: &'static str, text: impl Into<String>, act: impl Into<String>) -> El {
    El::new("button").class(class).attr("type", "button").act(act).text(text)
}

/// A text in an element.
pub fn text(tag: &'static str, class: &'static str, text: impl Into<String>) -> El {
    let element = El::new(tag).text(text);
    if class.is_empty() { element } else { element.class(class) }
}

/// What folds open below a line.
pub fn fold(class: &'static str, summary: El, inside: Vec<El>) -> El {
    El::new("details").class(class).child(summary).children(inside)
}

/// An icon of the sprite that the shell puts into the shadow root. Words stand beside it.
pub fn icon(name: &str) -> El {
    El::new("svg")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(El::new("use").attr("href", ["#f39-", name].concat()))
}

/// A code: seen as it is, heard character by character.
pub fn code(tag: &'static str, class: &'static str, code: &str) -> El {
    let mut heard = String::new();
    for character in code.chars() {
        heard.push(character);
        heard.push(' ');
    }
    El::new(tag)
        .class(class)
        .attr("translate", "no")
        .child(El::new("span").attr("aria-hidden", "true").text(code))
        .child(text("span", "sr", heard))
}
