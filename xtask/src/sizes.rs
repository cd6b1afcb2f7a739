//! Bytes of what people download, measured as a server sends them (brotli 11) and kept in `tests/size.snap`.

use crate::command::say;
use anyhow::{Result, bail};
use std::{fmt::Write, fs, io::Write as _};

const SNAPSHOT: &str = "tests/size.snap";
/// What the first answer needs on the hosted page.
const FIRST_ANSWER: [&str; 4] =
    ["dist/index.html", "dist/field39-explainer.js", "dist/field39.wasm", "dist/lang/zh-Hans.pack"];
const FILES: [&str; 15] = [
    "dist/field39-explainer.js",
    "dist/field39.wasm",
    "dist/field39-more.wasm",
    "dist/index.html",
    "dist/lang/en.pack",
    "dist/lang/zh-Hans.pack",
    "dist/lang/en.more.pack",
    "dist/lang/zh-Hans.more.pack",
    "npm/dist/index.js",
    "npm/dist/more.js",
    "npm/dist/core.wasm",
    "npm/dist/lang/zh-Hans.js",
    "dist/embed/index.html",
    "npm/dist/element.js",
    "npm/dist/widget.js",
];

/// Compares with the snapshot, or rewrites it.
pub fn check(update: bool) -> Result<()> {
    say("Sizes");
    let mut rows = Vec::new();
    for file in FILES {
        let bytes = fs::read(file)?;
        rows.push((file.to_owned(), bytes.len(), brotli(&bytes)?));
    }
    let first = rows.iter().filter(|row| FIRST_ANSWER.contains(&row.0.as_str()));
    let (raw, packed) = first.fold((0, 0), |sum, row| (sum.0 + row.1, sum.1 + row.2));
    rows.push(("first answer (html + js + wasm + zh-Hans)".into(), raw, packed));
    let mut text = format!("{:<42} {:>9} {:>9}\n", "bytes", "raw", "brotli");
    for (name, raw, packed) in &rows {
        let _ = writeln!(text, "{name:<42} {raw:>9} {packed:>9}");
    }
    print!("{text}");
    if update {
        return Ok(fs::write(SNAPSHOT, text)?);
    }
    let known = fs::read_to_string(SNAPSHOT).unwrap_or_default();
    let mut wrong = Vec::new();
    for (name, _, packed) in &rows {
        let before = known.lines().find(|line| line.starts_with(name.as_str()));
        let before = before.and_then(|line| line.split_whitespace().last()?.parse::<usize>().ok());
        match before {
            Some(before) if *packed * 100 <= before * 101 && *packed * 100 >= before * 95 => {}
            _ => wrong.push(format!("{name}: {packed} brotli, the snapshot says {before:?}")),
        }
    }
    if !wrong.is_empty() {
        bail!("sizes changed; if that is meant, run `cargo xtask sizes --update`:\n{}", wrong.join("\n"));
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, 11, 22);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(packed.len())
}
