//! Layers in another order than that in which they build on each other.

use crate::finding::Finding;
use crate::model::profile::{Layer, Profile};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/layer-order",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/profile/layer-order.md"),
    check: Check::Profile(check),
};

const ORDER: [&str; 5] = ["os", "k8s", "cni", "csi", "addon"];

fn check(profile: &Profile) -> Vec<Finding> {
    let ranks = profile.layers.iter().filter_map(|layer| Some((rank(layer)?, layer)));
    let ranks: Vec<_> = ranks.collect();
    let wrong = ranks.windows(2).find(|pair| pair[0].0 > pair[1].0);
    let finding = wrong.and_then(|pair| {
        let (above, below) = (pair[0].1, pair[1].1.layer.as_ref()?);
        let (first, second) = (below.text()?, above.layer_text()?);
        let message =
            format!("the layer `{first}` comes before the layer `{second}` by convention");
        let above = above.layer.as_ref()?.place.clone();
        Some(
            Finding::new(below.place.clone(), message)
                .label(above, "this stands before it")
                .help("order the layers as os, k8s, cni, csi, addon"),
        )
    });
    finding.into_iter().collect()
}

fn rank(layer: &Layer) -> Option<usize> {
    let name = layer.layer_text()?;
    ORDER.iter().position(|known| *known == name)
}
