//! Takes the words of panics out of a wasm before it is cut. Nothing in the core panics and no page would see the words:
//! with `panic = "abort"` they go nowhere. What formats them is still a tenth of what people download, because callers
//! name it. Its functions become `unreachable`, which is what a panic ends in; what only they named is then left out by
//! the cut, which follows relocations (WebAssembly tool conventions, "Linking": `reloc.CODE`, `linking`).

use anyhow::{Context, Result, bail, ensure};
use std::{collections::BTreeSet, ops::Range};
use wasm_encoder::{CustomSection, Encode, Section};
use wasmparser::{
    BinaryReader, Data, DataKind, DefinedDataSymbol, Linking, LinkingSectionReader, Name, NameSectionReader, Operator,
    Parser, Payload, RelocAddendKind, RelocSectionReader, RelocationEntry, RelocationType, SymbolInfo, TypeRef,
};

/// Parts of the mangled names of functions that never return: each builds a message and panics.
const PANICS: [&str; 12] = [
    "4core9panicking",
    "3std9panicking",
    "16slice_error_fail",
    "19slice_error_fail_rt",
    "16slice_index_fail",
    "13unwrap_failed",
    "13expect_failed",
    "13assert_failed",
    "17len_mismatch_fail",
    "8do_panic7runtime",
    "22from_ascii_radix_panic",
    "18panic_access_error",
];

const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;
const END: u8 = 0x0b;

/// The module without what panics say.
pub fn panics(module: &[u8]) -> Result<Vec<u8>> {
    let known = Known::read(module)?;
    let mut out = module.to_vec();
    let silent: Vec<&Range<usize>> = known.silent().collect();
    for body in &silent {
        // No locals, then as many bytes as before: every place in the file stays.
        let code = out.get_mut((*body).clone()).context("a body outside the file")?;
        code.fill(NOP);
        if let [locals, first, .., last] = code {
            (*locals, *first, *last) = (0, UNREACHABLE, END);
        }
    }
    let mut kept = Vec::new();
    for entry in &known.relocations {
        let at = known.code.start + entry.offset as usize;
        if silent.iter().any(|body| body.contains(&at)) {
            continue;
        }
        if entry.ty == RelocationType::MemoryAddrSleb && known.locations.contains(&entry.index) {
            // Where the source of the panic stands: an address of five bytes, which becomes zero.
            out.get_mut(at..at + 5)
                .context("a relocation outside the file")?
                .copy_from_slice(&[0x80, 0x80, 0x80, 0x80, 0]);
            continue;
        }
        kept.push(*entry);
    }
    let mut section = CustomSection { name: "reloc.CODE".into(), data: Vec::new().into() };
    let data = section.data.to_mut();
    known.code_section.encode(data);
    kept.len().encode(data);
    for entry in kept {
        data.push(entry.ty as u8);
        entry.offset.encode(data);
        entry.index.encode(data);
        if entry.ty.addend_kind() != RelocAddendKind::None {
            entry.addend.encode(data);
        }
    }
    let mut whole = out.get(..known.relocation_section.start).context("no relocations")?.to_vec();
    section.append_to(&mut whole);
    whole.extend_from_slice(out.get(known.relocation_section.end..).context("no relocations")?);
    Ok(whole)
}

/// What the module says about itself.
#[derive(Default)]
struct Known<'a> {
    imports: u32,
    bodies: Vec<Range<usize>>,
    names: Vec<(u32, &'a str)>,
    code: Range<usize>,
    relocations: Vec<RelocationEntry>,
    /// The section of relocations, with its head, and the number of the section that it is about.
    relocation_section: Range<usize>,
    code_section: u32,
    /// Symbols that say where in the source something stands.
    locations: BTreeSet<u32>,
}

