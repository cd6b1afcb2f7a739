//! A code as the name of a folder: that of its own page. Letters, digits, `-`, `_` and inner dots stay; every other byte of
//! its UTF-8 is `~` and two hex digits. So it is percent-encoding with `~` for `%`: `v3:HTTP 202` is `v3~3aHTTP~20202`, and
//! `decodeURIComponent(slug.replaceAll("~", "%"))` gives the code back.

use alloc::string::String;

/// The folder of a code.
pub fn of(code: &str) -> String {
    let mut slug = String::with_capacity(code.len());
    for (at, byte) in code.bytes().enumerate() {
        // A name that begins or ends with a dot is hidden on some systems and cut on others.
        let is_inner = at > 0 && at + 1 < code.len();
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || byte == b'.' && is_inner {
            slug.push(char::from(byte));
        } else {
            slug.push('~');
            slug.extend([byte >> 4, byte & 15].into_iter().filter_map(|digit| char::from_digit(digit.into(), 16)));
        }
    }
    slug
}
