//! Installs what is missing, pinned, below `target/tools` and `node_modules`. A second run costs nothing.

use crate::command::{output, run, say};
use anyhow::{Result, bail};
use std::path::Path;

/// Must equal the `wasm-bindgen` crate in Cargo.toml to the last digit.
const WASM_BINDGEN: &str = "0.2.126";
const TRUNK: &str = "0.21.14";
const TARGET: &str = "wasm32-unknown-unknown";

/// The wasm target and wasm-bindgen's command-line tool.
pub fn wasm() -> Result<()> {
    let installed = output("rustc", &["--print", "sysroot"])
        .is_some_and(|sysroot| Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).exists());
    if !installed {
        say("Installing the wasm target");
        run("rustup", &["target", "add", TARGET])?;
    }
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", WASM_BINDGEN, "about 3 minutes on two cores")
}

/// Trunk, which builds the site.
pub fn trunk() -> Result<()> {
    cargo_tool("trunk", "trunk", TRUNK, "about 8 minutes on two cores")
}

fn cargo_tool(program: &str, package: &str, version: &str, patience: &str) -> Result<()> {
    if output(program, &["--version"]).is_some_and(|said| said.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    let wanted = format!("{package}@{version}");
    if output("cargo", &["binstall", "-V"]).is_some() {
        say(&format!("Installing {wanted}"));
        if run("cargo", &["binstall", "--no-confirm", "--root", "target/tools", &wanted]).is_ok() {
            return Ok(());
        }
    }
    say(&format!("Building {wanted}: once, {patience}"));
    let place = ["--root", "target/tools", "--target-dir", "target/tools/build"];
    run("cargo", &[&["install", "--locked"], &place[..], &[&wanted]].concat())
}

/// npm packages: wasm-opt, esbuild, the browser driver.
pub fn npm() -> Result<()> {
    let changed = |path: &str| std::fs::metadata(path).and_then(|data| data.modified()).ok();
    let fresh =
        changed("node_modules/.package-lock.json").is_some_and(|done| changed("package-lock.json") <= Some(done));
    if fresh {
        return Ok(());
    }
    match output("node", &["--version"]) {
        None => bail!("node is missing: install Node.js 20 or newer"),
        Some(version) => {
            let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
            if major.is_none_or(|major| major < 20) {
                bail!("node is {}, expected 20 or newer", version.trim());
            }
        }
    }
    say("Installing npm packages");
    run("npm", &["ci", "--no-audit", "--no-fund"])
}

/// Chromium, for the browser tests.
pub fn chromium() -> Result<()> {
    let named = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".into());
    if Path::new(&named).exists() {
        return Ok(());
    }
    if output("apt-get", &["--version"]).is_none() {
        bail!("no Chromium at {named}: install one and name it in the variable CHROMIUM");
    }
    say("Installing Chromium");
    let sudo = output("id", &["-u"]).is_some_and(|id| id.trim() != "0");
    for arguments in [&["update"][..], &["install", "-y", "chromium", "fonts-noto-cjk"]] {
        if sudo {
            run("sudo", &[&["apt-get"], arguments].concat())?;
        } else {
            run("apt-get", arguments)?;
        }
    }
    Ok(())
}
