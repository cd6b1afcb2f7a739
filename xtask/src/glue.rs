//! What wasm-bindgen makes is made for the wasm before it was shrunk. This takes out of the glue what the shrunk wasm does
//! not import, calls what it does by plain names instead of names with hashes, which compress badly, and lists it: the
//! whole of what our code can reach in a browser.

use anyhow::{Context, Result, anyhow};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};
use wasm_encoder::{EntityType, ExportSection, ImportSection, Module, reencode, reencode::Reencode};
use wasmparser::{Export, ImportSectionReader, Parser, Payload};

/// What no leaf needs, by how its first and its last line begin; one line where there is no last. Leptos brings streams; what
/// encodes text without `encodeInto`, or stands in for `FinalizationRegistry`, is for browsers that have no wasm of today; the
/// count of decoded bytes is for sessions of two gigabytes; `using` is not how we free.
const SPARE: [(&str, &str); 13] = [
    ("export class IntoUnderlying", "}"),
    ("if (Symbol.dispose)", ""),
    ("        __proto__: null,", ""),
    ("    wasmInstance = instance;", ""),
    ("    wasmModule = module;", ""),
    ("const IntoUnderlying", "    :"),
    ("if (!('encodeInto' in", "}"),
    ("    if (realloc === undefined) {", "    }"),
    ("    numBytesDecoded +=", ""),
    ("    if (numBytesDecoded >=", "    }"),
    ("const MAX_SAFARI_DECODE_BYTES", ""),
    ("let numBytesDecoded", ""),
    ("    ? { register: () => {}", ""),
];

/// What the glue is called in the wasm: it stands there for each import.
const MODULE: &str = "./glue";

/// Writes the glue anew, for the wasm as it is, whose imports get the names that the glue then has. Gives two functions to
/// the loader in place of wasm-bindgen's own, which fetches by itself.
pub fn prune(glue: &str, wasm: &str) -> Result<()> {
    let bytes = fs::read(wasm)?;
    let imports = imports(&bytes)?;
    let modules: BTreeSet<&String> = imports.iter().map(|(module, _)| module).collect();
    let names = plain(imports.iter().map(|(_, name)| name.clone()));
    let exports = plain(exports(&bytes)?.into_iter());
    let text = fs::read_to_string(glue)?;
    let mut kept = String::with_capacity(text.len());
    let mut until: Option<&str> = None;
    for line in text.lines() {
        if let Some(end) = until {
            until = until.filter(|_| !line.starts_with(end));
            continue;
        }
        let name = line.strip_prefix("        ").and_then(|line| line.split_once(": function("));
        let own = name.and_then(|(name, rest)| Some(format!("        {}: function({rest}", names.get(name)?)));
        if name.is_some() && own.is_none() {
            until = Some("        },");
        } else if let Some((_, end)) = SPARE.iter().find(|(begin, _)| line.starts_with(begin)) {
            until = Some(*end).filter(|end| !end.is_empty());
        } else {
            kept.push_str(own.as_deref().unwrap_or(line));
            kept.push('\n');
        }
    }
    // What is left of the choice that went above.
    let kept =
        modules.iter().fold(kept, |kept, module| kept.replace(&format!("\"{module}\""), &format!("\"{MODULE}\"")));
    let mut kept = kept.replace(" = (typeof FinalizationRegistry === 'undefined')\n    : ", " =\n    ");
    for (name, own) in &exports {
        kept = kept.replace(&format!("wasm.{name}("), &format!("wasm.{own}("));
    }
    kept.push_str("export { __wbg_get_imports as imports, __wbg_finalize_init as finish };\n");
    fs::write(glue, kept).context("the glue cannot be written")?;
    let mut module = Module::new();
    let renamed = Renamed { names: &names, exports: &exports }.parse_core_module(&mut module, Parser::new(0), &bytes);
    renamed.map_err(|error| anyhow!("{wasm}: {error}"))?;
    Ok(fs::write(wasm, module.finish())?)
}

/// Module and name of everything that a wasm imports.
pub fn imports(wasm: &[u8]) -> Result<BTreeSet<(String, String)>> {
    let mut found = BTreeSet::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                let import = import?;
                found.insert((import.module.to_owned(), import.name.to_owned()));
            }
        }
    }
    Ok(found)
}

/// The names of exports that end in a hash: what closures are called through.
fn exports(wasm: &[u8]) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ExportSection(section) = payload? {
            for export in section {
                let name = export?.name;
                if without_hash(name) != name {
                    found.insert(name.to_owned());
                }
            }
        }
    }
    Ok(found)
}

/// Names without path, prefix and hash; of two functions of one name the second gets a number.
fn plain(names: impl Iterator<Item = String>) -> BTreeMap<String, String> {
    let mut plain = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for name in names {
        let own = without_hash(name.strip_prefix("__wbg_").unwrap_or(&name));
        let own = own.rsplit_once("_____").map_or(own, |(_, own)| own);
        let numbered = (2..).map(|number| format!("{own}_{number}"));
        let own = std::iter::once(own.to_owned()).chain(numbered).find(|own| taken.insert(own.clone()));
        plain.insert(name, own.unwrap_or_default());
    }
    plain
}

/// wasm-bindgen ends names in 16 hex digits, those of closures in `h` and as many.
fn without_hash(name: &str) -> &str {
    match name.rsplit_once('_') {
        Some((own, hash)) => {
            let hash = hash.strip_prefix('h').unwrap_or(hash);
            let is_hash = hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            if is_hash { own.trim_end_matches('_') } else { name }
        }
        _ => name,
    }
}

/// Copies a module, calling its imports and exports by other names.
struct Renamed<'a> {
    names: &'a BTreeMap<String, String>,
    exports: &'a BTreeMap<String, String>,
}

impl Reencode for Renamed<'_> {
    type Error = std::convert::Infallible;

    fn parse_import_section(
        &mut self,
        section: &mut ImportSection,
        imports: ImportSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        for import in imports.into_imports() {
            let import = import?;
            let name = self.names.get(import.name).map_or(import.name, String::as_str);
            let kind: EntityType = self.entity_type(import.ty)?;
            section.import(MODULE, name, kind);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        section: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        let name = self.exports.get(export.name).map_or(export.name, String::as_str);
        section.export(name, self.export_kind(export.kind)?, self.external_index(export.kind, export.index)?);
        Ok(())
    }
}
