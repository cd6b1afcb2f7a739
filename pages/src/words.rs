//! Words that stand around the answers: `words/<tag>.toml`, one per language, each with exactly these keys.

use serde::Deserialize;

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PageWords {
    pub folder: String,
    pub code_title: String,
    pub value_title: String,
    pub phrase_title: String,
    pub says_it: Vec<String>,
    pub description: String,
    pub system_title: String,
    pub system_description: String,
    pub systems_title: String,
    pub systems_description: String,
    pub systems_intro: String,
    pub all_systems: String,
    pub most_met: String,
    pub others: String,
    pub code: String,
    pub title: String,
    pub verdict: String,
    pub again: String,
    pub codes: String,
    pub say_other: String,
    pub not_listed: String,
    pub tool: String,
    pub tool_link: String,
    pub open_app: String,
    pub before: String,
    pub next: String,
    pub site: String,
    pub private: String,
    pub reviewers: String,
    pub source_level: String,
    pub lost_title: String,
    pub lost: String,
}

/// Puts values where the braces are.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once('}') else { break };
        filled.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = behind;
    }
    filled.push_str(rest);
    filled
}
