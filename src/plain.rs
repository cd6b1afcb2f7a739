//! Letters as labels of slips are compared: without case, accents and marks, digits of all scripts as ASCII. Goes further than
//! [`crate::fold`], which must give one character for each.
//!
//! Shared with `codegen`, which lists the labels with this very file.

use super::fold::fold;

/// A character without case and accent; None for marks that join the letter before them.
pub fn plain(c: char) -> Option<char> {
    /// Latin letters from C0 to FF.
    const LATIN: &[u8; 64] = b"aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
    Some(match c {
        // Combining marks; Arabic vowels and the stroke that stretches a word; marks of direction and of no width.
        '\u{300}'..='\u{36F}' | '\u{640}' | '\u{64B}'..='\u{652}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' => {
            return None;
        }
        '\u{C0}'..='\u{FF}' => LATIN.get(c as usize - 0xC0).map_or(c, |byte| char::from(*byte)),
        '\u{106}'..='\u{10D}' => 'c',
        '\u{10E}'..='\u{111}' => 'd',
        '\u{11C}'..='\u{123}' => 'g',
        '\u{130}' | '\u{131}' => 'i',
        '\u{139}'..='\u{142}' => 'l',
        '\u{143}'..='\u{14B}' => 'n',
        '\u{154}'..='\u{159}' => 'r',
        '\u{15A}'..='\u{161}' => 's',
        '\u{162}'..='\u{167}' => 't',
        '\u{179}'..='\u{17E}' => 'z',
        // Vietnamese.
        '\u{1A0}' | '\u{1A1}' | '\u{1ECC}'..='\u{1EE3}' => 'o',
        '\u{1AF}' | '\u{1B0}' | '\u{1EE4}'..='\u{1EF1}' => 'u',
        '\u{1EA0}'..='\u{1EB7}' => 'a',
        '\u{1EB8}'..='\u{1EC7}' => 'e',
        '\u{1EC8}'..='\u{1ECB}' => 'i',
        '\u{1EF2}'..='\u{1EF9}' => 'y',
        // Greek: tonos, final sigma, capitals.
        '\u{386}' | '\u{3AC}' => 'α',
        '\u{388}' | '\u{3AD}' => 'ε',
        '\u{389}' | '\u{3AE}' => 'η',
        '\u{38A}' | '\u{3AF}' => 'ι',
        '\u{38C}' | '\u{3CC}' => 'ο',
        '\u{38E}' | '\u{3CD}' => 'υ',
        '\u{38F}' | '\u{3CE}' => 'ω',
        'ς' => 'σ',
        '\u{391}'..='\u{3A9}' | '\u{410}'..='\u{42F}' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        'Ё' | 'ё' => 'е',
        'Є' | 'І' | 'Ї' => char::from_u32(c as u32 + 0x50).unwrap_or(c),
        // Arabic letters that Persian writes otherwise.
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'أ' | 'إ' | 'آ' => 'ا',
        c => fold(digit(c)),
    })
}

/// A digit of any script that slips are printed in, as ASCII; anything else as it is.
pub fn digit(c: char) -> char {
    // Noughts: Arabic, Persian, Devanagari, Bengali, Thai, full width (Unicode, general category Nd).
    let noughts = ['\u{660}', '\u{6F0}', '\u{966}', '\u{9E6}', '\u{E50}', '\u{FF10}'];
    let value = noughts.iter().filter_map(|nought| (c as u32).checked_sub(*nought as u32)).find(|value| *value < 10);
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}

/// Whether a character stands between the words of a label without saying anything: `RESP.CODE`, `resp_code`.
pub fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '_')
}
