//! What the catalogue holds, as a table: codes per system by level, and how many have their texts in each language.

use crate::model::Catalogue;
use std::fmt::Write;

/// The table, one line a system in the order of the catalogue.
pub fn table(model: &Catalogue) -> String {
    let mut out = String::new();
    let tags: Vec<&str> = model.languages.iter().map(|language| language.tag.as_str()).collect();
    let _ = writeln!(
        out,
        "{:<24} {:>5} {:>5} {:>5} {:>5} {:>5}  {}",
        "system",
        "codes",
        "A",
        "B",
        "C",
        "D",
        tags.join("  ")
    );
    let mut sums = [0; 5];
    for system in &model.systems {
        let count = |level: &str| system.codes.iter().filter(|code| code.advice.level.value == level).count();
        let row = [system.codes.len(), count("A"), count("B"), count("C"), count("D")];
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += value;
        }
        line(&mut out, &system.key.value, row);
        for language in &model.languages {
            let titled = system.codes.iter().filter(|code| {
                let key = format!("entry.{}.{}.title", system.key.value, code.code.value);
                language.words.get(&key).is_some_and(|text| !text.value.is_empty())
            });
            let _ = write!(out, "  {}%", titled.count() * 100 / system.codes.len().max(1));
        }
        out.push('\n');
    }
    line(&mut out, &format!("{} systems", model.systems.len()), sums);
    out.push('\n');
    out
}

fn line(out: &mut String, name: &str, [codes, a, b, c, d]: [usize; 5]) {
    let _ = write!(out, "{name:<24} {codes:>5} {a:>5} {b:>5} {c:>5} {d:>5}");
}
