//! The icon of a verdict, as `look/icons.toml` draws it. Words stand beside it.

use crate::el::El;
use field39::catalogue::Verdict;

// `PATHS`: the outline and what stands in it, a row for each verdict in their order.
include!(concat!(env!("OUT_DIR"), "/icons.rs"));

/// The icon of a verdict.
#[inline(never)]
pub fn icon(verdict: Verdict) -> El {
    let (outline, inside) = PATHS.get(verdict as usize).copied().unwrap_or_default();
    let path = |drawn| El::new("path").attr("d", drawn);
    // The ring of what no table lists is broken.
    let outline = if verdict == Verdict::Unlisted { path(outline).class("dashed") } else { path(outline) };
    El::new("svg").attr("viewBox", "0 0 24 24").attr("aria-hidden", "true").child(outline).child(path(inside))
}
