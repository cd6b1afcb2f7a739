//! Who speaks in a line of a trace, by the words, arrows and frames that stand around its bytes, and where its status word
//! stands.

use super::apdu;
use alloc::vec::Vec;

/// Words before an answer, folded.
const ANSWERS: [&str; 22] = [
    "rcv",
    "resp",
    "rsp",
    "r-apdu",
    "rapdu",
    "received",
    "recv",
    "rx",
    "<<",
    "<-",
    "answer",
    "<=",
    "incoming",
    "sw:",
    "sw=",
    "sw1sw2",
    "tag |",
    "card ->",
    "\u{2190}",
    "from card",
    "reply",
    "status:",
];
/// Words before a command, folded.
const COMMANDS: [&str; 18] = [
    "snd", "send", "c-apdu", "capdu", "command", "apdu", "tx", ">>", "->", "=>", "cmd", "outgoing", "rdr |",
    "\u{2192}", "to card", "req", "transmit", "sent",
];

/// A byte and its place in the text.
pub type Byte = (u8, usize);

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Command,
    Answer,
}

pub fn values(bytes: &[Byte]) -> Vec<u8> {
    bytes.iter().map(|(byte, _)| *byte).collect()
}

/// Who speaks, by the words before the bytes.
pub fn role(label: &str) -> Option<Role> {
    // Neither a letter nor an arrow: offsets and times, in front of most lines.
    if !label.bytes().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii() || matches!(byte, b'<' | b'>')) {
        return None;
    }
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    let mark = label.trim_end().trim_end_matches([':', '|']).trim_end();
    match () {
        () if says(&ANSWERS) || mark.ends_with('<') || mark == "r" || mark == "status" => Some(Role::Answer),
        () if says(&COMMANDS) || mark.ends_with('>') || mark == "c" => Some(Role::Command),
        () => None,
    }
}

/// The status word of an answer that stands apart in its line: `RECV 9000 6F1E...`, `RSP: 6F1E... SW: 9000`, or with its last
/// digit alone, `6F 1E ... 90 0`.
pub fn status_beside(data: &[Byte], runs: &[Vec<Byte>], line: &str, at: usize) -> Vec<Byte> {
    let is_status = |run: &&Vec<Byte>| run.len() == 2 && apdu::ends_with_status(&values(run));
    if let Some(status) = runs.iter().filter(|run| run.as_slice() != data).find(is_status) {
        return status.clone();
    }
    let end = data.last().map_or(0, |(_, place)| place + 2 - at);
    let digit = line.get(end..).and_then(|rest| u8::from_str_radix(rest.trim_end().strip_prefix(' ')?, 16).ok());
    let first = data.last().is_some_and(|(byte, _)| matches!(byte, 0x61..=0x6F | 0x90..=0x9F));
    digit.filter(|digit| first && *digit < 16).map(|digit| (digit, at + end)).into_iter().collect()
}

/// A status word apart from the data, which may follow: `SW1=0x90, SW2=0x00`.
pub fn apart(lower: &str) -> Option<([u8; 2], usize)> {
    let after = |mark: &str| {
        let (_, rest) = lower.split_once(mark)?;
        let digits = rest.trim_start_matches([' ', '=', ':']).trim_start_matches("0x");
        u8::from_str_radix(digits.get(..2)?, 16).ok()
    };
    Some(([after("sw1")?, after("sw2")?], lower.find("sw1")?))
}

/// Without what a contactless frame adds: a block number in front, a check sum behind (ISO/IEC 14443-4, 7.1).
pub fn stripped(bytes: &[Byte], label: &str) -> Vec<Byte> {
    let framed = label.contains("rdr") || label.contains("tag");
    let plain = values(bytes);
    if framed
        && plain.len() >= 5
        && matches!(plain.first(), Some(0x02 | 0x03 | 0x0A | 0x0B))
        && let Some((body, check)) = plain.split_last_chunk::<2>()
        && crc(body) == u16::from_le_bytes(*check)
    {
        return bytes.get(1..bytes.len() - 2).unwrap_or_default().to_vec();
    }
    bytes.to_vec()
}

/// CRC_A (ISO/IEC 14443-3, annex B).
fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0x6363, |sum, byte| {
        let mut low = *byte ^ sum.to_le_bytes()[0];
        low ^= low << 4;
        let low = u16::from(low);
        sum >> 8 ^ low << 8 ^ low << 3 ^ low >> 4
    })
}

/// Whether two bytes are part of a word, a path or a measure rather than what was said: `.c:1590:`, `058f/9540`, `(6312 us)`.
pub fn is_glued(run: &[Byte], line: &str, at: usize) -> bool {
    let (Some((_, from)), Some((_, to))) = (run.first(), run.last()) else { return true };
    let head = line.get(..from.saturating_sub(at)).unwrap_or_default();
    let tail = line.get((to + 2).saturating_sub(at)..).unwrap_or_default();
    let (before, after) = (head.chars().next_back(), tail.chars().next());
    let unit = ["us", "ms", "s", "bytes", "ns"].iter().any(|unit| {
        let rest = tail.trim_start_matches(' ').strip_prefix(unit);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    });
    let between = before == Some(':') && after == Some(':');
    run.len() <= 2 && (unit || between || matches!(before, Some('/' | '.' | '#' | '$')) || after == Some('/'))
}
