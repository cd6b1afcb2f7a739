//! Compiles `catalogue/` into the tables that `src/catalogue` includes, and the language packs beside them.

use std::{env, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=catalogue");
    let out = env::var("OUT_DIR").unwrap_or_default();
    if let Err(faults) = field39_codegen::generate(Path::new("catalogue"), Path::new(&out)) {
        // Every fault at once, as `path:line:col: message`.
        eprintln!("{faults}");
        std::process::exit(1);
    }
}
