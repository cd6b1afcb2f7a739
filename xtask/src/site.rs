//! The site: Trunk compiles the widget, then calls `bundle`, which shrinks the wasm, joins shell and glue into one
//! module and lays the language packs beside it.

use crate::{
    command::{run, run_with, say},
    embed, package, pages, tools, wasm,
};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Says to [`bundle`] that the pages follow: Trunk would carry thousands of files one by one from its staging folder.
const PAGES_FOLLOW: &str = "FIELD39_PAGES_FOLLOW";

/// Builds `dist/`.
pub fn build() -> Result<()> {
    say("Building the site");
    let dist = Path::new("dist");
    if dist.exists() {
        fs::remove_dir_all(dist)?;
    }
    run_with("trunk", &["build", "--release", "--offline"], &[(PAGES_FOLLOW, "1")])?;
    finish(dist)
}

/// Lays what does not come from the widget beside it: pages, the one-file page, and last of all the app's files.
fn finish(site: &Path) -> Result<()> {
    pages::print(site)?;
    pages::one_file(site)?;
    pages::app(site)
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
    if std::env::var_os(PAGES_FOLLOW).is_some() { Ok(()) } else { finish(&staging) }
}
