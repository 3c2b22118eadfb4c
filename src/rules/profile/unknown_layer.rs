//! Layers that Palette does not have.

use super::word::Unlisted;
use crate::finding::Finding;
use crate::model::profile::Profile;
use crate::model::schemas;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/unknown-layer",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/profile/unknown-layer.md"),
    check: Check::Profile(check),
};

const SPELLINGS: [(&str, &str); 3] =
    [("add-on", "addon"), ("kubernetes", "k8s"), ("network", "cni")];

fn check(profile: &Profile) -> Vec<Finding> {
    let layers = profile.layers.iter().filter_map(|layer| layer.layer.as_ref());
    let unknown = layers.filter_map(|field| {
        let unlisted = Unlisted::of(field, schemas::CLUSTER_PROFILE.words("layerType"))?;
        let message = format!("there is no layer `{}`", unlisted.text);
        Some(unlisted.finding(message, &SPELLINGS))
    });
    unknown.collect()
}
