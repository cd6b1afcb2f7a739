//! Tables of systems, rules and codes. A code's row is a few bytes: its system, its profile (verdict and advice, which
//! many share), and which of its system's lists of sources it rests on. The codes themselves: codes.rs.

use super::{Lists, codes, labels, lookup_form, place};
use crate::{
    check,
    model::{Advice, Catalogue, System},
    text::Texts,
    text_order,
};
use std::fmt::Write;

/// Writes the tables.
pub fn emit(out: &mut String, model: &Catalogue, order: &Texts) {
    let mut owns = Vec::new();
    let (mut first_source, mut first_rule) = (0, 0);
    for system in &model.systems {
        owns.push(Own { first_source, first_rule });
        first_source += system.sources.len();
        first_rule += system.rules.len();
    }
    code_table(out, model, order, &owns, 0);
    code_table(out, model, order, &owns, 1);
    let entries = text_order::entries(model);
    let answers = check::NO_PAYMENT.map(|code| {
        let is_it = |(s, c): &(usize, usize)| {
            let system = &model.systems[*s];
            system.key.value == "concept" && system.codes[*c].code.value == code
        };
        entries.iter().position(is_it).unwrap_or_default()
    });
    let _ = writeln!(out, "pub const NO_PAYMENT: [u16; {}] = {answers:?};", answers.len());
    let mut keys = phf_codegen::Map::new();
    for (number, system) in part_of(model, 1) {
        keys.entry(system.key.value.as_str(), number.to_string());
    }
    let _ = writeln!(out, "pub static MORE_KEYS: phf::Map<&'static str, u8> = {};", keys.build());
    source_texts(out, model, order);
}

/// The systems of a part, by number. Front systems come first among all.
fn part_of(model: &Catalogue, part: usize) -> impl Iterator<Item = (usize, &System)> {
    let is_here = move |(_, system): &(usize, &System)| text_order::is_front(model, system) == (part == 0);
    model.systems.iter().enumerate().filter(is_here)
}

/// Where a system's own sources and rules begin among those of all.
#[derive(Clone, Copy)]
struct Own {
    first_source: usize,
    first_rule: usize,
}

impl Own {
    fn sources(self, system: &System, ids: &[crate::toml_source::Text]) -> Vec<String> {
        let number = |id: &crate::toml_source::Text| {
            system.sources.iter().position(|source| source.id.value == id.value).map(|at| self.first_source + at)
        };
        ids.iter().filter_map(number).map(|number| number.to_string()).collect()
    }
}

fn row(model: &Catalogue, system: &System, own: Own, order: &Texts, shared: &mut Shared) -> String {
    let strings = |texts: &[crate::toml_source::Text]| {
        texts.iter().map(|t| format!("{:?}", t.value)).collect::<Vec<_>>().join(", ")
    };
    let key = &system.key.value;
    let misread = system
        .misread
        .iter()
        .map(|code| format!("({:?}, {})", lookup_form(code), order.number(&format!("misread.{key}.{code}"))));
    let misread = misread.collect::<Vec<_>>().join(", ");
    let profile = shared.profile(model, order, "unlisted", &system.unlisted, String::from("0"));
    let sources = shared.sources.number(own.sources(system, &system.unlisted.sources).into_iter());
    format!(
        "SystemRow {{ key: {key:?}, text: {}, unlisted_text: {}, regions: &[{}], carried_in: &[{}], shape: {:?}, \
         is_front: {}, carries_codes: {}, profile: {profile}, sources: {sources}, codes: {}, misread: &[{misread}] }}",
        order.number(&format!("system.{key}.name")),
        order.number(&format!("system.{key}.unlisted")),
        strings(&system.regions),
        strings(&system.carried_in),
        system.shape.value,
        text_order::is_front(model, system),
        !system.shape.value.is_empty() && !system.codes.iter().all(|code| code.verdict.value == "not-a-result"),
        system.codes.len(),
    )
}

/// A system's retry rules as rows.
fn rules<'a>(model: &'a Catalogue, system: &'a System, own: Own, order: &'a Texts) -> impl Iterator<Item = String> {
    system.rules.iter().map(move |rule| {
        let channels = rule.channels.iter().map(|channel| place(&model.shared.channels, &channel.value).to_string());
        format!(
            "RuleRow {{ text: {}, as_of: {:?}, channels: &[{}], sources: &[{}] }}",
            order.number(&format!("rule.{}.{}", system.key.value, rule.id.value)),
            rule.as_of.value,
            channels.collect::<Vec<_>>().join(", "),
            own.sources(system, &rule.sources).join(", ")
        )
    })
}

/// Lists that the rows of one part share.
#[derive(Default)]
struct Shared {
    profiles: Lists,
    steps: Lists,
    sources: Lists,
    rules: Lists,
}

