//! Tags that are neither a version nor a train of versions.

use crate::finding::Finding;
use crate::model::profile::Tag;
use crate::model::profile::{Field, Layer, Profile};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/invalid-tag",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/invalid-tag.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let layers = profile.layers.iter().filter(|layer| !layer.is_manifest());
    layers.filter_map(|layer: &Layer| finding(layer.tag.as_ref()?)).collect()
}

fn finding(tag: &Field) -> Option<Finding> {
    let text = tag.filled().filter(|text| Tag::read(text).is_none())?;
    let message = format!("`{text}` is neither a version nor a train such as `1.x` or `1.30.x`");
    let help = "write the version of the pack, or a train with one `x` as its last part";
    Some(Finding::new(tag.place.clone(), message).help(help))
}
