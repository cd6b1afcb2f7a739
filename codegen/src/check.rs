//! What no single file can know: ids that must exist, texts that a language lacks, duplicates, links that lead
//! nowhere, customer sentences that say too much, examples that expect what is not there.

mod dialects;
pub use dialects::{parse_length, parse_row};
mod systems;
pub use systems::NO_PAYMENT;
mod words;

use crate::{fault::Faults, model::Catalogue};

/// Reports every fault of the model.
pub fn catalogue(model: &Catalogue, faults: &mut Faults) {
    systems::check(model, faults);
    dialects::check(model, faults);
    words::check(model, faults);
}
