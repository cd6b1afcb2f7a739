//! What must hold of every answer, whatever was pasted: spans inside the input, and no card number that stands in it.

use field39::{
    decode::{Decoded, Field, Meaning},
    input::Input,
};

/// Public test numbers of the seeds whose check digit is right: others are card numbers only where an element says so.
const NUMBERS: [&str; 4] = ["4761739001010119", "5413330089600044", "4111111111111111", "5452170151982769"];

/// Checks a reading, and what is shown of the text.
pub fn held(text: &str, input: Option<&Input>, decoded: &Decoded, masked: &str) {
    let length = input.map_or(text.len(), |input| input.bytes.len());
    let mut shown = String::new();
    for message in &decoded.messages {
        assert!(message.span.end as usize <= length);
        assert!((0.0..=1.0).contains(&message.confidence));
        message.fields.iter().for_each(|one| field(one, length, text, input, &mut shown));
        if let Some(path) = &message.verdict_field {
            assert!(message.field(path).is_some(), "{path}");
        }
    }
    for diagnostic in &decoded.diagnostics {
        assert!(diagnostic.span.start <= diagnostic.span.end && diagnostic.span.end as usize <= length);
        shown.push_str(&diagnostic.path);
        shown.push('|');
    }
    for number in NUMBERS {
        assert!(!whole(&shown, number), "{number} in {shown}");
        assert!(!whole(masked, number), "{number} in {masked}");
    }
}

fn field(field: &Field, length: usize, text: &str, input: Option<&Input>, shown: &mut String) {
    for span in [&field.span, &field.header].into_iter().chain(&field.hidden) {
        assert!(span.start <= span.end && span.end as usize <= length, "{} {span:?}", field.path);
        if let Some(input) = input.filter(|input| !input.map.is_empty()) {
            let place = input.text_span(*span);
            assert!(text.get(place.start as usize..place.end as usize).is_some(), "{} {span:?}", field.path);
        }
    }
    shown.push_str(&field.path);
    shown.push('|');
    shown.push_str(&field.value);
    shown.push('|');
    if let Meaning::Plain(words) = &field.meaning {
        shown.push_str(words);
    }
    shown.push('|');
    if let Some(code) = &field.code {
        shown.push_str(&code.code);
    }
    shown.push('|');
    field.children.iter().for_each(|child| self::field(child, length, text, input, shown));
}

/// Whether a number stands there by itself: as digits, or as hex of digits in ASCII or EBCDIC. Inside a longer number it is
/// some other number.
fn whole(shown: &str, number: &str) -> bool {
    let spelled = |zone: char| number.chars().flat_map(|digit| [zone, digit]).collect::<String>();
    let shown = shown.to_ascii_uppercase();
    let alone = |form: &str, width: usize| {
        shown.match_indices(form).any(|(at, _)| {
            let before = at.checked_sub(width).and_then(|from| shown.get(from..at)).unwrap_or_default();
            let behind = shown.get(at + form.len()..).and_then(|rest| rest.get(..width)).unwrap_or_default();
            ![before, behind].iter().any(|near| near.ends_with(|c: char| c.is_ascii_digit()))
        })
    };
    alone(number, 1) || alone(&spelled('3'), 2) || alone(&spelled('F'), 2)
}
