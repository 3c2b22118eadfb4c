//! Layers without which no cluster comes up.

use crate::finding::Finding;
use crate::model::profile::Profile;
use crate::model::schemas;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/missing-layer",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/missing-layer.md"),
    check: Check::Profile(check),
};

/// The layers of infrastructure, and what they bring.
const NEEDED: [(&str, &str); 4] = [
    ("os", "an operating system"),
    ("k8s", "Kubernetes"),
    ("cni", "a network"),
    ("csi", "storage"),
];

fn check(profile: &Profile) -> Vec<Finding> {
    let Some(kind) = profile.kind_text().filter(|_| profile.is_infrastructure()) else {
        return Vec::new();
    };
    let known = profile.layers.iter().all(|layer| layer.layer_text().is_some());
    if !profile.names_layers() || !profile.has_all_layers || !known {
        return Vec::new();
    }
    let has = |name: &str| profile.layers.iter().any(|layer| layer.layer_text() == Some(name));
    let missing = NEEDED.iter().filter(|(name, _)| !has(name));
    let at = profile.kind.as_ref().map_or_else(|| profile.anchor(), |kind| kind.place.clone());
    let finding = |(name, what): &(&str, &str)| {
        let message = format!("a profile of the type `{kind}` needs the layer `{name}`");
        Finding::new(at.clone(), message)
            .severity(severity(profile, name))
            .help(format!("add a layer that brings {what}"))
    };
    missing.map(finding).collect()
}

/// On the edge storage is a choice; a cloud of the tenant's own may bring layers itself.
fn severity(profile: &Profile, layer: &str) -> Severity {
    let Some(cloud) = profile.cloud.as_ref().and_then(|cloud| cloud.text()) else {
        return Severity::Warning;
    };
    let known = schemas::CLUSTER_PROFILE.words("cloudType").any(|known| known == cloud);
    let own = !known || matches!(cloud, "custom" | "generic" | "nested" | "all");
    let edge = matches!(cloud, "edge" | "edge-native") && layer == "csi";
    if own || edge { Severity::Warning } else { Severity::Error }
}
