//! Copies of a pack whose values do not say the display name that their name begins with.

use crate::finding::Finding;
use crate::model::profile::{Layer, Profile};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/missing-display-name",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/missing-display-name.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.layers.iter().filter_map(finding).collect()
}

fn finding(layer: &Layer) -> Option<Finding> {
    let copy = layer.copy_name().filter(|_| layer.has_known_values())?;
    let name = layer.name.as_ref().filter(|_| layer.display_name().is_none())?;
    let message = format!("the values of {} have no display name", layer.label());
    let help = format!("add `spectrocloud.com/display-name: \"{copy}\"` to `pack` in its values");
    Some(Finding::new(name.place.clone(), message).help(help))
}
