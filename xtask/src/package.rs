//! The npm package: one module with the wasm and the English words inside, and a module per language.

use crate::{
    command::{run, say},
    npm_entries, wasm,
};
use anyhow::{Result, anyhow};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::path::Path;

/// Builds `npm/dist`.
pub fn build() -> Result<()> {
    say("Building the npm package");
    run(
        "cargo",
        &["build", "--profile", wasm::profile("npm"), "-p", "field39-npm", "--target", "wasm32-unknown-unknown"],
    )?;
    npm_entries::write(&wasm::parts("npm")?)
}

/// The language packs of the catalogue.
pub fn packs() -> Result<Vec<field39_codegen::Pack>> {
    field39_codegen::packs(Path::new("catalogue")).map_err(|faults| anyhow!("{faults}"))
}

/// Bundles an ES module.
pub fn esbuild(entry: &str, to: &str, more: &[&str]) -> Result<()> {
    let out = format!("--outfile={to}");
    let fixed =
        ["--bundle", "--format=esm", "--minify", "--target=es2022", "--log-level=warning", "--legal-comments=none"];
    run("node_modules/.bin/esbuild", &[&[entry, &out], &fixed[..], more].concat())
}

/// Gzip as small as it gets, without a time in it, so that the same input gives the same bytes; then base64.
pub fn gzip64(bytes: &[u8]) -> Result<String> {
    let mut packed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, bytes, &mut packed)?;
    Ok(STANDARD.encode(packed))
}
