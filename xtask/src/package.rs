//! The npm package: one module with the wasm and the English words inside, and a module per language.

use crate::{
    command::{output, run, say},
    npm_entries,
};
use anyhow::{Result, anyhow};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::{fs, io::Write, path::Path};

/// What rustc 1.87 and later emit, so that wasm-opt knows it.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Builds `npm/dist`.
pub fn build() -> Result<()> {
    say("Building the npm package");
    run("cargo", &["build", "--profile", "wasm", "-p", "field39-npm", "--target", "wasm32-unknown-unknown"])?;
    let raw = "target/wasm32-unknown-unknown/wasm/field39_npm.wasm";
    // Without a default path: `new URL` in the glue would make bundlers ship a second wasm that nobody loads.
    let fixed = ["--target", "web", "--no-typescript", "--omit-default-module-path"];
    run("wasm-bindgen", &[&fixed[..], &["--out-dir", "target/npm", raw]].concat())?;
    shrink("target/npm/field39_npm_bg.wasm", "target/npm/core.wasm")?;
    npm_entries::write("target/npm/field39_npm.js", "target/npm/core.wasm")
}

/// The language packs of the catalogue.
pub fn packs() -> Result<Vec<field39_codegen::Pack>> {
    field39_codegen::packs(Path::new("catalogue")).map_err(|faults| anyhow!("{faults}"))
}

/// Makes wasm small: drops what nobody can call, then optimises for size.
pub fn shrink(from: &str, to: &str) -> Result<()> {
    let called = format!("{to}.called");
    drop_uncalled_exports(from, &called)?;
    run(
        "node_modules/.bin/wasm-opt",
        &[&["-Oz", "--converge"], &FEATURES[..], &["--strip-producers", &called, "-o", to]].concat(),
    )?;
    Ok(fs::remove_file(called)?)
}

/// Exports of dependencies are never stripped by the compiler. Leptos brings streams (`IntoUnderlying...`) that
/// neither leaf uses: without their exports, wasm-metadce removes all the code behind them.
fn drop_uncalled_exports(from: &str, to: &str) -> Result<()> {
    let listing = output("node_modules/.bin/wasm-dis", &[&FEATURES[..], &[from]].concat()).unwrap_or_default();
    let exports = listing.lines().filter_map(|line| line.trim().strip_prefix("(export \"")?.split('"').next());
    let kept: Vec<&str> = exports.filter(|name| !name.contains("intounderlying")).collect();
    anyhow::ensure!(!kept.is_empty(), "{from} exports nothing");
    let names: Vec<String> = kept.iter().map(|name| format!("\"{name}\"")).collect();
    let mut graph = format!("[{{\"name\":\"outside\",\"root\":true,\"reaches\":[{}]}}", names.join(","));
    for name in &names {
        graph.push_str(&format!(",{{\"name\":{name},\"export\":{name}}}"));
    }
    graph.push(']');
    let file = format!("{to}.json");
    fs::write(&file, graph)?;
    let quiet =
        output("node_modules/.bin/wasm-metadce", &[&FEATURES[..], &[from, "--graph-file", &file, "-o", to]].concat());
    anyhow::ensure!(quiet.is_some(), "wasm-metadce failed on {from}");
    Ok(fs::remove_file(file)?)
}

/// Bundles an ES module.
pub fn esbuild(entry: &str, to: &str, more: &[&str]) -> Result<()> {
    let out = format!("--outfile={to}");
    let fixed =
        ["--bundle", "--format=esm", "--minify", "--target=es2022", "--log-level=warning", "--legal-comments=none"];
    run("node_modules/.bin/esbuild", &[&[entry, &out], &fixed[..], more].concat())
}

/// Gzip without a time in it, so that the same input gives the same bytes; then base64.
pub fn gzip64(bytes: &[u8]) -> Result<String> {
    let mut encoder = flate2::GzBuilder::new().mtime(0).write(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(STANDARD.encode(encoder.finish()?))
}
