//! From what cargo links to what people fetch: cuts the wasm in two where the leaf's `border.rs` says, makes the glue,
//! drops what nobody can call, optimises for size. The second part shares memory and table with the first.

use crate::{
    command::{output, run},
    glue, snip,
};
use anyhow::{Context, Result, anyhow, ensure};
use std::{fs, path::Path};
use wasm_encoder::{
    ExportSection, Module, RawSection, Section,
    reencode::{Reencode, RoundtripReencoder},
};
use wasm_split_cli_support::{Options, transform};
use wasmparser::{Parser, Payload};

/// What rustc 1.87 and later emit, so that wasm-opt knows it.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// A leaf, cut and shrunk.
pub struct Parts {
    /// JavaScript that wasm-bindgen makes for the first part, without what nobody calls.
    pub glue: String,
    /// Enough for a first answer.
    pub first: String,
    /// The codes of the other systems, decoders, dialects, tags, and what shows messages.
    pub more: String,
}

/// How a leaf is compiled: the site is downloaded by phones, the package answers for other programs.
pub fn profile(leaf: &str) -> &'static str {
    if leaf == "npm" { "headless" } else { "wasm" }
}

/// What cargo leaves of a leaf.
pub fn raw(leaf: &str) -> String {
    format!("target/wasm32-unknown-unknown/{}/field39_{leaf}.wasm", profile(leaf))
}

/// Where the parts of a leaf are.
pub fn names(leaf: &str) -> Parts {
    let at = |name: &str| format!("target/{leaf}/{name}");
    Parts { glue: at(&format!("field39_{leaf}.js")), first: at("first.wasm"), more: at("more.wasm") }
}

/// Cuts `field39_<leaf>.wasm` as cargo left it; everything lands in `target/<leaf>`.
pub fn parts(leaf: &str) -> Result<Parts> {
    let raw = raw(leaf);
    let out = format!("target/{leaf}");
    if Path::new(&out).exists() {
        fs::remove_dir_all(&out)?;
    }
    // Leptos brings streams (`IntoUnderlying...`) that no leaf uses, as exports, which no compiler strips. They go before
    // the cut: afterwards the table that both parts share holds on to all code behind them.
    let bytes = without_exports(&fs::read(&raw).with_context(|| raw.clone())?, "intounderlying")
        .with_context(|| raw.clone())?;
    let bytes = snip::panics(&bytes).with_context(|| raw.clone())?;
    let first = format!("{out}/field39_{leaf}.wasm");
    let mut options = Options::new(&bytes);
    options.output_dir = Path::new(&out);
    options.main_out_path = Path::new(&first);
    let split = transform(options).map_err(|error| anyhow!("{raw} cannot be cut: {error:#}"))?;
    let [more] = split.split_modules.as_slice() else {
        return Err(anyhow!("{raw}: expected one part behind the border, found {}", split.split_modules.len()));
    };
    let fixed = ["--target", "web", "--no-typescript", "--omit-default-module-path", "--keep-lld-exports"];
    run("wasm-bindgen", &[&fixed[..], &["--remove-name-section", "--out-dir", &out, &first]].concat())?;
    let parts = names(leaf);
    let called = format!("{out}/called.wasm");
    drop_uncalled_exports(&format!("{out}/field39_{leaf}_bg.wasm"), &called)?;
    optimise(&called, &parts.first)?;
    optimise(&more.display().to_string(), &parts.more)?;
    glue::prune(&parts.glue, &parts.first)?;
    Ok(parts)
}

/// Both parts as one wasm.
pub fn merge(parts: &Parts, to: &str) -> Result<()> {
    let names = [parts.first.as_str(), "__wasm_split", parts.more.as_str(), "more"];
    // Until imports have met exports there are two memories.
    let merged = format!("{to}.merged");
    let many = ["--enable-multimemory", "-o", &merged];
    run("node_modules/.bin/wasm-merge", &[&names[..], &FEATURES[..], &many].concat())?;
    optimise(&merged, to)?;
    Ok(fs::remove_file(merged)?)
}

/// Functions of so few bytes are written out where they are called: engines compile each function that is called by itself,
/// and a phone waits longer for fifty of them than for the bytes that this adds.
const SMALL: &str = "8";

fn optimise(from: &str, to: &str) -> Result<()> {
    let fixed = ["-Oz", "--converge", "-aimfs", SMALL, "--strip-debug", "--strip-producers"];
    run("node_modules/.bin/wasm-opt", &[&fixed[..], &FEATURES[..], &[from, "-o", to]].concat())
}

/// The module without the exports whose names hold `unwanted`; all other sections stay as they are, byte for byte, because
/// relocations say where in them something stands.
fn without_exports(module: &[u8], unwanted: &str) -> Result<Vec<u8>> {
    let mut out = Module::HEADER.to_vec();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else { continue };
        if let Payload::ExportSection(exports) = payload {
            let mut kept = ExportSection::new();
            for export in exports {
                let export = export?;
                if !export.name.contains(unwanted) {
                    kept.export(export.name, RoundtripReencoder.export_kind(export.kind)?, export.index);
                }
            }
            kept.append_to(&mut out);
        } else {
            let data = module.get(usize::try_from(range.start)?..usize::try_from(range.end)?);
            RawSection { id, data: data.context("a section outside the file")? }.append_to(&mut out);
        }
    }
    Ok(out)
}

/// Exports that wasm-bindgen leaves though nobody calls them.
fn drop_uncalled_exports(from: &str, to: &str) -> Result<()> {
    let listing = output("node_modules/.bin/wasm-dis", &[&FEATURES[..], &[from]].concat()).unwrap_or_default();
    let exports = listing.lines().filter_map(|line| line.trim().strip_prefix("(export \"")?.split('"').next());
    let kept: Vec<&str> = exports.filter(|name| !name.contains("intounderlying")).collect();
    ensure!(!kept.is_empty(), "{from} exports nothing");
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
    ensure!(quiet.is_some(), "wasm-metadce failed on {from}");
    Ok(fs::remove_file(file)?)
}
