//! Runs other programs: says what it runs, fails when they fail.

use anyhow::{Context, Result, bail};
use std::process::Command;

/// Runs a program with arguments, in the repository, with our own tools first in the path.
pub fn run(program: &str, arguments: &[&str]) -> Result<()> {
    run_with(program, arguments, &[])
}

/// Runs a program that is told something by variables.
pub fn run_with(program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Result<()> {
    let status = command(program, arguments)
        .envs(variables.iter().copied())
        .status()
        .with_context(|| format!("{program} cannot be started"))?;
    if !status.success() {
        bail!("{program} {} failed: {status}", arguments.join(" "));
    }
    Ok(())
}

/// What a program prints, or nothing when it is not there or fails.
pub fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn command(program: &str, arguments: &[&str]) -> Command {
    let tools = crate::root().join("target/tools/bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(tools.clone()).chain(std::env::split_paths(&path)));
    let own = tools.join(program);
    let mut command = Command::new(if own.exists() { own.into_os_string() } else { program.into() });
    command.args(arguments).current_dir(crate::root());
    if let Ok(path) = path {
        command.env("PATH", path);
    }
    // Panic messages name files: without this they would name this machine's folders, and differ between machines.
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let from = format!("--remap-path-prefix={}=.", crate::root().display());
    let registry = home.map_or_else(|_| String::new(), |home| format!(" --remap-path-prefix={home}/registry/src="));
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", format!("{from}{registry} -Clink-arg=--emit-relocs"));
    // Cargo sets these for us; a cargo that we start must find its own.
    command.env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO");
    // Trunk takes NO_COLOR for a flag of its own and wants a boolean.
    command.env_remove("NO_COLOR");
    command
}

/// Says what is done now, so that a long step is no silence.
pub fn say(what: &str) {
    println!("\x1b[1m==> {what}\x1b[0m");
}
