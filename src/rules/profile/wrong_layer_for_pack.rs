//! Layers that say another layer than their pack.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::profile::{Layer, Resolved};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/wrong-layer-for-pack",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/wrong-layer-for-pack.md"),
    check: Check::Resolved(check),
};

fn check(resolved: &Resolved<'_>) -> Vec<Finding> {
    let kind = resolved.profile.kind_text();
    let told = resolved.packs().filter_map(|(layer, pack)| match &layer.layer.layer {
        Some(_) => written(layer.layer, pack),
        None => forbidden(layer.layer, pack, kind?),
    });
    told.collect()
}

fn written(layer: &Layer, pack: &Pack) -> Option<Finding> {
    let (field, right) = (layer.layer.as_ref()?, pack.field("layer")?);
    let (said, name) = (field.filled()?, right.as_str()?);
    let message = format!("{} is a pack of the layer `{name}`, and not `{said}`", layer.label());
    (said != name).then(|| {
        Finding::new(field.place.clone(), message)
            .label(right.span(), "the layer that the pack is for")
            .help(format!("write `{name}`, or choose another pack"))
    })
}

/// Terraform does not say the layer; what the pack is decides whether the profile can hold it.
fn forbidden(layer: &Layer, pack: &Pack, kind: &str) -> Option<Finding> {
    let node = pack.field("layer")?;
    let name = node.as_str()?;
    let severity = match (kind, name) {
        ("add-on", "os" | "k8s" | "kernel") | ("infra", "addon") => Severity::Error,
        ("add-on", "cni" | "csi") => Severity::Warning,
        _ => return None,
    };
    let message = format!(
        "{} is a pack of the layer `{name}`, and a profile of the type `{kind}` has none of it",
        layer.label()
    );
    Some(
        Finding::new(layer.anchor(), message)
            .label(node.span(), "the layer that the pack is for")
            .severity(severity)
            .help("move the layer to another profile, or change the type of this one"),
    )
}
