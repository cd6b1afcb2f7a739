//! Numbers as people read them. The standard library's formatting is three kilobytes of what a phone downloads.

use alloc::string::String;

/// A number in decimal digits.
pub fn decimal(number: usize) -> String {
    let mut digits = String::new();
    push_decimal(&mut digits, number);
    digits
}

/// A number in decimal digits behind a text.
pub fn push_decimal(digits: &mut String, number: usize) {
    let mut unit = 1;
    while number / unit >= 10 {
        unit *= 10;
    }
    while unit > 0 {
        digits.extend(char::from_digit(u32::try_from(number / unit % 10).unwrap_or(0), 10));
        unit /= 10;
    }
}
