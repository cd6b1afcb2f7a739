//! What the site has beside the widget: the static pages, and what makes the hosted page an app that works offline.

use crate::command::{run, say};
use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::{fmt::Write, fs, path::Path};

/// Files of `www/app` that are served as they stand.
const APP: [&str; 9] = [
    "app.webmanifest",
    "apple-touch-icon.png",
    "favicon.ico",
    "icon-192.png",
    "icon-512.png",
    "icon.svg",
    "offline.js",
    "page.js",
    "share.js",
];
/// Endings of the files that the hosted page needs to work; pictures for installing are fetched when it is installed.
const KEPT: [&str; 8] = ["css", "html", "ico", "js", "pack", "svg", "wasm", "webmanifest"];
/// Pages of the top folder that are not the hosted page.
const NOT_KEPT: [&str; 4] = ["404.html", "field39.html", "frame.js", "worker.js"];

/// Prints the pages into the site. `FIELD39_BASE` says where it will stand, such as `https://example.org/`; search engines
/// want whole addresses.
pub fn print(site: &Path) -> Result<()> {
    say("Printing the pages");
    let base = std::env::var("FIELD39_BASE").unwrap_or_default();
    run("cargo", &["run", "--quiet", "-p", "field39-pages", "--", &site.display().to_string(), &base])
}

/// Writes `field39.html`: the frame's document with the rest of its files inside, under a name of its own. It works from disk,
/// where neither modules nor requests do; its policy is the frame's, which allows no request at all.
pub fn one_file(site: &Path) -> Result<()> {
    let mut page = fs::read_to_string(site.join("embed/index.html"))?;
    let rest = fs::read_to_string(site.join("embed/rest.js"))?;
    anyhow::ensure!(!rest.contains("</script") && !rest.contains("<!--"), "embed/rest.js would end its element");
    let (before, tag) = page.split_once("<script src=\"rest.js\"").context("www/embed/index.html has no rest.js")?;
    let (_, after) = tag.split_once("</script>").context("the script is not closed")?;
    page = format!("{before}<script>{rest}</script>{after}");
    for (frame, own) in [
        ("<title>Field 39</title>", "<title>应答码说明 · Response codes · Field 39</title>"),
        ("    <meta name=\"robots\" content=\"noindex\" />\n", ""),
        ("<a href=\"../zh/codes/\">支付应答码对照表</a>", "这一页需要 JavaScript 和 WebAssembly。"),
        (
            "<a href=\"../en/codes/\">Payment response codes by system</a>",
            "This page needs JavaScript and WebAssembly.",
        ),
    ] {
        anyhow::ensure!(page.contains(frame), "www/embed/index.html has no {frame}");
        page = page.replace(frame, own);
    }
    Ok(fs::write(site.join("field39.html"), page)?)
}

/// Lays the app's files into the site, last of all: the service worker keeps what it finds there.
pub fn app(site: &Path) -> Result<()> {
    for name in APP {
        fs::copy(Path::new("www/app").join(name), site.join(name)).with_context(|| name.to_owned())?;
    }
    let mut files = Vec::new();
    for folder in ["", "lang"] {
        for entry in fs::read_dir(site.join(folder)).with_context(|| site.display().to_string())? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            if path.is_file() && KEPT.contains(&&*ending) && !NOT_KEPT.contains(&name.as_str()) {
                let place = match (folder, name.as_str()) {
                    ("", "index.html") => "./".to_owned(),
                    ("", _) => name,
                    _ => format!("{folder}/{name}"),
                };
                files.push((place, STANDARD.encode(Sha256::digest(fs::read(&path)?))));
            }
        }
    }
    files.sort();
    let mut list = String::new();
    for (place, hash) in &files {
        let _ = write!(list, "[\"{place}\",\"{hash}\"],");
    }
    let worker = fs::read_to_string("www/app/worker.js")?;
    let build = Sha256::digest(format!("{worker}{list}")).iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    let filled = worker
        .replace("const FILES = [];", &format!("const FILES = [{list}];"))
        .replace("const NAME = \"\";", &format!("const NAME = \"field39-{build}\";"));
    anyhow::ensure!(filled.len() > worker.len() + list.len(), "www/app/worker.js has no place for its list");
    Ok(fs::write(site.join("worker.js"), filled)?)
}
