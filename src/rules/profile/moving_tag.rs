//! Tags that lead to another version when one is released.

use crate::finding::Finding;
use crate::model::profile::Tag;
use crate::model::profile::{Layer, Profile};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/moving-tag",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/profile/moving-tag.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let layers = profile.layers.iter().filter(|layer| !layer.is_manifest());
    layers.filter_map(finding).collect()
}

fn finding(layer: &Layer) -> Option<Finding> {
    let tag = layer.tag.as_ref()?;
    let text = tag.filled().filter(|text| Tag::read(text).is_some_and(|tag| tag.is_train()))?;
    let message =
        format!("the tag `{text}` moves: it leads to the newest version that belongs to it");
    let help = match layer.version.as_ref().and_then(|version| version.filled()) {
        Some(version) => {
            format!("write the version, `{version}`, if clusters are to stay the same")
        }
        None => "write a version if clusters are to stay the same".to_owned(),
    };
    Some(Finding::new(tag.place.clone(), message).help(help))
}
