//! Language packs: all texts of one language and its search index, in one binary file that the core reads in
//! place. The layout is described once, in `src/catalogue/pack.rs`, which reads what this writes.

use crate::{
    index,
    model::{Catalogue, Language},
    text::Texts,
    text_order,
};
use std::collections::BTreeMap;

/// First bytes of every part of a pack.
pub const MAGIC: &[u8; 4] = b"F39\x02";

/// One language's pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// BCP 47 tag.
    pub tag: String,
    /// What a first answer needs: interface, kinds, the systems that most people meet.
    pub bytes: Vec<u8>,
    /// All the rest, which may follow.
    pub more: Vec<u8>,
}

/// The packs of all languages.
pub fn all(model: &Catalogue) -> Vec<Pack> {
    let order = text_order::order(model);
    let stamp = fingerprint(model, &order);
    model
        .languages
        .iter()
        .map(|language| {
            let part = |number| write(model, &order, language, stamp, number);
            Pack { tag: language.tag.clone(), bytes: part(0), more: part(1) }
        })
        .collect()
}

/// Tells packs and wasm modules of different catalogues apart: FNV-1a over the order of texts.
pub fn fingerprint(model: &Catalogue, order: &Texts) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    order.iter().for_each(|(key, _)| add(key));
    for (s, c) in text_order::entries(model) {
        add(&model.systems[s].codes[c].verdict.value);
    }
    hash
}

/// One part: 0 is the first, 1 the rest.
fn write(model: &Catalogue, order: &Texts, language: &Language, stamp: u64, part: u8) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(stamp.to_le_bytes());
    bytes.push(part);
    let sources = sources(model);
    let words = |key: &str| match sources.get(key) {
        Some(facts) => facts.as_str(),
        None => language.words.get(key).map_or("", |text| text.value.as_str()),
    };
    let (texts, entries) = match part {
        0 => (0..order.front(), 0..text_order::front_entries(model)),
        _ => (order.front()..order.len(), text_order::front_entries(model)..usize::MAX),
    };
    let keys: Vec<&str> = order.iter().map(|(key, _)| key).collect();
    strings(&mut bytes, keys[texts].iter().map(|key| words(key)));
    let index = index::build(model, language, &entries);
    varint(&mut bytes, index.phrases.len());
    let mut before = 0;
    for (entry, kind, tokens) in &index.phrases {
        varint(&mut bytes, entry - before);
        bytes.push(kind << 6 | u8::try_from((*tokens).min(63)).unwrap_or(63));
        before = *entry;
    }
    strings(&mut bytes, index.tokens.keys().map(String::as_str));
    let mut postings = Vec::new();
    for phrases in index.tokens.values() {
        let mut list = Vec::new();
        let mut before = 0;
        for phrase in phrases {
            varint(&mut list, phrase - before);
            before = *phrase;
        }
        postings.push(list);
    }
    blobs(&mut bytes, postings.iter().map(Vec::as_slice));
    bytes
}

/// The facts of all sources by key: title, owner, address, edition and date, set apart by U+001F.
fn sources(model: &Catalogue) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    for system in &model.systems {
        for source in &system.sources {
            let parts = [&source.title, &source.owner, &source.url, &source.edition, &source.checked.value];
            facts.insert(text_order::source_key(system, source), parts.map(String::as_str).join("\u{1f}"));
        }
    }
    facts
}

fn strings<'a>(bytes: &mut Vec<u8>, texts: impl Iterator<Item = &'a str> + Clone) {
    blobs(bytes, texts.map(str::as_bytes));
}

/// A count, the length of each, then all of them: lengths apart from words, because each compresses better so.
fn blobs<'a>(bytes: &mut Vec<u8>, blobs: impl Iterator<Item = &'a [u8]> + Clone) {
    varint(bytes, blobs.clone().count());
    for blob in blobs.clone() {
        varint(bytes, blob.len());
    }
    for blob in blobs {
        bytes.extend(blob);
    }
}

fn varint(bytes: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        bytes.push(low_bits(value) | 0x80);
        value >>= 7;
    }
    bytes.push(low_bits(value));
}

fn low_bits(value: usize) -> u8 {
    u8::try_from(value & 0x7f).unwrap_or(0)
}
