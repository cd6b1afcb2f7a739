//! Answers as programs print or wrap them: JSON inside a JSON string, XML with its signs escaped, Ruby, PHP and Java. Brought to
//! a form that `pairs` reads, byte for byte as long as before, so that every place stays.

use alloc::string::String;

/// The text without its wrapping; None where it has none.
pub fn unwrapped(text: &str) -> Option<String> {
    if text.contains("{\\\"") {
        return Some(text.replace("\\\"", " \"").replace("\"{", " {").replace("}\"", "} "));
    }
    if text.contains("&lt;") && text.contains("&gt;") {
        return Some(text.replace("&lt;", "   <").replace("&gt;", ">   "));
    }
    if text.contains("=>") && !text.contains("] => ") {
        return Some(dumped(text));
    }
    // `Answer{code=6, text=Expired}`.
    let java = text.contains('{') && text.contains('=') && !text.contains(['"', '\'', '&', ':', ';']);
    java.then(|| text.replace(['{', '}', ','], "&"))
}

/// `:code=>"x"` and `"code"=>"x"` of Ruby, `["code"]=> string(1) "x"` of PHP.
fn dumped(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let parts = text.replace("\"]=>", "\":  ");
    let mut rest = parts.as_str();
    while let Some((head, tail)) = rest.split_once("=>") {
        let name = head
            .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .filter(|at| head.get(*at..).is_some_and(|sign| sign.starts_with(':')));
        match name {
            Some(at) => {
                all.extend([head.get(..at).unwrap_or_default(), "\"", head.get(at + 1..).unwrap_or_default(), "\":"]);
            }
            None => all.extend([head, ": "]),
        }
        rest = tail;
    }
    all.push_str(rest);
    // What PHP says of the value before it.
    let mut from = 0;
    while let Some(at) = all.get(from..).and_then(|rest| rest.find("string(")).map(|at| from + at) {
        let Some(length) = all.get(at..).and_then(|rest| rest.find(')')) else { break };
        all.replace_range(at..=at + length, &" ".repeat(length + 1));
        from = at + length;
    }
    all
}
