//! The drawings of the verdicts, taken from the widget's own file, so that a verdict has one shape everywhere.

use anyhow::{Context, Result};
use field39::catalogue::Verdict;

/// One drawing a verdict: the `d` of its paths.
#[derive(Debug)]
pub struct Marks(Vec<(&'static str, Vec<String>)>);

const ALL: [Verdict; 8] = [
    Verdict::Paid,
    Verdict::PaidPart,
    Verdict::FixNow,
    Verdict::Stop,
    Verdict::ShopFix,
    Verdict::Unknown,
    Verdict::Unlisted,
    Verdict::NotAResult,
];

impl Marks {
    /// Reads `www/shell/icons.js`: a verdict's name, a colon, and a list of quoted paths.
    ///
    /// # Errors
    /// A verdict has no drawing.
    pub fn read(script: &str) -> Result<Self> {
        let mut marks = Vec::new();
        for verdict in ALL {
            let name = verdict.name();
            let list = [format!("\"{name}\": ["), format!(" {name}: [")]
                .iter()
                .find_map(|start| script.split_once(start.as_str()))
                .and_then(|(_, after)| after.split_once(']'))
                .with_context(|| format!("www/shell/icons.js has no drawing for `{name}`"))?;
            let paths: Vec<String> = list.0.split('"').skip(1).step_by(2).map(str::to_owned).collect();
            anyhow::ensure!(!paths.is_empty(), "the drawing for `{name}` is empty");
            marks.push((name, paths));
        }
        Ok(Self(marks))
    }

    /// The drawing as markup.
    pub fn svg(&self, verdict: Verdict) -> String {
        let mut svg = String::from(
            "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" \
             stroke-linecap=\"round\" stroke-linejoin=\"round\">",
        );
        for path in self.0.iter().filter(|(name, _)| *name == verdict.name()).flat_map(|(_, paths)| paths) {
            svg.push_str("<path d=\"");
            svg.push_str(path);
            svg.push_str("\"/>");
        }
        svg.push_str("</svg>");
        svg
    }
}
