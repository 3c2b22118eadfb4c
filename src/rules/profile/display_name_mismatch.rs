//! Copies of a pack whose name begins with another display name than that in their values.

use crate::finding::Finding;
use crate::model::literal::has_macro;
use crate::model::profile::{Layer, Profile};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/display-name-mismatch",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/display-name-mismatch.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.layers.iter().filter_map(finding).collect()
}

fn finding(layer: &Layer) -> Option<Finding> {
    let (copy, pack) = (layer.copy_name()?, layer.pack_name()?);
    let node = layer.display_name()?;
    let display_name = node.text().filter(|text| *text != copy && !has_macro(text))?;
    let name = layer.name.as_ref()?;
    let message =
        format!("the display name is `{display_name}`, the layer is named {}", layer.label());
    Some(
        Finding::new(node.span(), message)
            .label(name.place.clone(), format!("this begins with `{copy}`"))
            .help(format!("name the layer `{display_name}--{pack}`, or write `{copy}` here")),
    )
}
