//! `addonType` on a pack of a layer that has no such categories.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/addon-type-on-infra",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/pack/addon-type-on-infra.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    finding(pack).into_iter().collect()
}

fn finding(pack: &Pack) -> Option<Finding> {
    let manifest = pack.manifest()?;
    let kind = manifest.entry("addonType").filter(|_| pack.field("addonType").is_some())?;
    let layer = infra_layer(pack)?;
    let message = format!("`addonType` has no meaning on the layer `{layer}`");
    let finding = Finding::new(kind.key.span(), message).help("remove `addonType`");
    Some(match pack.field("layer") {
        Some(node) => finding.label(node.span(), "the layer"),
        None => finding,
    })
}

/// The layer of the pack, where it is one below the add-ons.
pub(super) fn infra_layer(pack: &Pack) -> Option<&str> {
    pack.layer().filter(|layer| matches!(*layer, "kernel" | "os" | "k8s" | "cni" | "csi"))
}
