//! The two parts of the tables of systems and codes. Those of the front systems are always there; those of the others follow the first
//! answer on the web, where fewer bytes mean an earlier answer, and are there from the beginning elsewhere.

use super::tables::{CodeTable, FRONT, MORE};

/// The tables that are there, front first.
pub(super) fn tables() -> impl Iterator<Item = &'static CodeTable> {
    core::iter::once(&FRONT).chain(later::more())
}

/// Whether the codes of all systems are there.
pub fn is_whole() -> bool {
    later::more().is_some()
}

/// What the systems that are there are called, and the numbers of those that are called so, as characters.
pub fn system_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    tables().flat_map(|table| table.names.pairs())
}

/// Makes the codes of all systems known. A leaf calls it from the part of the wasm that holds them: nothing else may
/// name them, or they would be in the first part.
pub fn add_more() {
    later::add(&MORE);
}

#[cfg(target_family = "wasm")]
mod later {
    #![allow(unsafe_code, reason = "a pointer is the only way to a table that nothing here may name")]

    use super::CodeTable;
    use core::sync::atomic::{AtomicPtr, Ordering};

    static MORE: AtomicPtr<CodeTable> = AtomicPtr::new(core::ptr::null_mut());

    pub fn more() -> Option<&'static CodeTable> {
        // SAFETY: null, or what `add` got, which is never changed.
        unsafe { MORE.load(Ordering::Relaxed).as_ref() }
    }

    pub fn add(table: &'static CodeTable) {
        // The optimiser must not see which table it is: it would name the only one that is ever stored.
        let table = core::hint::black_box(core::ptr::from_ref(table));
        MORE.store(table.cast_mut(), Ordering::Relaxed);
    }
}

#[cfg(not(target_family = "wasm"))]
mod later {
    use super::CodeTable;

    pub fn more() -> Option<&'static CodeTable> {
        Some(&super::MORE)
    }

    pub fn add(_: &'static CodeTable) {}
}
