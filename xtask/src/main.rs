//! `cargo xtask`: everything that is done to this repository besides editing it. Installs what is missing first.

mod ascii;
mod bench;
mod command;
mod embed;
mod glue;
mod npm_element;
mod npm_entries;
mod package;
mod pages;
mod proofs;
mod shell;
mod site;
mod sizes;
mod snip;
mod test;
mod tools;
mod wasm;

use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

const HELP: &str = "cargo xtask <command>

  serve [--port 8039]   build the site, serve it, rebuild on changes
  package               the npm package alone, into npm/dist/
  build                 the site into dist/, the npm package into npm/dist/
  test [--fast]         all checks; --fast leaves out the browser
  sizes [--update]      bytes of what people download, against tests/size.snap
  bench [name]          ours beside peers: answers, decoders, messages, search
  bundle                what Trunk calls after each build of the site";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let after = |flag: &str| arguments.iter().skip_while(|argument| *argument != flag).nth(1).cloned();
    std::env::set_current_dir(root())?;
    match arguments.first().map(String::as_str) {
        Some("serve") => site::serve(&after("--port").unwrap_or_else(|| "8039".into())),
        Some("build") => build(),
        Some("test") => test::all(has("--fast")),
        Some("sizes") => sizes::check(has("--update")),
        Some("bench") => bench::run_all(arguments.get(1).map(String::as_str)),
        Some("package") => package::build(),
        Some("bundle") => site::bundle(),
        Some("help" | "--help") | None => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("no command `{other}`\n\n{HELP}"),
    }
}

fn build() -> Result<()> {
    tools::wasm()?;
    tools::npm()?;
    tools::trunk()?;
    package::build()?;
    site::build()?;
    proofs::print()
}

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}
