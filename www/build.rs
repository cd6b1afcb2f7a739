//! Takes comments and spare spaces out of the style sheets that the widget brings, and makes a table of its icons.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    let out = env::var_os("OUT_DIR").unwrap_or_default();
    for name in ["answers.css", "message.css"] {
        let from = format!("src/look/{name}");
        println!("cargo::rerun-if-changed={from}");
        fs::write(Path::new(&out).join(name), small(&fs::read_to_string(from)?))?;
    }
    let from = "src/look/icons.toml";
    println!("cargo::rerun-if-changed={from}");
    fs::write(Path::new(&out).join("icons.rs"), icons(&fs::read_to_string(from)?))
}

/// The verdicts, in the order of the core.
const VERDICTS: [&str; 8] = ["paid", "paid-part", "fix-now", "stop", "shop-fix", "unknown", "unlisted", "not-a-result"];

fn icons(file: &str) -> String {
    let table: toml::Table = file.parse().expect("icons.toml");
    let path = |name: &str, at: usize| table[name][at].as_str().expect("a path").to_owned();
    let rows = VERDICTS.map(|name| format!("({:?}, {:?})", path(name, 0), path(name, 1)));
    format!("const PATHS: [(&str, &str); 8] = [{}];\n", rows.join(", "))
}

/// One space for any run of spaces, none beside brackets and semicolons. Our texts in quotes have no such runs.
fn small(css: &str) -> String {
    let mut pieces = css.split("/*");
    let mut bare = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        bare.push_str(piece.split_once("*/").map_or("", |(_, behind)| behind));
    }
    let mut small = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    for sign in ["{", "}", ";"] {
        small = small.replace(&format!(" {sign}"), sign).replace(&format!("{sign} "), sign);
    }
    small.replace(";}", "}").replace(", ", ",")
}
