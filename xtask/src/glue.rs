//! What wasm-bindgen makes is made for the wasm before it was shrunk. This takes out of the glue what the shrunk wasm
//! does not import, and lists what it does: the whole of what our code can reach in a browser.

use anyhow::{Context, Result, bail};
use std::{collections::BTreeSet, fs};

/// Writes the glue anew, for the wasm as it is; gives two functions to the loader in place of wasm-bindgen's own, which
/// fetches by itself.
pub fn prune(glue: &str, wasm: &str, to: &str) -> Result<()> {
    let wanted = imports(&fs::read(wasm)?)?;
    let text = fs::read_to_string(glue)?;
    let mut kept = String::with_capacity(text.len());
    let mut dropping = false;
    for line in text.lines() {
        let name = line.strip_prefix("        ").and_then(|line| line.split_once(": function(")).map(|(name, _)| name);
        if let Some(name) = name {
            dropping = !wanted.iter().any(|(_, wanted)| wanted == name);
        }
        let of_streams =
            line.starts_with("if (Symbol.dispose) IntoUnderlying") || line.starts_with("const IntoUnderlying");
        if of_streams {
            // A declaration of two lines.
            dropping = line.starts_with("const");
        }
        if !dropping && !of_streams {
            kept.push_str(line);
            kept.push('\n');
        }
        if line == "        }," || (dropping && line.starts_with("    :")) {
            dropping = false;
        }
    }
    kept.push_str("export { __wbg_get_imports as imports, __wbg_finalize_init as finish };\n");
    fs::write(to, kept).context("the glue cannot be written")
}

/// Module and name of everything that a wasm imports.
pub fn imports(wasm: &[u8]) -> Result<BTreeSet<(String, String)>> {
    let mut reader = Reader { bytes: wasm, at: 8 };
    while reader.at < wasm.len() {
        let (section, length) = (reader.byte()?, reader.number()?);
        if section != 2 {
            reader.at += length;
            continue;
        }
        let mut found = BTreeSet::new();
        for _ in 0..reader.number()? {
            found.insert((reader.name()?, reader.name()?));
            reader.skip_kind()?;
        }
        return Ok(found);
    }
    Ok(BTreeSet::new())
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8> {
        let byte = *self.bytes.get(self.at).context("the wasm is cut short")?;
        self.at += 1;
        Ok(byte)
    }

    fn number(&mut self) -> Result<usize> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 || shift > 63 {
                return Ok(value);
            }
        }
    }

    fn name(&mut self) -> Result<String> {
        let length = self.number()?;
        let bytes = self.bytes.get(self.at..self.at + length).context("the wasm is cut short")?;
        self.at += length;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }

    /// A function has its type, a table and a memory their limits, a global its type and whether it changes.
    fn skip_kind(&mut self) -> Result<()> {
        match self.byte()? {
            0 => self.number().map(drop),
            1 => {
                self.byte()?;
                self.limits()
            }
            2 => self.limits(),
            3 => {
                self.byte()?;
                self.byte().map(drop)
            }
            4 => {
                self.byte()?;
                self.number().map(drop)
            }
            other => bail!("an import of kind {other}"),
        }
    }

    fn limits(&mut self) -> Result<()> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Ok(())
    }
}
