//! Packs that another pack of the profile requires, and that no layer is.

use crate::finding::Finding;
use crate::model::constraint::Dependency;
use crate::model::profile::{Layer, Resolved};
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/missing-dependency",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/missing-dependency.md"),
    check: Check::Resolved(check),
};

fn check(resolved: &Resolved<'_>) -> Vec<Finding> {
    if !resolved.has_all_names() {
        return Vec::new();
    }
    let required =
        resolved.dependencies().filter(|(.., found)| found.kind_text() == Some("required"));
    required.filter_map(|(layer, _, found)| finding(resolved, layer.layer, found)).collect()
}

fn finding(resolved: &Resolved<'_>, layer: &Layer, found: Dependency<'_>) -> Option<Finding> {
    let node = found.pack_name()?;
    let name = node.as_str()?;
    let severity = severity(resolved.profile.kind_text()?, found.layer())?;
    if resolved.named(name).next().is_some() {
        return None;
    }
    let message = format!("{} requires the pack `{name}`, and no layer is it", layer.label());
    let finding = Finding::new(layer.anchor(), message)
        .label(node.span(), "the requirement")
        .severity(severity);
    let names = resolved.layers.iter().filter_map(|other| other.layer.pack_name());
    let near = nearest(name, names).map(|near| format!("there is `{near}`, which is another pack"));
    Some(finding.help(near.unwrap_or_else(|| cure(name, found))))
}

/// What lives in another profile of the cluster is not missed: an add-on profile has no
/// infrastructure, and an infrastructure profile no add-ons.
fn severity(kind: &str, layer: Option<&str>) -> Option<Severity> {
    let is_addon = layer == Some("addon");
    match kind {
        "cluster" => Some(Severity::Error),
        "infra" => (!is_addon).then_some(Severity::Error),
        // Another add-on profile of the cluster may bring it.
        "add-on" => is_addon.then_some(Severity::Warning),
        _ => None,
    }
}

fn cure(name: &str, found: Dependency<'_>) -> String {
    let [min, max] = found.bounds().map(|bound| bound.and_then(|node| node.as_str()));
    match (min, max) {
        (Some(min), Some(max)) => format!("add a layer `{name}`, version {min} to {max}"),
        (Some(min), None) => format!("add a layer `{name}`, version {min} or later"),
        (None, Some(max)) => format!("add a layer `{name}`, version {max} or earlier"),
        (None, None) => format!("add a layer `{name}`"),
    }
}
