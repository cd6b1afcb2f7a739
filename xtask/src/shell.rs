//! The element's shell as one module: joins it with the glue of its wasm and with the module that knows where its files
//! are. The site, the frame and the npm package each bring their own.

use crate::{command::run, package};
use anyhow::Result;
use std::fs;

/// What the shell is joined with.
pub struct Parts<'a> {
    /// The module that begins.
    pub entry: &'a str,
    /// What wasm-bindgen made.
    pub glue: &'a str,
    /// The module `field39-assets`: `file`, `place`, `page`, as www/shell/assets.js has them.
    pub assets: &'a str,
}

/// Bundles into `to`.
pub fn bundle(parts: &Parts<'_>, to: &str, more: &[&str]) -> Result<()> {
    fs::create_dir_all("target/shell")?;
    // A text is taken into the bundle as it is, so that the style sheet is made small before.
    let look = "target/shell/widget.css";
    run(
        "node_modules/.bin/esbuild",
        &["www/shell/widget.css", "--minify", "--log-level=warning", &format!("--outfile={look}")],
    )?;
    let alias = |name: &str, to: &str| format!("--alias:{name}=./{to}");
    let fixed = [
        alias("field39-glue", parts.glue),
        alias("field39-assets", parts.assets),
        alias("field39-look", look),
        "--loader:.css=text".to_owned(),
        "--charset=utf8".to_owned(),
    ];
    let fixed: Vec<&str> = fixed.iter().map(String::as_str).chain(more.iter().copied()).collect();
    package::esbuild(parts.entry, to, &fixed)
}

/// SHA-256 in base64.
pub fn integrity(bytes: &[u8]) -> String {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use sha2::{Digest, Sha256};
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}
