//! Tags that their layer's version does not belong to.

use crate::finding::Finding;
use crate::model::profile::Tag;
use crate::model::profile::{Layer, Profile};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/tag-mismatch",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/tag-mismatch.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let layers = profile.layers.iter().filter(|layer| !layer.is_manifest());
    layers.filter_map(finding).collect()
}

fn finding(layer: &Layer) -> Option<Finding> {
    let (tag, version) = (layer.tag.as_ref()?, layer.version.as_ref()?);
    let (text, number) = (tag.filled()?, version.filled()?);
    if Tag::read(text)?.holds(number) {
        return None;
    }
    let message = format!("the version `{number}` does not belong to the tag `{text}`");
    Some(
        Finding::new(tag.place.clone(), message)
            .label(version.place.clone(), "the version")
            .help("correct one of them: a cluster gets what the tag leads to"),
    )
}
