//! Reads `catalogue/`, checks it, and emits what the core includes: phf maps and tables as Rust, and one
//! binary pack of text per language. Three phases: [`read`] (TOML to model, faults with line and column),
//! [`check`] (what no single file can know), [`emit`] and [`pack`] (sorted, byte-for-byte reproducible).

pub mod check;
pub mod coverage;
pub mod emit;
pub mod fault;
pub mod index;
pub mod model;
pub mod pack;
pub mod read;
pub mod text;
pub mod text_order;
pub mod toml_source;

// The core folds queries with the same code that folds the catalogue here, so that both always agree.
#[allow(dead_code)]
#[path = "../../src/fold.rs"]
mod fold;
#[allow(dead_code)]
#[path = "../../src/plain.rs"]
mod plain;
#[allow(dead_code)]
#[path = "../../src/search/token.rs"]
mod token;

pub use fault::{Fault, Faults};
pub use model::Catalogue;
pub use pack::Pack;

use std::path::Path;

/// Reads and checks the whole catalogue.
///
/// # Errors
/// Every fault found, sorted by file and line.
pub fn load(catalogue: &Path) -> Result<Catalogue, Faults> {
    let mut faults = Faults::default();
    let model = read::catalogue(catalogue, &mut faults);
    check::catalogue(&model, &mut faults);
    faults.into_result(model)
}

/// The language packs: one per file in `catalogue/languages`, sorted by tag.
///
/// # Errors
/// Every fault of the catalogue.
pub fn packs(catalogue: &Path) -> Result<Vec<Pack>, Faults> {
    load(catalogue).map(|model| pack::all(&model))
}

/// Writes `tables.rs` and the code lists that it includes into `out`.
///
/// # Errors
/// Every fault of the catalogue, or that a file could not be written.
pub fn generate(catalogue: &Path, out: &Path) -> Result<(), Faults> {
    let model = load(catalogue)?;
    let packs = pack::all(&model);
    let mut faults = Faults::default();
    let tables = emit::tables(&model, &packs);
    let (first, more) = emit::codes(&model);
    for (name, bytes) in [("tables.rs", tables.as_bytes()), ("front.codes", &first), ("more.codes", &more)] {
        if let Err(error) = std::fs::write(out.join(name), bytes) {
            faults.file(&out.join(name), format!("cannot be written: {error}"));
        }
    }
    faults.into_result(())
}
