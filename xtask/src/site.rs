//! The site: Trunk compiles the widget, then calls `bundle`, which shrinks the wasm, joins shell and glue into one
//! module and lays the language packs beside it.

use crate::{
    command::{run, say},
    embed, package, pages, tools, wasm,
};
use anyhow::{Context, Result};
use std::{fs, path::PathBuf};

/// Builds `dist/`.
pub fn build() -> Result<()> {
    say("Building the site");
    run("trunk", &["build", "--release", "--offline"])
}

/// Builds, serves, and rebuilds on changes.
pub fn serve(port: &str) -> Result<()> {
    tools::wasm()?;
    tools::npm()?;
    tools::trunk()?;
    say(&format!("Serving at http://127.0.0.1:{port}/ (Ctrl-C stops; the first build takes a minute)"));
    run(
        "trunk",
        &["serve", "--release", "--offline", "--no-autoreload", "true", "--address", "127.0.0.1", "--port", port],
    )
}

/// Trunk's post-build step.
pub fn bundle() -> Result<()> {
    let staging = std::env::var("TRUNK_STAGING_DIR").context("`bundle` is for Trunk, which sets TRUNK_STAGING_DIR")?;
    let staging = PathBuf::from(staging);
    let parts = wasm::parts("www")?;
    fs::create_dir_all(staging.join("lang"))?;
    for pack in package::packs()? {
        fs::write(staging.join("lang").join(format!("{}.pack", pack.tag)), pack.bytes)?;
        fs::write(staging.join("lang").join(format!("{}.more.pack", pack.tag)), pack.more)?;
    }
    embed::lay(&staging, &parts)?;
    for raw in ["field39-www_bg.wasm", "field39-www.js"] {
        fs::remove_file(staging.join(raw))?;
    }
    pages::print(&staging)?;
    pages::one_file(&staging)?;
    pages::app(&staging)
}
