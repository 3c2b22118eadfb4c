//! Packs that another pack of the profile does not go with.

use crate::finding::Finding;
use crate::model::constraint::Dependency;
use crate::model::profile::{Layer, Resolved, ResolvedLayer};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/unsupported-combination",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/unsupported-combination.md"),
    check: Check::Resolved(check),
};

fn check(resolved: &Resolved<'_>) -> Vec<Finding> {
    let refused =
        resolved.dependencies().filter(|(.., found)| found.kind_text() == Some("notSupported"));
    refused
        .flat_map(|(layer, _, found)| {
            let name = found.pack_name().and_then(|node| node.as_str()).unwrap_or_default();
            let others = resolved.named(name);
            others.filter_map(|other| finding(layer.layer, found, other)).collect::<Vec<_>>()
        })
        .collect()
}

fn finding(layer: &Layer, found: Dependency<'_>, other: &ResolvedLayer<'_>) -> Option<Finding> {
    let range = found.interval().filter(|range| !range.is_empty())?;
    let finding = if range.is_open() {
        // The documentation checks no version without bounds, and does not say what that means here.
        let message = format!("{} does not go with {}", layer.label(), other.layer.label());
        Finding::new(other.layer.anchor(), message).severity(Severity::Info)
    } else {
        let (version, place) = other.version()?;
        let refuses = range.min.as_ref().is_none_or(|min| *min <= version)
            && range.max.as_ref().is_none_or(|max| version <= *max);
        let (name, version) = (other.layer.label(), version.original());
        let message = format!("{} does not go with {name} {version}", layer.label());
        refuses.then(|| Finding::new(place, message))?
    };
    Some(
        finding
            .label(found.node.get("type").unwrap_or(found.node).span(), "the pack says so")
            .label(layer.anchor(), "the layer that does not take it")
            .help("choose another version of one of the two, or leave one out"),
    )
}
