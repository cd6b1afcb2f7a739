//! The invariants of ARCHITECTURE.md that no compiler holds: which module may know which, who may know JavaScript,
//! how long a file may be.

use std::{collections::BTreeMap, fs, path::Path};

fn files(folder: &Path, ending: &str, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("target") && !path.ends_with("node_modules") && !path.ends_with("dist") {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|known| known == ending) {
            found.push(path);
        }
    }
}

/// Phase -> the phases that it may know.
fn allowed() -> BTreeMap<&'static str, &'static [&'static str]> {
    BTreeMap::from([
        ("span", &[][..]),
        ("diagnostic", &["span"]),
        ("fold", &[]),
        ("catalogue", &["fold"]),
        ("search", &["catalogue", "fold"]),
        ("input", &["diagnostic", "span"]),
        ("decode", &["catalogue", "diagnostic", "fold", "input", "span"]),
        ("explain", &["catalogue", "decode", "diagnostic", "fold", "input", "search", "span"]),
    ])
}

#[test]
fn modules_know_only_what_they_may() {
    let mut found = Vec::new();
    files(Path::new("src"), "rs", &mut found);
    for path in found {
        let inside = path.strip_prefix("src").unwrap();
        let module = inside.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
        let Some(may) = allowed().get(module.as_str()).copied() else { continue };
        let text = fs::read_to_string(&path).unwrap();
        for other in allowed().keys().filter(|other| **other != module && !may.contains(other)) {
            let named = [format!("crate::{other}::"), format!("crate::{{{other}::"), format!("    {other}::{{")];
            for name in named {
                assert!(!text.contains(&name), "{}: `{module}` must not know `{other}`", path.display());
            }
        }
    }
}

#[test]
fn only_the_leaves_know_javascript() {
    for manifest in ["Cargo.toml", "codegen/Cargo.toml"] {
        let text = fs::read_to_string(manifest).unwrap();
        let table: toml::Table = text.parse().unwrap();
        for section in ["dependencies", "build-dependencies", "dev-dependencies"] {
            for name in
                table.get(section).and_then(|section| section.as_table()).into_iter().flat_map(toml::Table::keys)
            {
                let foreign = ["wasm-bindgen", "js-sys", "web-sys", "leptos", "serde"].contains(&name.as_str());
                assert!(!foreign, "{manifest}: `{name}` belongs to npm/ or www/");
            }
        }
    }
    let core: toml::Table = fs::read_to_string("Cargo.toml").unwrap().parse().unwrap();
    let names: Vec<_> = core["dependencies"].as_table().unwrap().keys().collect();
    assert_eq!(names, ["phf"], "the core depends on phf alone");
}

#[test]
fn files_are_short_enough_to_know() {
    for ending in ["rs", "js", "mjs", "css"] {
        let mut found = Vec::new();
        for folder in ["src", "codegen", "npm", "www", "xtask", "tests"] {
            files(Path::new(folder), ending, &mut found);
        }
        for path in found {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= 400, "{} has {lines} lines, at most 400 are allowed", path.display());
        }
    }
}

#[test]
fn rust_files_say_what_they_are_for() {
    let mut found = Vec::new();
    for folder in ["src", "codegen/src", "npm/src", "www/src", "xtask/src", "tests"] {
        files(Path::new(folder), "rs", &mut found);
    }
    for path in found {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//!"), "{} does not begin with what it is for", path.display());
    }
}

#[test]
fn nothing_that_could_leave_the_device_is_named() {
    for (folder, ending) in [
        ("src", "rs"),
        ("npm/src", "rs"),
        ("www/src", "rs"),
        ("npm/js", "js"),
        ("www/shell", "js"),
        ("www/embed", "js"),
    ] {
        let mut found = Vec::new();
        files(Path::new(folder), ending, &mut found);
        for path in found {
            let text = fs::read_to_string(&path).unwrap();
            for name in [
                "XMLHttpRequest",
                "WebSocket",
                "sendBeacon",
                "localStorage",
                "sessionStorage",
                ".cookie",
                "innerHTML",
                "inner_html",
                "console.",
                "pushState",
                "window.open",
            ] {
                // The owner of a page with two copies is told so. That module never sees what is typed.
                let tells = name == "console." && path.ends_with("shell/define.js");
                assert!(tells || !text.contains(name), "{} names {name}", path.display());
            }
        }
    }
}
