//! Dumps that show characters and write only the others as numbers: `od -c`, `hexdump -c`. Behind the offset every byte has
//! four columns, so that a blank is a byte too.

use super::{Form, Input, offset};
use crate::span::TextSpan;

/// Columns of a byte.
const WIDTH: usize = 4;
/// Bytes of a line.
const LINE: usize = 16;

/// Reads the text if every line begins with an offset that says how many bytes stand before it.
pub fn read(text: &str) -> Option<Input> {
    [8, 16, 10].into_iter().find_map(|radix| with(text, radix))
}

fn with(text: &str, radix: u32) -> Option<Input> {
    let mut input = Input::new(Form::Dump);
    let mut begins = None;
    let mut at = 0;
    let mut repeats = false;
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        let from = at;
        at += raw.len();
        if line.trim().is_empty() {
            continue;
        }
        if line.trim_end() == "*" {
            repeats = true;
            continue;
        }
        let digits = line.bytes().take_while(u8::is_ascii_hexdigit).count();
        let number = line.get(..digits).filter(|digits| digits.len() >= 6)?;
        let number = usize::from_str_radix(number, radix).ok()?;
        let count = number.checked_sub(*begins.get_or_insert(number))?;
        // `*` stands for lines that repeat the one before.
        while core::mem::take(&mut repeats) || input.bytes.len() < count {
            let last = input.bytes.len().checked_sub(LINE).filter(|_| count <= super::MAX_TEXT)?;
            if input.bytes.len() >= count {
                break;
            }
            input.bytes.extend_from_within(last..);
            input.map.extend_from_within(last..);
        }
        if input.bytes.len() != count {
            return None;
        }
        // Blanks at the end of a line are often lost.
        let mut cells = line.as_bytes().get(digits..)?.chunks(WIDTH).enumerate();
        cells.try_for_each(|(cell, shown)| {
            let place = from + digits + cell * WIDTH;
            input.bytes.push(byte(shown)?);
            input.map.push(TextSpan { start: offset(place), end: offset(place + shown.len()) });
            Some(())
        })?;
        if input.bytes.len() > count + LINE {
            return None;
        }
    }
    (input.bytes.len() > 4).then_some(input)
}

/// What a cell shows: three octal digits, an escape, or the character itself.
fn byte(cell: &[u8]) -> Option<u8> {
    match cell {
        [b' ', a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7'] => Some((a & 7) << 6 | (b & 7) << 3 | c & 7),
        [b' ', b' ', b'\\', letter] => Some(match letter {
            b'0' => 0,
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            _ => return None,
        }),
        [b' ', b' ', b' ', shown @ b' '..=b'~'] => Some(*shown),
        [b' ', rest @ ..] if rest.iter().all(|byte| *byte == b' ') => Some(b' '),
        _ => None,
    }
}
