//! All checks, cheapest first.

use crate::{
    command::{run, say},
    package, proofs, site, sizes, tools, wasm,
};
use anyhow::Result;
use std::{fs, time::Instant};

/// Runs every check; `fast` leaves out the browser.
pub fn all(fast: bool) -> Result<()> {
    stage("Format", || run("cargo", &["fmt", "--all", "--check"]))?;
    tools::wasm()?;
    tools::npm()?;
    stage("Lint", || {
        run(
            "cargo",
            &[
                "clippy",
                "--workspace",
                "--exclude",
                "field39-npm",
                "--exclude",
                "field39-www",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ],
        )?;
        let leaves = ["-p", "field39-npm", "-p", "field39-www"];
        run(
            "cargo",
            &[&["clippy"], &leaves[..], &["--target", "wasm32-unknown-unknown", "--", "-D", "warnings"]].concat(),
        )
    })?;
    stage("Rust tests", || {
        run("cargo", &["test", "--workspace", "--exclude", "field39-npm", "--exclude", "field39-www"])
    })?;
    tools::trunk()?;
    stage("Package", package::build)?;
    stage("Site", site::build)?;
    stage("Two builds, same bytes", same_bytes)?;
    sizes::check(false)?;
    stage("Package tests", || node("tests/packaging"))?;
    if !fast {
        tools::chromium()?;
        stage("Browser tests", || node("tests/browser"))?;
        stage("Package in its consumers", || node("tests/packaging/consumers"))?;
    }
    say("All checks passed");
    Ok(())
}

fn stage(name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    say(name);
    let start = Instant::now();
    work()?;
    println!("    {name}: {} s", start.elapsed().as_secs());
    Ok(())
}

/// All `*.test.mjs` of a folder, one after the other (Node 20 takes no patterns).
fn node(folder: &str) -> Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path().display().to_string();
        if path.ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    let arguments = ["--test", "--test-concurrency=1"].into_iter().chain(files.iter().map(String::as_str));
    run("node", &arguments.collect::<Vec<_>>())
}

/// Builds everything again and compares. In CI our own crates are compiled anew, catalogue and all; elsewhere what Cargo
/// has is taken, which takes a third of the time.
fn same_bytes() -> Result<()> {
    let before = proofs::hashes()?;
    if std::env::var_os("CI").is_some() {
        let own = ["-p", "field39", "-p", "field39-codegen", "-p", "field39-npm", "-p", "field39-www"];
        for leaf in ["npm", "www"] {
            let made = ["--profile", wasm::profile(leaf), "--target", "wasm32-unknown-unknown"];
            run("cargo", &[&["clean", "--quiet"], &own[..], &made].concat())?;
        }
    }
    package::build()?;
    site::build()?;
    let after = proofs::hashes()?;
    let differing: Vec<_> = before.iter().filter(|(name, hash)| after.get(*name) != Some(hash)).collect();
    anyhow::ensure!(before.len() == after.len() && differing.is_empty(), "two builds differ: {differing:?}");
    Ok(())
}
