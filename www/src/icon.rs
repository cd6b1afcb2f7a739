//! The icon of a verdict, as `look/icons.toml` draws it. Words stand beside it.

use crate::el::El;
use field39::catalogue::Verdict;

// `PATHS`: the name of each verdict and its paths, the outline first.
include!(concat!(env!("OUT_DIR"), "/icons.rs"));

/// The icon of a verdict. The style sheet breaks the ring of what no table lists.
#[inline(never)]
pub fn icon(verdict: Verdict) -> El {
    let name = verdict.name();
    let drawn = PATHS.iter().filter(|(known, _)| *known == name).flat_map(|(_, paths)| paths.iter());
    El::new("svg")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .attr("data-icon", name)
        .children(drawn.map(|path| El::new("path").attr("d", path)).collect())
}
