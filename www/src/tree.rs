//! Elements on the page. Leptos calls `build` once and `rebuild` after each change of the model; what is the same is
//! left alone, so that focus, scrolling and what is unfolded stay as they are.

use crate::el::{self, El};
use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::{AddAnyAttr, Mountable, Render, RenderHtml},
    tachys::{
        dom::document,
        hydration::Cursor,
        view::{Position, PositionState},
    },
    web_sys::{Element, Node},
};
use wasm_bindgen::JsCast;

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element that is on the page, and what it was made from.
#[derive(Debug)]
pub struct Shown {
    node: Node,
    was: el::Node,
    children: Vec<Shown>,
}

impl Shown {
    fn new(el: El) -> Self {
        Self::of(el.node())
    }

    fn of(mut el: el::Node) -> Self {
        let children = core::mem::take(&mut el.children);
        if el.tag.is_empty() {
            return Self { node: document().create_text_node(&el.text).into(), was: el, children: Vec::new() };
        }
        let space = matches!(el.tag, "svg" | "path").then_some(SVG);
        let made = match space {
            Some(space) => document().create_element_ns(Some(space), el.tag),
            None => document().create_element(el.tag),
        };
        // Tags are our own: none is refused.
        let Ok(element) = made else { return Self::of(el::Node { text: el.text, ..el::Node::default() }) };
        for (name, value) in &el.attributes {
            set(&element, name, value);
        }
        let children: Vec<Self> = children.into_iter().map(Self::new).collect();
        for child in &children {
            append(&element, &child.node);
        }
        Self { node: element.into(), was: el, children }
    }

    /// Becomes another element, changing as little as possible.
    fn change(&mut self, el: El) {
        let mut el = el.node();
        if self.was.tag != el.tag || self.was.key != el.key {
            let new = Self::of(el);
            if let Some(parent) = self.node.parent_node() {
                let _ = parent.replace_child(&new.node, &self.node);
            }
            *self = new;
            return;
        }
        if self.was.text != el.text {
            self.node.set_text_content(Some(&el.text));
        }
        let children = core::mem::take(&mut el.children);
        if let Some(element) = self.node.dyn_ref::<Element>() {
            for (name, _) in &self.was.attributes {
                if !el.attributes.iter().any(|(kept, _)| kept == name) {
                    let _ = element.remove_attribute(name);
                }
            }
            for attribute in &el.attributes {
                if !self.was.attributes.contains(attribute) {
                    set(element, attribute.0, &attribute.1);
                }
            }
        }
        self.was = el;
        let mut kept = 0;
        for child in children {
            if let Some(known) = self.children.get_mut(kept) {
                known.change(child);
            } else {
                let new = Self::new(child);
                append(&self.node, &new.node);
                self.children.push(new);
            }
            kept += 1;
        }
        for gone in self.children.drain(kept..) {
            let _ = self.node.remove_child(&gone.node);
        }
    }
}

fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

fn append(parent: &Node, child: &Node) {
    let _ = parent.append_child(child);
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        if let Some(parent) = self.node.parent_node() {
            let _ = parent.remove_child(&self.node);
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.node.parent_element();
        parent.is_some_and(|parent| {
            child.mount(&parent, Some(&self.node));
            true
        })
    }

    fn elements(&self) -> Vec<Element> {
        self.node.dyn_ref::<Element>().into_iter().cloned().collect()
    }
}

impl Render for El {
    type State = Shown;

    fn build(self) -> Shown {
        Shown::new(self)
    }

    fn rebuild(self, state: &mut Shown) {
        state.change(self);
    }
}

// What follows is asked for by Leptos and never called: the widget is not rendered on a server, and nobody adds
// attributes from outside.
impl AddAnyAttr for El {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, _: A) -> Self {
        self
    }
}

impl RenderHtml for El {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Shown {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
