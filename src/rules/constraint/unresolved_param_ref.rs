//! References of resources to parameters that `values.yaml` does not have.

use super::reference::References;
use crate::finding::Finding;
use crate::model::constraint::ParamRef;
use crate::model::constraint::parameter::{self, Parameters, Reached, Resolution};
use crate::model::pack::Pack;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/unresolved-param-ref",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/constraint/unresolved-param-ref.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let Some(references) = References::of(pack) else { return Vec::new() };
    let lost = references.resolved().filter_map(|(reference, resolution)| match resolution {
        Resolution::Nothing => Some(reference),
        _ => None,
    });
    let paths = references.parameters.scalars();
    let finding = |(at, reference)| {
        // Looking for what was meant is dear, and nobody reads the hundredth hint.
        let paths = if at < HINTS { &paths[..] } else { &[] };
        finding(reference, &references.parameters, paths)
    };
    lost.enumerate().map(finding).collect()
}

const HINTS: usize = 30;

fn finding(reference: ParamRef<'_>, parameters: &Parameters<'_>, paths: &[&str]) -> Finding {
    let path = reference.path;
    let message = format!("`{path}` is not in `values.yaml`");
    let finding = Finding::new(reference.node.span(), message);
    let near = nearest(path, paths.iter().copied());
    if let Some(near) = near.or_else(|| parameter::sibling(path, paths)) {
        return finding.help(format!("did you mean `{near}`?"));
    }
    match parameters.reach(path) {
        Some(reached) => broken_off(finding, reached),
        None => finding.help("write the path of a parameter from the top of `values.yaml`"),
    }
}

/// Says how far the path can be followed, and what is there instead.
fn broken_off(finding: Finding, reached: Reached<'_, '_>) -> Finding {
    let Reached { path, node, missing } = reached;
    let help = match offered(node) {
        Some(there) => format!("name a parameter that is there: `{path}` has {there}"),
        None => format!("add `{missing}` to `{path}`, or name a parameter that is there"),
    };
    let finding = finding.help(help);
    finding.label(key_of(node), format!("`{path}` has no `{missing}`"))
}

/// The keys of a mapping, where they are few enough to choose from.
fn offered(node: NodeRef<'_>) -> Option<String> {
    let keys: Vec<String> = node.entries().map(|entry| format!("`{}`", entry.name())).collect();
    (1..=KEYS).contains(&keys.len()).then(|| keys.join(", "))
}

const KEYS: usize = 12;

/// Where a value starts: the whole of a mapping shows nothing.
fn key_of(node: NodeRef<'_>) -> crate::source::Span {
    match (node.kind(), node.entries().next()) {
        (Kind::Mapping, Some(first)) => first.key.span(),
        _ => node.span(),
    }
}
