//! The lists of codes that lookup searches: one for the front systems, one for the others, which follows the first
//! answer. A list holds each code as it is printed once, in the order of their folded forms: its length, how many entries it has, its bytes. Sorted
//! text compresses far better than the hash order of a map (see ARCHITECTURE.md, "Codes are a sorted list").

use crate::{model::Catalogue, text_order};
use std::fmt::Write;

/// A lookup halves its way to a block of this many codes, then walks.
const BLOCK: usize = 16;

/// Both lists as the bytes that the core includes.
pub fn codes(model: &Catalogue) -> (Vec<u8>, Vec<u8>) {
    let (front, more) = both(model);
    (front.bytes, more.bytes)
}

/// The list of a part as members of its `CodeTable`. Blocks say where they begin: byte and entry.
pub fn members(model: &Catalogue, part: usize) -> String {
    let (front, more) = both(model);
    let (list, file) = if part == 0 { (front, "front") } else { (more, "more") };
    let mut members = String::new();
    let _ = writeln!(members, "    codes: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}.codes\")),");
    let _ = writeln!(members, "    blocks: &{:?},", list.blocks);
    members
}

#[derive(Default)]
struct List {
    bytes: Vec<u8>,
    blocks: Vec<(usize, usize)>,
}

fn both(model: &Catalogue) -> (List, List) {
    let entries = text_order::entries(model);
    let (front, more) = entries.split_at(text_order::front_entries(model));
    (list(model, front, 0), list(model, more, front.len()))
}

fn list(model: &Catalogue, entries: &[(usize, usize)], first: usize) -> List {
    let mut list = List::default();
    let printed = |&(s, c): &(usize, usize)| model.systems[s].codes[c].code.value.as_str();
    let same = entries.chunk_by(|a, b| printed(a) == printed(b));
    let mut entry = first;
    for (number, group) in same.enumerate() {
        if number % BLOCK == 0 {
            list.blocks.push((list.bytes.len(), entry));
        }
        let code = group.first().map_or("", printed);
        list.bytes.extend([u8::try_from(code.len()).unwrap_or(u8::MAX), u8::try_from(group.len()).unwrap_or(u8::MAX)]);
        list.bytes.extend(code.bytes().take(u8::MAX.into()));
        entry += group.len();
    }
    list
}
