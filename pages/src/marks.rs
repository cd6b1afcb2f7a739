//! The drawings of the verdicts, taken from the widget's own file, so that a verdict has one shape everywhere.

use anyhow::Result;
use field39::catalogue::Verdict;

/// One drawing a verdict: the `d` of its paths.
#[derive(Debug)]
pub struct Marks(Vec<(&'static str, Vec<String>)>);

impl Marks {
    /// Reads `www/src/look/icons.toml`: paths by the name of a verdict.
    ///
    /// # Errors
    /// A verdict has no drawing.
    pub fn read(file: &str) -> Result<Self> {
        let table: toml::Table = file.parse()?;
        let marks = Verdict::ALL.map(|verdict| {
            let name = verdict.name();
            let list = table.get(name).and_then(toml::Value::as_array);
            let paths = list.into_iter().flatten().filter_map(toml::Value::as_str);
            let paths: Vec<String> = paths.map(str::to_owned).collect();
            anyhow::ensure!(!paths.is_empty(), "icons.toml has no drawing for `{name}`");
            Ok((name, paths))
        });
        Ok(Self(marks.into_iter().collect::<Result<_>>()?))
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
