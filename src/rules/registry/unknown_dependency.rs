//! Dependencies on packs that the registry does not have.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::limits;
use crate::model::constraint::Dependency;
use crate::model::registry::{Member, Registry};
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "registry/unknown-dependency",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/registry/unknown-dependency.md"),
    check: Check::Registry(check),
};

fn check(registry: &Registry) -> Vec<Finding> {
    let packs = registry.by_name();
    if packs.len() < FEW {
        return Vec::new();
    }
    let dependencies = registry.members().iter().flat_map(Member::dependencies);
    let unknown = dependencies.filter_map(|dependency| {
        let name =
            addon(dependency).filter(|name| !packs.contains_key(name.as_str().unwrap_or("")))?;
        Some((dependency, name))
    });
    // Each is compared with every name.
    let unknown = unknown.take(limits::CONSTRAINTS);
    unknown.filter_map(|(dependency, name)| finding(dependency, name, &packs)).collect()
}

/// The name, where it is that of an add-on: the packs of the lower layers come from Palette's own
/// registry.
fn addon(dependency: Dependency<'_>) -> Option<NodeRef<'_>> {
    dependency.pack_name().filter(|_| dependency.layer() == Some("addon"))
}

/// So few packs are the ones at hand, and not a registry.
const FEW: usize = 3;

fn finding(
    dependency: Dependency<'_>,
    name: NodeRef<'_>,
    packs: &BTreeMap<&str, Vec<&Member>>,
) -> Option<Finding> {
    let text = name.as_str()?;
    let finding = Finding::new(name.span(), format!("no pack here is called `{text}`"));
    if let Some(near) = nearest(text, packs.keys().copied()) {
        return Some(finding.help(format!("did you mean `{near}`?")));
    }
    let required = dependency.kind_text() == Some("required");
    let help = "make sure that another registry has it: without it no profile can hold this pack";
    required.then(|| finding.help(help))
}
