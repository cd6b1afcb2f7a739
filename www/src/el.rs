//! One way to make an element. All have the same type, so that the wasm holds the code for one; none is made
//! from a string of markup, which Trusted Types forbid.

use leptos::{ev, html, prelude::*, tachys::html::attribute::custom::CustomAttribute};
use std::rc::Rc;

/// An element to be.
#[derive(Default)]
pub struct El {
    tag: &'static str,
    class: &'static str,
    part: Option<&'static str>,
    attributes: Vec<(&'static str, String)>,
    children: Vec<AnyView>,
    click: Option<Rc<dyn Fn()>>,
    lit: Option<(RwSignal<String>, String)>,
}

impl El {
    pub fn new(tag: &'static str) -> Self {
        Self { tag, ..Self::default() }
    }

    pub fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// A name that host pages style by.
    pub fn part(mut self, part: &'static str) -> Self {
        self.part = Some(part);
        self
    }

    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    pub fn child(mut self, child: AnyView) -> Self {
        self.children.push(child);
        self
    }

    pub fn children(mut self, children: impl IntoIterator<Item = AnyView>) -> Self {
        self.children.extend(children);
        self
    }

    pub fn text(self, text: impl Into<String>) -> Self {
        let text: String = text.into();
        self.child(text.into_any())
    }

    pub fn click(mut self, click: impl Fn() + 'static) -> Self {
        self.click = Some(Rc::new(click));
        self
    }

    /// Lights up while the signal holds this path; a tap makes it so.
    pub fn lights(mut self, lit: RwSignal<String>, path: &str) -> Self {
        self.lit = Some((lit, path.to_owned()));
        self
    }

    /// The element.
    pub fn build(self) -> AnyView {
        let value =
            |name: &str| self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        let path = self.lit.as_ref().map(|(_, path)| path.clone());
        let lit = self.lit.clone();
        let is_lit = move || lit.as_ref().and_then(|(lit, path)| (lit.get() == *path).then_some("true"));
        let click = self.click.clone();
        let lights = self.lit.clone();
        html::custom(self.tag)
            .attr("class", (!self.class.is_empty()).then_some(self.class))
            .attr("part", self.part)
            .attr("data-path", path)
            .attr("data-on", is_lit)
            .attr("data-verdict", value("data-verdict"))
            .attr("data-code", value("data-code"))
            .attr("data-system", value("data-system"))
            .attr("lang", value("lang"))
            .attr("role", value("role"))
            .attr("tabindex", value("tabindex"))
            .attr("aria-label", value("aria-label"))
            .attr("aria-pressed", value("aria-pressed"))
            .attr("href", value("href"))
            .attr("rel", value("rel"))
            .attr("type", value("type"))
            .on(ev::click, move |_| {
                if let Some(click) = &click {
                    click();
                }
                if let Some((lit, path)) = &lights {
                    lit.update(|now| if now == path { now.clear() } else { now.clone_from(path) });
                }
            })
            .child(self.children)
            .into_any()
    }
}

/// A button.
pub fn button(class: &'static str, text: impl Into<String>, click: impl Fn() + 'static) -> El {
    El::new("button").class(class).attr("type", "button").text(text).click(click)
}

/// A text in an element.
pub fn text(tag: &'static str, class: &'static str, text: impl Into<String>) -> AnyView {
    El::new(tag).class(class).text(text).build()
}

/// An icon of the sprite that the shell puts into the shadow root.
pub fn icon(name: &str) -> AnyView {
    let href = format!("#f39-{name}");
    leptos::svg::svg()
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(leptos::svg::r#use().attr("href", href))
        .into_any()
}
