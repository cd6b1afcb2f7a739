//! Writes the static pages: `field39-pages <folder> [base address]`. Systems are shared out among the processors.

use anyhow::{Context, Result};
use field39_pages::{Page, Site};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context("usage: field39-pages <folder> [base address]")?);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the repository")?;
    let site = Site::read(root, &arguments.next().unwrap_or_default())?;
    let systems = Site::systems();
    let next = AtomicUsize::new(0);
    let work = || -> Result<usize> {
        let mut written = 0;
        while let Some(system) = systems.get(next.fetch_add(1, Ordering::Relaxed)) {
            written += write(&folder, &site.print(*system))?;
        }
        Ok(written)
    };
    let workers = thread::available_parallelism().map_or(2, usize::from);
    let written = thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        running
            .into_iter()
            .map(|one| one.join().map_err(|_| anyhow::anyhow!("a printer stopped"))?)
            .sum::<Result<usize>>()
    })?;
    let rest = write(&folder, &site.print_rest())?;
    eprintln!("{} pages", written + rest);
    Ok(())
}

fn write(folder: &Path, pages: &[Page]) -> Result<usize> {
    for page in pages {
        let path = folder.join(&page.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, &page.text).with_context(|| path.display().to_string())?;
    }
    Ok(pages.len())
}
