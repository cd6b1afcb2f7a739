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

fn icons(file: &str) -> String {
    let table: toml::Table = file.parse().expect("icons.toml is TOML");
    let rows = table.iter().map(|(verdict, paths)| {
        let paths: Vec<_> = paths.as_array().into_iter().flatten().filter_map(toml::Value::as_str).collect();
        format!("({verdict:?}, &{paths:?})")
    });
    format!("const PATHS: &[(&str, &[&str])] = &[{}];\n", rows.collect::<Vec<_>>().join(", "))
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
