//! Whose a gateway's answer is: keys such as `code` or `responseCode` stand in answers of everything, so what else stands there
//! has to show the company (`catalogue/pastes/answers.toml`).

use super::pairs::Pair;
use crate::catalogue::{
    SystemId,
    tables::{GATEWAY_KEYS, GATEWAY_KIN, GATEWAY_WORLDLY},
};
use alloc::string::String;

/// How far from a key its company's names are looked for, in bytes.
const NEAR: usize = 4000;

/// Shorter values are anything.
const SHORT: usize = 4;

/// Whether a value is one that only a company of payments has: of letters, and not what the rest of the world says, too.
pub fn is_own(value: &str) -> bool {
    let plain: String = value.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let number = plain.bytes().all(|byte| byte.is_ascii_digit());
    !number && plain.len() > SHORT && !GATEWAY_WORLDLY.contains(&plain.as_str())
}

/// Whether something beside a key shows that the answer is a system's: a key of its own, or a name of `[[kin]]`.
pub fn is_of(system: SystemId, pair: &Pair<'_>, all: &[Pair<'_>], text: &str) -> bool {
    let name = pair.name;
    let start = text.floor_char_boundary((pair.span.start as usize).saturating_sub(NEAR));
    let end = text.floor_char_boundary(pair.span.end as usize + NEAR);
    let text = text.get(start..end).unwrap_or_default();
    let number = |number: u8| SystemId::all().nth(usize::from(number)) == Some(system);
    let own =
        |pair: &&Pair<'_>| GATEWAY_KEYS.iter().any(|row| !row.common && row.name == pair.name && number(row.system));
    all.iter().filter(|pair| pair.name != name).any(|pair| own(&pair))
        || GATEWAY_KIN
            .iter()
            .filter(|row| number(row.0))
            .flat_map(|row| row.1)
            .any(|kin| *kin != name && names(text, kin))
}

/// Whether a text has a name: behind a sign that begins one.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|tail| tail.chars().next());
        !touches(before) && !touches(after)
    })
}

/// Whether a key of the answer belongs to a system alone.
pub fn is_kin(system: SystemId, all: &[Pair<'_>]) -> bool {
    all.iter().any(|pair| {
        let mut owners = GATEWAY_KEYS.iter().filter(|row| row.name == pair.name).peekable();
        owners.peek().is_some() && owners.all(|row| SystemId::all().nth(usize::from(row.system)) == Some(system))
    })
}
