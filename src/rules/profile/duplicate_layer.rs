//! Layers that a profile has once.

use super::repeat::repeated;
use crate::finding::Finding;
use crate::model::profile::Profile;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/duplicate-layer",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/duplicate-layer.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let layers = profile.layers.iter().filter_map(|layer| layer.layer.as_ref());
    let single = layers.filter(|layer| matches!(layer.text(), Some("os" | "k8s" | "cni" | "csi")));
    let twins = repeated(single, |layer| layer.text());
    let finding = |(first, second, name): (
        &crate::model::profile::Field,
        &crate::model::profile::Field,
        &str,
    )| {
        let message = format!("a profile has one layer `{name}`, this is another");
        let finding = Finding::new(second.place.clone(), message)
            .label(first.place.clone(), "the first")
            .help("remove one of them");
        // A second driver is unusual, and no cluster fails by it.
        if name == "csi" { finding.severity(Severity::Warning) } else { finding }
    };
    twins.into_iter().map(finding).collect()
}
