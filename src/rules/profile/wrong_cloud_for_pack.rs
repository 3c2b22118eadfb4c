//! Packs that are not for the profile's cloud.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::profile::{Layer, Resolved};
use crate::model::schemas;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/wrong-cloud-for-pack",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/wrong-cloud-for-pack.md"),
    check: Check::Resolved(check),
};

/// What a pack says that is for every cloud, or for those that tenants register.
const ANY: [&str; 2] = ["all", "custom"];

/// Two names of one family: older packs say `edge`.
const EDGE: [&str; 2] = ["edge", "edge-native"];

fn check(resolved: &Resolved<'_>) -> Vec<Finding> {
    let field = resolved.profile.cloud.as_ref();
    let Some(cloud) = field.and_then(|field| field.filled()).filter(|cloud| *cloud != "all") else {
        return Vec::new();
    };
    // Which packs a cloud of the tenant's own takes is for the tenant to say.
    if !schemas::CLUSTER_PROFILE.words("cloudType").any(|known| known == cloud) {
        return Vec::new();
    }
    let packs = resolved.packs();
    packs.filter_map(|(layer, pack)| finding(layer.layer, pack, cloud)).collect()
}

fn finding(layer: &Layer, pack: &Pack, cloud: &str) -> Option<Finding> {
    let node = pack.manifest()?.get("cloudTypes")?;
    let one = node.as_str();
    let clouds: Vec<&str> = node.items().filter_map(|item| item.as_str()).chain(one).collect();
    let takes = |known: &&str| {
        *known == cloud || ANY.contains(known) || EDGE.contains(known) && EDGE.contains(&cloud)
    };
    if clouds.is_empty() || clouds.iter().any(takes) {
        return None;
    }
    let named: Vec<String> = clouds.iter().map(|cloud| format!("`{cloud}`")).collect();
    let message = format!("{} is no pack for the cloud `{cloud}`", layer.label());
    Some(
        Finding::new(layer.anchor(), message)
            .label(node.span(), "the clouds of the pack")
            .help(format!("choose a pack for `{cloud}`: this one is for {}", named.join(", "))),
    )
}
