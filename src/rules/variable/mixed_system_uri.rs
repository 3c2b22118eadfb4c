//! A variable and another macro in the image of an edge host.

use crate::finding::Finding;
use crate::model::macros::Macro;
use crate::model::profile::{Layer, Profile};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/mixed-system-uri",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/variable/mixed-system-uri.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.layers.iter().filter_map(finding).collect()
}

fn finding(layer: &Layer) -> Option<Finding> {
    let uri = layer.values_root()?.get("options")?.get("system.uri")?;
    let file = uri.document().file().path();
    let is_inside = |found: &&Macro| {
        let span = &found.whole.span;
        uri.range().contains(span.range()) && span.file().path() == file
    };
    let inside = || layer.macros().iter().filter(is_inside).filter(|found| found.is_well_formed());
    let variable = inside().find(|found| found.is_of("var"))?;
    let other = inside().find(|found| !found.is_of("var"))?;
    let message =
        format!("`system.uri` holds the variable `{}` and another macro", variable.key.text);
    let finding = Finding::new(variable.whole.span.clone(), message);
    let finding = finding.label(other.whole.span.clone(), "the macro");
    Some(finding.help("let the variable be the whole image, or write its part out"))
}
