//! What a help centre embeds: the script tag's module, which holds the hashes of the files beside it, and the frame's
//! document, which holds all that a first answer needs and the hash of the one script that brings the rest.

use crate::{glue, package, shell, wasm::Parts};
use anyhow::{Result, ensure};
use std::{collections::BTreeSet, fs, path::Path};

const SCRIPT: &str = "field39-explainer.js";
const FIRST: &str = "field39.wasm";
const MORE: &str = "field39-more.wasm";

/// Lays the two parts of the wasm into the build, with what is made for them.
pub fn lay(dist: &Path, parts: &Parts) -> Result<()> {
    fs::create_dir_all("target/shell")?;
    fs::create_dir_all(dist.join("embed"))?;
    fs::copy(&parts.first, dist.join(FIRST))?;
    fs::copy(&parts.more, dist.join(MORE))?;
    fs::write(dist.join("imports.json"), imports(dist)?)?;
    script(dist, &parts.glue)?;
    frame(dist, &parts.glue)
}

/// Language packs: those of a first answer, and the rest.
fn packs(dist: &Path) -> Result<(Vec<String>, Vec<String>)> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(dist.join("lang"))? {
        names.insert(format!("lang/{}", entry?.file_name().to_string_lossy()));
    }
    Ok(names.into_iter().partition(|name| !name.ends_with(".more.pack")))
}

/// The module of the script tag.
fn script(dist: &Path, glue: &str) -> Result<()> {
    let hashes = "target/shell/hashes.json";
    let (first, rest) = packs(dist)?;
    let mut lines = Vec::new();
    for name in [FIRST.to_owned(), MORE.to_owned()].into_iter().chain(first).chain(rest) {
        let hash = shell::integrity(&fs::read(dist.join(&name))?);
        lines.push(format!("\"{name}\":\"{}\"", hash.trim_start_matches("sha256-")));
    }
    fs::write(hashes, format!("{{{}}}", lines.join(",")))?;
    let parts = shell::Parts { entry: "www/shell/define.js", glue, assets: "www/shell/assets.js" };
    let to = dist.join(SCRIPT);
    // Nearly all of it runs before the first answer: browsers that know this comment compile it while they wait for the rest.
    let eager = "--banner:js=//# allFunctionsCalledOnLoad";
    shell::bundle(&parts, &to.display().to_string(), &[&format!("--alias:field39-hashes=./{hashes}"), eager])?;
    // What a page writes beside the script tag, so that nothing but this build runs.
    let own = shell::integrity(&fs::read(to)?);
    Ok(fs::write(dist.join("integrity.json"), format!("{{\"{SCRIPT}\":\"{own}\"}}\n"))?)
}

/// The document of the frame, the rest of its files, and the script that its parent may use.
fn frame(dist: &Path, glue: &str) -> Result<()> {
    let entry = "target/shell/frame-document.js";
    let parts = shell::Parts { entry: "www/embed/document.js", glue, assets: "www/embed/inside.js" };
    shell::bundle(&parts, entry, &["--format=iife"])?;
    let script = fs::read_to_string(entry)?;
    let script = script.trim_end();
    ensure!(!script.contains("</script") && !script.contains("<!--"), "{entry} would end its element");
    let style = fs::read_to_string("www/embed/document.css")?;
    let style = style.trim_end();
    let (first, rest) = packs(dist)?;
    let mut data = String::new();
    for name in [FIRST.to_owned()].iter().chain(&first) {
        let bytes = fs::read(dist.join(name))?;
        data.push_str(&format!("<script type=\"text/plain\" id=\"{name}\">{}</script>\n", characters(&bytes)));
    }
    let mut files = Vec::new();
    for name in [MORE.to_owned()].iter().chain(&rest) {
        files.push(format!("\"{name}\":\"{}\"", package::gzip64(&fs::read(dist.join(name))?)?));
    }
    let files = format!("(self.field39Rest={{{}}});\n", files.join(",\n"));
    let template = fs::read_to_string("www/embed/index.html")?;
    let page = fill(&template, |mark| match mark {
        "script-hash" => shell::integrity(script.as_bytes()),
        "rest-hash" => shell::integrity(files.as_bytes()),
        "style-hash" => shell::integrity(style.as_bytes()),
        "style" => style.to_owned(),
        "script" => script.to_owned(),
        _ => data.clone(),
    });
    fs::write(dist.join("embed/index.html"), page)?;
    fs::write(dist.join("embed/rest.js"), files)?;
    package::esbuild("www/embed/frame.js", &dist.join("frame.js").display().to_string(), &[])
}

/// A template with its marks filled, each `{{name}}` once; what is filled in is not looked at again.
fn fill(template: &str, value: impl Fn(&str) -> String) -> String {
    let mut pieces = template.split("{{");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for (mark, after) in pieces.filter_map(|piece| piece.split_once("}}")) {
        filled.push_str(&value(mark));
        filled.push_str(after);
    }
    filled
}

/// Bytes as characters of the same number, which a server's compression packs nearly as well as the bytes themselves
/// (base64 costs a third more). What HTML would change stands 256 higher: the low byte is the byte.
fn characters(bytes: &[u8]) -> String {
    let lifted = |byte: u8| matches!(byte, 0 | b'\r' | b'<');
    let code = |byte: u8| u32::from(byte) + if lifted(byte) { 256 } else { 0 };
    bytes.iter().filter_map(|byte| char::from_u32(code(*byte))).collect()
}

/// What the wasm can reach in a browser: everything that it imports, for people to read and for a test to hold.
fn imports(dist: &Path) -> Result<String> {
    let mut files = Vec::new();
    for file in [FIRST, MORE] {
        let named = glue::imports(&fs::read(dist.join(file))?)?;
        let names: BTreeSet<String> = named.iter().map(|(_, name)| format!("    \"{name}\"")).collect();
        files.push(format!("  \"{file}\": [\n{}\n  ]", names.into_iter().collect::<Vec<_>>().join(",\n")));
    }
    Ok(format!("{{\n{}\n}}\n", files.join(",\n")))
}
