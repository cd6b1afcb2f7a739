//! Tables of systems, sources, rules and codes, and the phf map from a code to its entries.

use super::{Lists, lookup_form, place};
use crate::{
    model::{Advice, Catalogue, System},
    text::Texts,
    text_order,
};
use std::fmt::Write;

/// Writes the tables.
pub fn emit(out: &mut String, model: &Catalogue, order: &Texts) {
    let mut lists = Shared::default();
    let mut sources = Vec::new();
    let mut rules = Vec::new();
    let mut systems = Vec::new();
    for (number, system) in model.systems.iter().enumerate() {
        let first_source = sources.len();
        let first_rule = rules.len();
        for source in &system.sources {
            sources.push(format!(
                "SourceRow {{ title: {:?}, owner: {:?}, url: {:?}, edition: {:?}, checked: {:?} }}",
                source.title, source.owner, source.url, source.edition, source.checked.value
            ));
        }
        for rule in &system.rules {
            let channels =
                rule.channels.iter().map(|channel| place(&model.shared.channels, &channel.value).to_string());
            let from = rule.sources.iter().filter_map(|id| source_number(system, &id.value, first_source));
            rules.push(format!(
                "RuleRow {{ text: {}, as_of: {:?}, channels: &[{}], sources: &[{}] }}",
                order.number(&format!("rule.{}.{}", system.key.value, rule.id.value)),
                rule.as_of.value,
                channels.collect::<Vec<_>>().join(", "),
                from.collect::<Vec<_>>().join(", ")
            ));
        }
        systems.push((number, first_source, first_rule));
    }
    let rows = systems.iter().map(|&(number, first_source, _)| {
        let system = &model.systems[number];
        let strings = |texts: &[crate::toml_source::Text]| texts.iter().map(|t| format!("{:?}", t.value)).collect::<Vec<_>>().join(", ");
        let misread = system.misread.iter().map(|code| {
            format!("({:?}, {})", lookup_form(code), order.number(&format!("misread.{}.{code}", system.key.value)))
        });
        format!(
            "SystemRow {{ key: {:?}, text: {}, regions: &[{}], carried_in: &[{}], shape: {:?}, unlisted: {}, misread: &[{}] }}",
            system.key.value,
            order.number(&format!("system.{}.name", system.key.value)),
            strings(&system.regions),
            strings(&system.carried_in),
            system.shape.value,
            lists.advice(model, system, &system.unlisted, first_source, order),
            misread.collect::<Vec<_>>().join(", ")
        )
    });
    table(out, "SYSTEMS", "SystemRow", rows.collect::<Vec<_>>());
    table(out, "SOURCES", "SourceRow", sources);
    table(out, "RULES", "RuleRow", rules);
    codes(out, model, order, &systems, &mut lists);
    lists.steps.emit(out, "STEPS", "(u8, u16)");
    lists.sources.emit(out, "SOURCE_LISTS", "u16");
    lists.rules.emit(out, "RULE_LISTS", "u16");
    lists.see.emit(out, "SEE_LISTS", "u16");
}

#[derive(Default)]
struct Shared {
    steps: Lists,
    sources: Lists,
    rules: Lists,
    see: Lists,
}

impl Shared {
    fn advice(
        &mut self,
        model: &Catalogue,
        system: &System,
        advice: &Advice,
        first_source: usize,
        order: &Texts,
    ) -> String {
        let steps = self.steps.number(advice.steps.iter().map(|step| {
            let (actor, text) = step.value.split_once(':').unwrap_or_default();
            format!("({}, {})", place(&model.shared.actors, actor), order.number(&format!("advice.{text}")))
        }));
        let sources =
            self.sources.number(advice.sources.iter().filter_map(|id| source_number(system, &id.value, first_source)));
        let say = advice.say.as_ref().map_or(0, |say| order.number(&format!("say.{}", say.value)));
        format!(
            "AdviceRow {{ level: {}, again: {}, steps: {steps}, say: {say}, sources: {sources} }}",
            place(&model.shared.levels, &advice.level.value),
            place(&model.shared.again, &advice.again.value),
        )
    }
}

fn source_number(system: &System, id: &str, first: usize) -> Option<String> {
    system.sources.iter().position(|source| source.id.value == id).map(|at| (first + at).to_string())
}

fn codes(out: &mut String, model: &Catalogue, order: &Texts, systems: &[(usize, usize, usize)], lists: &mut Shared) {
    let entries = text_order::entries(model);
    let find = |link: &str| {
        let (system, code) = link.split_once(':')?;
        entries
            .iter()
            .position(|&(s, c)| model.systems[s].key.value == system && model.systems[s].codes[c].code.value == code)
    };
    let mut rows = Vec::new();
    let mut forms: Vec<(String, Vec<usize>)> = Vec::new();
    for (number, &(s, c)) in entries.iter().enumerate() {
        let system = &model.systems[s];
        let code = &system.codes[c];
        let (_, first_source, first_rule) = systems[s];
        let rules = code.rules.iter().filter_map(|id| system.rules.iter().position(|rule| rule.id.value == id.value));
        let rules = lists.rules.number(rules.map(|at| (first_rule + at).to_string()).collect::<Vec<_>>().into_iter());
        let see = lists.see.number(code.see.iter().filter_map(|link| find(&link.value)).map(|at| at.to_string()));
        rows.push(format!(
            "EntryRow {{ code: {:?}, system: {s}, verdict: Verdict::{}, advice: {}, rules: {rules}, see: {see} }}",
            code.code.value,
            variant(&code.verdict.value),
            lists.advice(model, system, &code.advice, first_source, order),
        ));
        let form = lookup_form(&code.code.value);
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, numbers)) => numbers.push(number),
            None => forms.push((form, vec![number])),
        }
    }
    let first = entries.first().map_or(0, |&(s, c)| {
        order.number(&format!("entry.{}.{}.title", model.systems[s].key.value, model.systems[s].codes[c].code.value))
    });
    let _ = writeln!(out, "pub const ENTRY_TEXT: usize = {first};");
    table(out, "ENTRIES", "EntryRow", rows);
    let values: Vec<_> = forms.iter().map(|(form, numbers)| (form, format!("&{numbers:?}"))).collect();
    let mut map = phf_codegen::Map::new();
    for (form, value) in &values {
        map.entry(form.as_str(), value.as_str());
    }
    let _ = writeln!(out, "pub static CODES: phf::Map<&'static str, &'static [u16]> = {};", map.build());
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
