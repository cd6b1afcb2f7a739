//! Language packs: all texts of one language and its search index, in one binary file that the core reads in
//! place. The layout is described once, in `src/catalogue/pack.rs`, which reads what this writes.

use crate::{index, model::Catalogue, text::Texts, text_order};

/// First bytes of every pack.
pub const MAGIC: &[u8; 4] = b"F39\x01";

/// One language's pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// BCP 47 tag.
    pub tag: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The packs of all languages.
pub fn all(model: &Catalogue) -> Vec<Pack> {
    let order = text_order::order(model);
    let stamp = fingerprint(model, &order);
    model
        .languages
        .iter()
        .map(|language| Pack { tag: language.tag.clone(), bytes: write(model, &order, language, stamp) })
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

fn write(model: &Catalogue, order: &Texts, language: &crate::model::Language, stamp: u64) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(stamp.to_le_bytes());
    let words = |key: &str| language.words.get(key).map_or("", |text| text.value.as_str());
    strings(&mut bytes, order.iter().map(|(key, _)| words(key)));
    let index = index::build(model, language);
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
