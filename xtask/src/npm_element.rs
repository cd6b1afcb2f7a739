//! The element in the npm package: the shell with the wasm and the words as modules, fetched when they are needed.

use crate::{
    command::run,
    npm_entries::DIST,
    package::{gzip64, packs},
    shell,
    wasm::{self, Parts},
};
use anyhow::Result;
use std::{fmt::Write, fs, path::Path};

/// Writes the entries `element` and `define`, what they fetch, its types and the manifest that describes it.
pub fn write() -> Result<()> {
    let parts = widget()?;
    let dist = Path::new(DIST);
    let mut modules = String::from("export const modules = {\n");
    for (part, file, name) in
        [(&parts.first, "field39.wasm", "widget"), (&parts.more, "field39-more.wasm", "widget-more")]
    {
        fs::write(dist.join(format!("{name}.js")), format!("export default \"{}\";\n", gzip64(&fs::read(part)?)?))?;
        let _ = writeln!(modules, "\"{file}\": () => import(\"./{name}.js\"),");
    }
    for pack in packs()? {
        for part in ["", ".more"] {
            let name = format!("{}{part}", pack.tag);
            let _ = writeln!(modules, "\"lang/{name}.pack\": () => import(\"./lang/{name}.js\"),");
        }
    }
    fs::write("target/npm/modules.js", modules + "};\n")?;
    let entry = shell::Parts { entry: "npm/js/element.js", glue: &parts.glue, assets: "npm/js/assets.js" };
    let apart = ["--external:./lang/*", "--external:./widget.js", "--external:./widget-more.js"];
    let known = ["--alias:field39-modules=./target/npm/modules.js"];
    shell::bundle(&entry, &format!("{DIST}/element.js"), &[&apart[..], &known[..]].concat())?;
    let entry = shell::Parts { entry: "www/shell/define.js", ..entry };
    shell::bundle(&entry, &format!("{DIST}/define.js"), &["--external:./element.js"])?;
    fs::copy(&parts.first, dist.join("widget.wasm"))?;
    for name in ["element.d.ts", "custom-elements.json"] {
        fs::copy(Path::new("www/interface").join(name), dist.join(name))?;
    }
    Ok(())
}

/// The parts of the widget: those that the site's build left, unless the widget has changed since.
fn widget() -> Result<Parts> {
    run("cargo", &["build", "--profile", "wasm", "-p", "field39-www", "--target", "wasm32-unknown-unknown"])?;
    let made = |path: &str| fs::metadata(path).and_then(|data| data.modified()).ok();
    let parts = wasm::names("www");
    let fresh = made(&parts.more).is_some_and(|made_at| made(&wasm::raw("www")).is_some_and(|raw| raw < made_at));
    if fresh { Ok(parts) } else { wasm::parts("www") }
}
