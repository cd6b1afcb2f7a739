//! Prints the static pages of the site: one for each code and language, a table for each system, and what search
//! engines read. The words and facts are those of the core and its packs, so a page says what the widget says; nothing
//! needs a script. Pages are printed one system at a time ([`Site::print`]), so that they can be printed in parallel.

mod card;
mod code;
mod frame;
pub mod html;
mod marks;
mod outline;
mod review;
mod site;
pub mod slug;
mod table;
mod words;

pub use frame::{POLICY, style_hash};
pub use marks::Marks;
pub use site::{Language, Page, Site};
