//! One kind of element for the whole view: a tag, attributes, children. It is data; tree.rs puts it on the page. All
//! have the same type, so that the wasm holds the code for one; none is made from a string of markup, which Trusted
//! Types forbid. What a tap does is data as well: `act`, which act.rs carries out.

/// An element to be. Handed on as one pointer: what builds elements is the largest part of the wasm.
#[derive(Debug, Default)]
pub struct El(Box<Node>);

/// What an element is made of. Without a tag it is its text.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) tag: &'static str,
    pub(crate) text: String,
    pub(crate) key: String,
    pub(crate) attributes: Vec<(&'static str, String)>,
    pub(crate) children: Vec<El>,
}

impl El {
    #[inline(never)]
    pub fn new(tag: &'static str) -> Self {
        Self(Box::new(Node { tag, ..Node::default() }))
    }

    /// What it is made of.
    pub(crate) fn node(self) -> Node {
        *self.0
    }

    #[inline(never)]
    pub fn class(self, class: &'static str) -> Self {
        self.put("class", class)
    }

    /// A name that host pages style by.
    #[inline(never)]
    pub fn part(self, part: &'static str) -> Self {
        self.put("part", part)
    }

    pub fn attr(self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.put(name, value.as_ref())
    }

    #[inline(never)]
    fn put(mut self, name: &'static str, value: &str) -> Self {
        self.0.attributes.push((name, value.to_owned()));
        self
    }

    /// Elements with different keys are never turned into one another: what was unfolded in one stays folded in the
    /// next.
    pub fn key(mut self, key: String) -> Self {
        self.0.key = key;
        self
    }

    #[inline(never)]
    pub fn child(mut self, child: El) -> Self {
        self.0.children.push(child);
        self
    }

    pub fn maybe(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    #[inline(never)]
    pub fn children(mut self, children: Vec<El>) -> Self {
        self.0.children.extend(children);
        self
    }

    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.say(text.as_ref())
    }

    #[inline(never)]
    fn say(self, text: &str) -> Self {
        self.child(Self(Box::new(Node { text: text.to_owned(), ..Node::default() })))
    }
}

/// A button; `act` is what a tap does.
pub fn button(class: &'static str, text: impl AsRef<str>, act: impl AsRef<str>) -> El {
    pressed(class, text.as_ref(), act.as_ref())
}

#[inline(never)]
fn pressed(class: &'static str, text: &str, act: &str) -> El {
    El::new("button").class(class).put("type", "button").put("data-act", act).say(text)
}

/// A text in an element.
pub fn text(tag: &'static str, class: &'static str, text: impl AsRef<str>) -> El {
    said(tag, class, text.as_ref())
}

#[inline(never)]
fn said(tag: &'static str, class: &'static str, text: &str) -> El {
    let element = El::new(tag).say(text);
    if class.is_empty() { element } else { element.class(class) }
}

/// What folds open below a line.
#[inline(never)]
pub fn fold(class: &'static str, summary: El, inside: Vec<El>) -> El {
    El::new("details").class(class).child(summary).children(inside)
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
