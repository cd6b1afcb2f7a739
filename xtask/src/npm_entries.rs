//! The entries of the npm package, from `npm/js`, glue, wasm and packs: what stands in `npm/dist`.

use crate::{
    ascii, npm_element,
    package::{esbuild, gzip64, packs},
    wasm::{Parts, merge},
};
use anyhow::{Context, Result};
use std::{fmt::Write, fs, path::Path};

/// What is published.
pub const DIST: &str = "npm/dist";
const TYPES: [&str; 5] = ["index.d.ts", "url.d.ts", "lang.d.ts", "define.d.ts", "react.d.ts"];

/// Writes everything that is published, from the glue and the parts of the headless core.
pub fn write(parts: &Parts) -> Result<()> {
    let dist = Path::new(DIST);
    if dist.exists() {
        fs::remove_dir_all(dist)?;
    }
    fs::create_dir_all(dist.join("lang"))?;
    fs::write("target/npm/words.js", languages()?)?;
    let first = ascii::text(&fs::read(&parts.first)?);
    let inline = format!("export const wasm = \"{first}\";\nexport * from \"field39-words\";\n");
    fs::write("target/npm/inline.js", inline)?;
    fs::write(dist.join("more.js"), format!("export default \"{}\";\n", gzip64(&fs::read(&parts.more)?)?))?;
    for name in ["index", "url"] {
        bundle(name, &["--external:./lang/*", "--external:./more.js"])?;
    }
    bundle(
        "cli",
        &["--external:./lang/*", "--external:./index.js", "--platform=node", "--banner:js=#!/usr/bin/env node"],
    )?;
    // Who brings the wasm by other means brings one file.
    merge(parts, &dist.join("core.wasm").display().to_string())?;
    for name in TYPES {
        fs::copy(Path::new("npm/js").join(name), dist.join(name)).with_context(|| name.to_owned())?;
    }
    fs::copy("LICENSE", "npm/LICENSE")?;
    npm_element::write()
}

/// Writes a module per language and part; returns the module that knows them all.
fn languages() -> Result<String> {
    let mut english = String::new();
    let mut others = String::new();
    for pack in packs()? {
        let tag = &pack.tag;
        let data = gzip64(&pack.bytes)?;
        let more = |folder: &str| format!("() => import(\"{folder}{tag}.more.js\").then((module) => module.default)");
        let module = |folder: &str| format!("{{ tag: \"{tag}\", data: \"{data}\", more: {} }}", more(folder));
        let file = |part: &str| Path::new(DIST).join("lang").join(format!("{tag}{part}.js"));
        fs::write(file(""), format!("export default {};\n", module("./")))?;
        fs::write(file(".more"), format!("export default \"{}\";\n", gzip64(&pack.more)?))?;
        if tag == "en" {
            english = module("./lang/");
        } else {
            let _ = write!(others, "\"{tag}\": () => import(\"./lang/{tag}.js\"), ");
        }
    }
    Ok(format!("export const english = {english};\nexport const languages = {{ {others}}};\n"))
}

fn bundle(name: &str, more: &[&str]) -> Result<()> {
    let fixed = [
        "--alias:field39-glue=./target/npm/field39_npm.js",
        "--alias:field39-inline=./target/npm/inline.js",
        "--alias:field39-words=./target/npm/words.js",
    ];
    esbuild(&format!("npm/js/{name}.js"), &format!("{DIST}/{name}.js"), &[&fixed[..], more].concat())
}
