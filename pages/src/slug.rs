//! The folders of codes, and back: `field39::slug` says how a code is written.

pub use field39::slug::of;

/// The code of a folder; nothing for a name that [`of`] cannot have made.
pub fn code(slug: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(slug.len());
    let mut rest = slug.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'~' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|code| of(code) == slug)
}

#[cfg(test)]
mod tests {
    use super::{code, of};

    #[test]
    fn every_code_comes_back() {
        for one in ["51", "v3:HTTP 202", "N0/N2", "9F34:+40", "transStatus=Y", "ACQ.TRADE_HAS_SUCCESS", ".", "~", "余"]
        {
            let slug = of(one);
            assert!(slug.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~".contains(&b)), "{slug}");
            assert_eq!(code(&slug).as_deref(), Some(one));
        }
        assert_eq!(of("v3:HTTP 202"), "v3~3aHTTP~20202");
        assert_eq!(code("a~3"), None);
        assert_eq!(code("a~3A"), None, "one code has one folder");
    }
}
