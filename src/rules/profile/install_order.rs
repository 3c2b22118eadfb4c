//! Packs that are installed before, or together with, what they require.

use crate::finding::Finding;
use crate::model::constraint::Dependency;
use crate::model::profile::{Resolved, ResolvedLayer};
use crate::model::values::INSTALL_PRIORITY;
use crate::rules::{Check, Rule, Severity};
use crate::source::Span;

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/install-order",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/install-order.md"),
    check: Check::Resolved(check),
};

fn check(resolved: &Resolved<'_>) -> Vec<Finding> {
    let required = resolved.dependencies().filter(|(layer, _, found)| {
        found.kind_text() == Some("required")
            && found.layer() == Some("addon")
            && layer.pack().is_some_and(|pack| pack.is_addon())
    });
    required
        .flat_map(|(layer, _, found)| {
            let name = found.pack_name().and_then(|node| node.as_str()).unwrap_or_default();
            let first = resolved.named(name).next();
            first.and_then(|other| finding(layer, found, other))
        })
        .collect()
}

fn finding(
    layer: &ResolvedLayer<'_>,
    found: Dependency<'_>,
    other: &ResolvedLayer<'_>,
) -> Option<Finding> {
    let (own, first) = (layer.priority()?, other.priority()?);
    if own > first || layer.layer.index == other.layer.index {
        return None;
    }
    let (this, that) = (layer.layer.label(), other.layer.label());
    let when = if own == first { "together with" } else { "before" };
    let message = format!("{this} is installed {when} {that}, which it requires");
    let finding = Finding::new(place(layer), message)
        .label(place(other), format!("{that} has the install priority {first}"))
        .label(found.node.get("packName").unwrap_or(found.node).span(), "the requirement");
    let next = first.saturating_add(1);
    Some(
        finding.help(format!(
            "set `pack.{INSTALL_PRIORITY}: \"{next}\"` or more in the values of {this}"
        )),
    )
}

/// The priority where it is written, else the layer.
fn place(resolved: &ResolvedLayer<'_>) -> Span {
    let section = resolved.layer.pack_section();
    let node = section.and_then(|section| section.node.get(INSTALL_PRIORITY));
    node.map_or_else(|| resolved.layer.anchor(), |node| node.span())
}
