//! Packs of other versions than another pack of the profile takes.

use crate::finding::Finding;
use crate::model::constraint::Dependency;
use crate::model::profile::{Layer, Resolved, ResolvedLayer};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/dependency-out-of-range",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/dependency-out-of-range.md"),
    check: Check::Resolved(check),
};

fn check(resolved: &Resolved<'_>) -> Vec<Finding> {
    let ranged = resolved
        .dependencies()
        .filter(|(.., found)| matches!(found.kind_text(), Some("required" | "optional")));
    ranged
        .flat_map(|(layer, _, found)| {
            let name = found.pack_name().and_then(|node| node.as_str()).unwrap_or_default();
            let others = resolved.named(name);
            others.filter_map(|other| finding(layer.layer, found, other)).collect::<Vec<_>>()
        })
        .collect()
}

fn finding(layer: &Layer, found: Dependency<'_>, other: &ResolvedLayer<'_>) -> Option<Finding> {
    let (version, place) = other.version()?;
    let range = found.interval().filter(|range| !range.is_empty())?;
    let [min, max] = found.bounds();
    let below = range.min.as_ref().filter(|min| version < **min).and(min);
    let above = range.max.as_ref().filter(|max| version > **max).and(max);
    let (bound, node) = below.map(|node| ("from", node)).or(above.map(|node| ("up to", node)))?;
    let message = format!(
        "{} takes {} {bound} {}, and this is {}",
        layer.label(),
        other.layer.label(),
        node.as_str()?,
        version.original()
    );
    Some(
        Finding::new(place, message)
            .label(node.span(), "the bound")
            .label(layer.anchor(), "the layer that sets it")
            .help("choose another version of one of the two"),
    )
}
