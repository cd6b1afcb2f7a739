//! Bytes as ASCII text in a module. Base64 of gzip hides the bytes from the compression of the transport, which packs wasm a
//! tenth better than gzip does; here each byte is one or two characters, always the same, so that what repeats in the
//! bytes repeats in the text. ASCII alone, because bundlers' output also stands in pages of other encodings than UTF-8.

/// Stand before the second character of the rarer bytes.
const BEFORE: [char; 2] = ['`', '~'];

/// The characters that stand for a byte: what can be printed, but for those two and what a string would escape.
fn alphabet() -> impl Iterator<Item = u8> {
    (b' '..=b'~').filter(|byte| !b"\"\\`~".contains(byte))
}

/// The text: which bytes are one character, as 256 bits in hex, then the bytes. `npm/js/packs.js` reads it.
pub fn text(bytes: &[u8]) -> String {
    let mut counts = [0_usize; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let mut order: Vec<u8> = (0..=u8::MAX).collect();
    order.sort_by_key(|byte| std::cmp::Reverse(counts[usize::from(*byte)]));
    let letters: Vec<u8> = alphabet().collect();
    let (often, seldom) = order.split_at_mut(letters.len());
    often.sort_unstable();
    seldom.sort_unstable();
    let mut written = vec![String::new(); 256];
    // A byte that can be printed stands for itself where it is among the frequent ones.
    let mut left = letters.iter().filter(|letter| !often.contains(letter));
    for byte in often.iter() {
        let own = letters.contains(byte).then_some(byte).or_else(|| left.next());
        written[usize::from(*byte)].extend(own.map(|letter| char::from(*letter)));
    }
    for (at, byte) in seldom.iter().enumerate() {
        let pair = [BEFORE[at / letters.len()], char::from(letters[at % letters.len()])];
        written[usize::from(*byte)].extend(pair);
    }
    let bits = (0..=u8::MAX).collect::<Vec<_>>();
    let bits = bits.chunks(4).map(|four| {
        let digit = four.iter().rev().fold(0, |digit, byte| digit * 2 + u32::from(often.contains(byte)));
        char::from_digit(digit, 16).unwrap_or('0')
    });
    bits.chain(bytes.iter().flat_map(|byte| written[usize::from(*byte)].chars())).collect()
}
