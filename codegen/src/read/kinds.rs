//! `kinds/kinds.toml` and its words: what can become of a payment, said once for all systems.

use super::{file_sections, shown};
use crate::{
    fault::Faults,
    model::{Kind, Language},
    toml_source,
};
use std::path::Path;

/// All kinds, in the order of the file.
pub fn read(root: &Path, languages: &mut [Language], faults: &mut Faults) -> Vec<Kind> {
    let folder = root.join("kinds");
    let path = folder.join("kinds.toml");
    let Some(table) = toml_source::open(&path, &shown(root, &path), faults) else { return Vec::new() };
    let mut kinds = Vec::new();
    for row in table.tables("kind", faults) {
        kinds.push(Kind {
            id: row.need("id", faults),
            verdict: row.need("verdict", faults),
            steps: row.list("do", faults),
            again: row.need("again", faults),
            say: row.text("say", faults),
        });
        row.finish(faults);
    }
    table.finish(faults);
    file_sections(root, &folder, languages, "kind.", faults);
    kinds
}