impl<'a> Known<'a> {
    fn read(module: &'a [u8]) -> Result<Self> {
        let mut known = Self::default();
        let mut segments = Vec::new();
        let mut symbols = Vec::new();
        let mut end = 8;
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            match &payload {
                Payload::ImportSection(reader) => {
                    for import in reader.clone().into_imports() {
                        known.imports += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionStart { range, .. } => known.code = place(range)?,
                Payload::CodeSectionEntry(body) => known.bodies.push(place(&body.range())?),
                Payload::DataSection(reader) => {
                    for segment in reader.clone() {
                        segments.push(Segment::read(&segment?)?);
                    }
                }
                Payload::CustomSection(custom) => {
                    let reader = BinaryReader::new(custom.data(), custom.data_offset());
                    match custom.name() {
                        "name" => known.names = functions(reader)?,
                        "linking" => symbols = data_symbols(reader)?,
                        "reloc.CODE" => {
                            let section = RelocSectionReader::new(reader)?;
                            known.code_section = section.section_index();
                            known.relocations = section.entries().into_iter().collect::<Result<_, _>>()?;
                            known.relocation_section = end..place(&custom.range())?.end;
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
            if let Some((_, range)) = payload.as_section() {
                end = place(&range)?.end;
            }
        }
        ensure!(
            !known.names.is_empty() && !known.relocations.is_empty(),
            "names and relocations are missing: was it linked with --emit-relocs and without strip?"
        );
        let is_location = |symbol: &DefinedDataSymbol| Segment::is_location(&segments, symbol);
        known.locations = symbols.iter().filter(|(_, symbol)| is_location(symbol)).map(|(number, _)| *number).collect();
        Ok(known)
    }

    /// The bodies of functions that only panic.
    fn silent(&self) -> impl Iterator<Item = &Range<usize>> {
        let panics = self.names.iter().filter(|(_, name)| PANICS.iter().any(|part| name.contains(part)));
        panics.filter_map(|(number, _)| self.bodies.get(number.checked_sub(self.imports)? as usize))
    }
}

/// A piece of memory as the module begins with it.
struct Segment<'a> {
    address: usize,
    bytes: &'a [u8],
}

impl<'a> Segment<'a> {
    fn read(data: &Data<'a>) -> Result<Self> {
        let DataKind::Active { offset_expr, .. } = &data.kind else { bail!("a passive segment") };
        match offset_expr.get_operators_reader().read()? {
            Operator::I32Const { value } => Ok(Self { address: usize::try_from(value)?, bytes: data.data }),
            other => bail!("a segment that begins at {other:?}"),
        }
    }

    /// Whether a symbol is a `core::panic::Location`: address and length of the name of a file, line, column.
    fn is_location(all: &[Self], symbol: &DefinedDataSymbol) -> bool {
        let word = |at: usize| {
            let bytes = all.get(symbol.index as usize)?.bytes.get(symbol.offset as usize + at..)?;
            Some(u32::from_le_bytes(*bytes.first_chunk()?) as usize)
        };
        let file = || {
            let (address, length) = (word(0)?, word(4)?);
            let segment = all.iter().find(|one| (one.address..one.address + one.bytes.len()).contains(&address))?;
            segment.bytes.get(address - segment.address..)?.get(..length)
        };
        symbol.size == 16 && file().is_some_and(|file| file.ends_with(b".rs"))
    }
}

fn place(range: &Range<u64>) -> Result<Range<usize>> {
    Ok(usize::try_from(range.start)?..usize::try_from(range.end)?)
}

fn functions(reader: BinaryReader<'_>) -> Result<Vec<(u32, &str)>> {
    let mut names = Vec::new();
    for part in NameSectionReader::new(reader) {
        if let Name::Function(map) = part? {
            for naming in map {
                let naming = naming?;
                names.push((naming.index, naming.name));
            }
        }
    }
    Ok(names)
}

/// The symbols of data that the module defines, and their numbers among all symbols.
fn data_symbols(reader: BinaryReader<'_>) -> Result<Vec<(u32, DefinedDataSymbol)>> {
    let mut symbols = Vec::new();
    for part in LinkingSectionReader::new(reader)?.subsections() {
        if let Linking::SymbolTable(table) = part? {
            for (number, symbol) in (0..).zip(table) {
                if let SymbolInfo::Data { symbol: Some(symbol), .. } = symbol? {
                    symbols.push((number, symbol));
                }
            }
        }
    }
    Ok(symbols)
}
