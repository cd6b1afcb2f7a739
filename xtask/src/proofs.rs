//! The SHA-256 of everything that is shipped, so that two builds can be compared by people and by `cargo xtask test`.
//! A folder's hash is what coreutils say of it:
//! `cd dist && find en -type f | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum`.

use crate::command::say;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

/// Hashes by name: the files of `dist/` and `npm/dist/` one by one, their folders as a whole.
pub fn hashes() -> Result<BTreeMap<String, String>> {
    let mut hashes = BTreeMap::new();
    for root in ["dist", "npm/dist"] {
        for entry in fs::read_dir(root).with_context(|| format!("{root}: build it first"))? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // What Trunk is about to finish.
            if name.starts_with('.') {
                continue;
            }
            let (name, hash) = if path.is_dir() {
                let mut files = Vec::new();
                walk(&path, &name, &mut files)?;
                files.sort();
                let list: String = files.iter().map(|(name, hash)| format!("{hash}  {name}\n")).collect();
                (format!("{root}/{name}/ ({} files)", files.len()), hex(list.as_bytes()))
            } else {
                (format!("{root}/{name}"), hex(&fs::read(&path)?))
            };
            hashes.insert(name, hash);
        }
    }
    Ok(hashes)
}

/// Prints them.
pub fn print() -> Result<()> {
    say("SHA-256 of what is shipped");
    for (name, hash) in hashes()? {
        println!("{hash}  {name}");
    }
    Ok(())
}

fn walk(folder: &Path, name: &str, files: &mut Vec<(String, String)>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = format!("{name}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            walk(&path, &name, files)?;
        } else {
            files.push((name, hex(&fs::read(&path)?)));
        }
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
