//! `cargo xtask bench`: ours beside named peers, in one run. Peers are installed below `target/peers`, pinned; nothing of
//! theirs is shipped. Results go to the terminal; BENCHMARKS.md keeps what was seen.

use crate::{
    command::{output, run, say},
    package, tools,
};
use anyhow::{Result, anyhow, ensure};
use std::{fmt::Write, fs, path::Path};

const PEERS: &str = "target/peers";
const NPM: [&str; 3] = ["minisearch@7.2.0", "fuse.js@7.5.0", "iso_8583@2.6.7"];
const PYTHON: &str = "pyiso8583==4.0.1";

/// Runs the benchmarks whose name begins with `only`, or all.
pub fn run_all(only: Option<&str>) -> Result<()> {
    tools::wasm()?;
    tools::npm()?;
    package::build()?;
    peers()?;
    fs::write(format!("{PEERS}/entries.json"), entries()?)?;
    let wanted = |name: &str| only.is_none_or(|only| name.starts_with(only));
    if wanted("decoders") {
        say("Decoders, native");
        run("cargo", &["run", "--release", "--manifest-path", "benches/decoders/Cargo.toml"])?;
    }
    for name in ["answers", "search", "messages"] {
        if wanted(name) {
            say(name);
            run("node", &[&format!("benches/{name}.mjs")])?;
        }
    }
    Ok(())
}

fn peers() -> Result<()> {
    fs::create_dir_all(PEERS)?;
    let package = Path::new(PEERS).join("package.json");
    if !package.exists() {
        fs::write(package, "{ \"private\": true }\n")?;
    }
    run("npm", &[&["install", "--no-audit", "--no-fund", "--save-exact", "--prefix", PEERS], &NPM[..]].concat())?;
    let python = format!("{PEERS}/python");
    if !Path::new(&python).exists() && output("python3", &["-m", "pip", "--version"]).is_some() {
        run("python3", &["-m", "pip", "install", "--quiet", "--target", &python, PYTHON])?;
    }
    Ok(())
}

/// All entries with their words in all languages, for the search libraries to index.
fn entries() -> Result<String> {
    let model = field39_codegen::load(Path::new("catalogue")).map_err(|faults| anyhow!("{faults}"))?;
    let mut rows = Vec::new();
    for system in &model.systems {
        for code in &system.codes {
            let mut row = format!("{{\"system\":{:?},\"code\":{:?}", system.key.value, code.code.value);
            let printed: Vec<&str> = code.printed.iter().map(|one| one.value.as_str()).collect();
            let _ = write!(row, ",\"printed\":{:?}", printed.join(" · "));
            for language in &model.languages {
                let word = |key: String| language.words.get(&key).map(|text| text.value.as_str());
                let own = |part: &str| word(format!("entry.{}.{}.{part}", system.key.value, code.code.value));
                let kind = |part: &str| word(format!("kind.{}.{part}", code.advice.kind.as_ref()?.value));
                let asked = language.asked.get(&(system.key.value.clone(), code.code.value.clone()));
                let tag = &language.tag;
                for (name, text) in [
                    ("title", own("title").or_else(|| kind("title")).unwrap_or_default()),
                    ("meaning", own("meaning").or_else(|| kind("meaning")).unwrap_or_default()),
                    ("asked", &asked.map_or_else(String::new, |asked| asked.join(" · "))),
                ] {
                    let _ = write!(row, ",\"{name}:{tag}\":{text:?}");
                }
            }
            row.push('}');
            rows.push(row);
        }
    }
    ensure!(!rows.is_empty(), "the catalogue is empty");
    Ok(format!("[{}]", rows.join(",\n")))
}
