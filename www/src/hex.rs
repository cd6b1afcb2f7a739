//! The bytes, each run tied to its field: tap one and the other lights up. Hidden bytes are dots.

use crate::{
    el::{self, El},
    model::{Model, ui},
};
use field39::{
    catalogue::tables::word,
    decode::{self, Field, Message},
    explain::Words,
};
use leptos::{prelude::*, web_sys::window as browser_window};
use std::{fmt::Write, rc::Rc};

/// Bytes a line: as many as fit without scrolling sideways.
fn per_line() -> usize {
    let width = browser_window().and_then(|window| window.inner_width().ok()?.as_f64());
    if width.is_some_and(|width| width < 560.0) { 8 } else { 16 }
}

/// The bytes of a message.
pub fn view(model: &Rc<Model>, words: Words<'_>, bytes: &[u8], message: &Message) -> AnyView {
    let owners = owners(bytes.len(), message);
    let mut hidden = Vec::new();
    decode::hidden_bytes(&message.fields, &mut hidden);
    let is_hidden = |at: usize| hidden.iter().any(|span| (span.start as usize..span.end as usize).contains(&at));
    let per_line = per_line();
    let mut lines = Vec::new();
    for start in (0..bytes.len()).step_by(per_line) {
        let end = (start + per_line).min(bytes.len());
        let mut line = El::new("div").child(el::text("span", "offset", format!("{start:04x}")));
        let mut at = start;
        while at < end {
            let owner = owners.get(at).copied().flatten();
            let until = (at..end)
                .find(|next| {
                    owners.get(*next).copied().flatten().map(|(number, _)| number) != owner.map(|(number, _)| number)
                })
                .unwrap_or(end);
            let mut run = String::new();
            for place in at..until {
                let byte = bytes.get(place).copied().unwrap_or_default();
                let gap = if place > at { " " } else { "" };
                let _ = if is_hidden(place) { write!(run, "{gap}••") } else { write!(run, "{gap}{byte:02x}") };
            }
            let class = ["run", "run b", "run c", "run d"]
                .get(owner.map_or(0, |(number, _)| number % 4))
                .copied()
                .unwrap_or("run");
            let run = El::new("span").class(class).text(run);
            line = line.child(match owner {
                Some((_, field)) => run.lights(model.lit, &field.path).build(),
                None => run.build(),
            });
            at = until;
        }
        lines.push(line.build());
    }
    El::new("section")
        .part("hex")
        .child(el::text("h3", "", ui(words, word::UI_BYTES)))
        .child(
            El::new("div")
                .class("hex")
                .attr("tabindex", "0")
                .attr("role", "group")
                .attr("aria-label", ui(words, word::UI_BYTES))
                .children(lines)
                .build(),
        )
        .build()
}

/// For each byte the innermost field that covers it, with that field's number.
fn owners(length: usize, message: &Message) -> Vec<Option<(usize, &Field)>> {
    let mut owners = vec![None; length];
    let mut number = 0;
    for field in &message.fields {
        claim(field, &mut owners, &mut number);
    }
    owners
}

fn claim<'a>(field: &'a Field, owners: &mut [Option<(usize, &'a Field)>], number: &mut usize) {
    let range = field.span.start as usize..field.span.end as usize;
    for owner in owners.get_mut(range).into_iter().flatten() {
        *owner = Some((*number, field));
    }
    *number += 1;
    for child in &field.children {
        claim(child, owners, number);
    }
}
