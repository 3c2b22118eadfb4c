//! Values that Palette read in earlier releases.

use crate::finding::Finding;
use crate::model::profile::{Layer, Profile};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/obsolete-value",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/profile/obsolete-value.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.layers.iter().filter_map(finding).collect()
}

fn finding(layer: &Layer) -> Option<Finding> {
    let entry = layer.pack_section()?.node.entry("k8sHardening")?;
    let message = "`pack.k8sHardening` is from old releases, and nothing reads it any more";
    let help = "remove it, and set what you need in `kubeadmconfig`";
    Some(Finding::new(entry.key.span(), message).help(help))
}
