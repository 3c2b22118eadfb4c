//! Layers that a profile of its type does not hold.

use crate::finding::Finding;
use crate::model::profile::{Layer, Profile};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/forbidden-layer",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/forbidden-layer.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let kind = profile.kind_text().filter(|_| profile.is_readable() && !profile.is_app());
    let layers = || profile.layers.iter();
    match kind {
        Some("infra") => layers().filter_map(add_on).collect(),
        Some("add-on") => layers().filter_map(infrastructure).collect(),
        _ => Vec::new(),
    }
}

fn add_on(layer: &Layer) -> Option<Finding> {
    let field = layer.layer.as_ref().filter(|layer| layer.text() == Some("addon"))?;
    let message =
        format!("{} is an add-on, and a profile of the type `infra` has none", layer.label());
    let help = "make it a full profile, `type: cluster`, or move the layer to an add-on profile";
    Some(Finding::new(field.place.clone(), message).help(help))
}

fn infrastructure(layer: &Layer) -> Option<Finding> {
    let field = layer.layer.as_ref()?;
    let severity = match field.text()? {
        "os" | "k8s" | "kernel" => Severity::Error,
        "cni" | "csi" => Severity::Warning,
        _ => return None,
    };
    let name = field.text()?;
    let message = format!(
        "{} is of the layer `{name}`, and a profile of the type `add-on` has only `addon`",
        layer.label()
    );
    let help = "move the layer to an infrastructure profile";
    Some(Finding::new(field.place.clone(), message).severity(severity).help(help))
}
