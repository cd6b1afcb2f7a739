//! From what cargo links to what people fetch: cuts the wasm in two where the leaf's `border.rs` says, makes the glue,
//! drops what nobody can call, optimises for size. The second part shares memory and table with the first.

use crate::{
    command::{output, run},
    glue, snip,
};
use anyhow::{Context, Result, anyhow, ensure};
use std::{fs, path::Path};
use wasm_split_cli_support::{Options, transform};

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
        .with_context(|| format!("{raw} is no wasm"))?;
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

fn optimise(from: &str, to: &str) -> Result<()> {
    let fixed = ["-Oz", "--converge", "--strip-debug", "--strip-producers"];
    run("node_modules/.bin/wasm-opt", &[&fixed[..], &FEATURES[..], &[from, "-o", to]].concat())
}

/// The module without the exports whose names hold `unwanted` (WebAssembly core specification, 5.5.10: export section).
fn without_exports(module: &[u8], unwanted: &str) -> Option<Vec<u8>> {
    const EXPORTS: u8 = 7;
    let mut out = module.get(..8)?.to_vec();
    let mut at = 8;
    while at < module.len() {
        let id = module[at];
        let (size, begin) = number(module, at + 1)?;
        let end = begin + size;
        let section = module.get(begin..end)?;
        at = end;
        if id != EXPORTS {
            put(&mut out, id, section);
            continue;
        }
        let (count, mut place) = number(section, 0)?;
        let mut kept = Vec::new();
        let mut left = 0_usize;
        for _ in 0..count {
            let start = place;
            let (length, name) = number(section, place)?;
            (_, place) = number(section, name + length + 1)?;
            if !String::from_utf8_lossy(section.get(name..name + length)?).contains(unwanted) {
                kept.extend_from_slice(section.get(start..place)?);
                left += 1;
            }
        }
        let mut body = Vec::new();
        put_number(&mut body, left);
        body.extend(kept);
        put(&mut out, id, &body);
    }
    Some(out)
}

fn put(out: &mut Vec<u8>, id: u8, section: &[u8]) {
    out.push(id);
    put_number(out, section.len());
    out.extend_from_slice(section);
}

/// An unsigned number in LEB128, and where it ends.
fn number(bytes: &[u8], mut at: usize) -> Option<(usize, usize)> {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = *bytes.get(at)?;
        at += 1;
        value |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some((value, at));
        }
        shift += 7;
    }
}

fn put_number(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
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
