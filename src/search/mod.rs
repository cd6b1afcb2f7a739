//! Words to codes. Phrases (titles, printed texts, other ways to ask) are indexed by token when the packs are
//! made, so that a query touches only the phrases that share a token with it. Several packs are searched at
//! once: people mix languages. Knows nothing of messages.

mod near;
mod query;
mod score;
pub mod token;

pub use crate::fold;
pub use near::is_sound;
pub use query::says_nothing;
pub use score::{Hit, insert, search, search_in};