impl Shared {
    fn profile(&mut self, model: &Catalogue, order: &Texts, verdict: &str, advice: &Advice, rules: String) -> usize {
        let steps = self.steps.number(advice.steps.iter().map(|step| {
            let (actor, text) = step.value.split_once(':').unwrap_or_default();
            format!("({}, {})", place(&model.shared.actors, actor), order.number(&format!("advice.{text}")))
        }));
        let say = advice.say.as_ref().map_or(0, |say| order.number(&format!("say.{}", say.value)));
        let kind = advice.kind.as_ref().map_or(0, |kind| order.number(&format!("kind.{}.title", kind.value)));
        self.profiles.row(format!(
            "ProfileRow {{ verdict: Verdict::{}, level: {}, again: {}, steps: {steps}, say: {say}, kind: {kind}, rules: {rules} }}",
            variant(verdict),
            place(&model.shared.levels, &advice.level.value),
            place(&model.shared.again, &advice.again.value),
        ))
    }
}

fn source_texts(out: &mut String, model: &Catalogue, order: &Texts) {
    let mut front = 0;
    let (mut first, mut more) = (0, 0);
    for system in &model.systems {
        let Some(source) = system.sources.first() else { continue };
        let number = order.number(&text_order::source_key(system, source));
        if text_order::is_front(model, system) {
            first = if front == 0 { number } else { first };
            front += system.sources.len();
        } else if more == 0 {
            more = number;
        }
    }
    let _ = writeln!(out, "pub const FRONT_SOURCES: usize = {front};");
    let _ = writeln!(out, "pub const SOURCE_TEXT: [usize; 2] = [{first}, {more}];");
}

/// What a part knows, as a `CodeTable`: its systems, its codes, and what their rows share. A code's row is its system, its
/// profile and its list of sources, each by number.
fn code_table(out: &mut String, model: &Catalogue, order: &Texts, owns: &[Own], part: usize) {
    let shared = &mut Shared::default();
    // What an unlisted value asks for has no rules.
    shared.rules.number(std::iter::empty());
    let (mut systems, mut rule_rows) = (Vec::new(), Vec::new());
    for (number, system) in part_of(model, part) {
        systems.push(row(model, system, owns[number], order, shared));
        rule_rows.extend(rules(model, system, owns[number], order));
    }
    let entries = text_order::entries(model);
    let front = text_order::front_entries(model);
    let (first, range) = if part == 0 { (0, 0..front) } else { (front, front..entries.len()) };
    let find = |link: &str| {
        let (system, code) = link.split_once(':')?;
        entries
            .iter()
            .position(|&(s, c)| model.systems[s].key.value == system && model.systems[s].codes[c].code.value == code)
    };
    let (mut of_system, mut profiles, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    let mut see = Vec::new();
    for (number, &(s, c)) in entries.iter().enumerate().filter(|(number, _)| range.contains(number)) {
        let (system, own) = (&model.systems[s], owns[s]);
        let code = &system.codes[c];
        let rules = code.rules.iter().filter_map(|id| system.rules.iter().position(|rule| rule.id.value == id.value));
        let rules = rules.map(|at| (own.first_rule + at).to_string()).collect::<Vec<_>>();
        let rules = shared.rules.number(rules.into_iter());
        of_system.push(s);
        profiles.push(shared.profile(model, order, &code.verdict.value, &code.advice, rules.to_string()));
        sources.push(shared.sources.number(own.sources(system, &code.advice.sources).into_iter()));
        see.extend(code.see.iter().filter_map(|link| find(&link.value)).map(|other| (number, other)));
    }
    let text = |part: &str| {
        entries.get(first).map_or(0, |&(s, c)| {
            let (system, code) = (&model.systems[s], &model.systems[s].codes[c]);
            order.number(&format!("entry.{}.{}.{part}", system.key.value, code.code.value))
        })
    };
    let (title, aside) = (text("title"), text("misread"));
    let name = if part == 0 { "FRONT" } else { "MORE" };
    let _ = writeln!(
        out,
        "pub static {name}: CodeTable = CodeTable {{\n    first: {first},\n    text: {title},\n    aside: {aside},"
    );
    out.push_str(&codes::members(model, part));
    out.push_str(&labels::names(model, part));
    for (member, numbers) in [("systems", &of_system), ("profiles", &profiles), ("sources", &sources)] {
        let _ = writeln!(out, "    {member}: &{numbers:?},");
    }
    let _ = writeln!(out, "    see: &{see:?},");
    let _ = writeln!(out, "    find: super::system::{},", if part == 0 { "find_front" } else { "find_more" });
    for (member, rows) in [
        ("system_rows", &systems),
        ("rules", &rule_rows),
        ("profile_rows", &shared.profiles.rows),
        ("steps", &shared.steps.rows),
        ("rule_lists", &shared.rules.rows),
        ("source_lists", &shared.sources.rows),
    ] {
        let _ = writeln!(out, "    {member}: &[\n        {},\n    ],", rows.join(",\n        "));
    }
    let _ = writeln!(out, "}};\npub const {name}_ENTRIES: usize = {};", range.len());
}

/// `paid-part` is `PaidPart`.
fn variant(id: &str) -> String {
    id.split('-')
        .map(|part| {
            part.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(part.chars().skip(1)).collect::<String>()
        })
        .collect()
}

/// A table of rows, one a line.
pub fn table(out: &mut String, name: &str, row: &str, rows: Vec<String>) {
    let _ = writeln!(out, "pub static {name}: [{row}; {}] = [", rows.len());
    for row in rows {
        let _ = writeln!(out, "    {row},");
    }
    out.push_str("];\n");
}
