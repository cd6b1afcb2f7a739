//! The catalogue: code systems, codes, dialects and tags as tables, and the packs that hold their words.
//! Knows nobody else. Everything in [`tables`] is written by `codegen` from `catalogue/`.

mod against;
mod codes;
mod composite;
mod dialect;
mod entry;
mod joined;
mod pack;
mod parts;
mod system;
pub mod tables;

pub use against::{speaks_against, word_places};
pub use codes::lookup;
pub use composite::{Composite, CompositeForm, Subfield};
pub use dialect::{BitRow, BitmapEnc, Dialect, Enc, Encoding, FieldRow, Inside, Kind, List, Pad, Sensitive, TagRow};
pub use dialect::{bit_table, currency, tag};
pub use entry::{Actor, Advice, Again, Channel, EntryId, Level, NoPayment, RuleId, Verdict, lookup_in};
pub use pack::{Pack, PackError, Part, TextId};
pub use parts::{add_more, is_whole, system_names};
pub use system::{Source, SourceId, SystemId};
