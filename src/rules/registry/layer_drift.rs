//! Versions of one pack in different layers.

use super::drift::{Drift, drifts};
use crate::finding::Finding;
use crate::model::registry::Registry;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "registry/layer-drift",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/registry/layer-drift.md"),
    check: Check::Registry(check),
};

fn check(registry: &Registry) -> Vec<Finding> {
    drifts(registry, "layer").iter().map(finding).collect()
}

fn finding(drift: &Drift<'_>) -> Finding {
    let Drift { name, text, expected, .. } = drift;
    let message = format!(
        "`{name}` is of the layer `{text}` here, but of `{}` in version `{}`",
        expected.text,
        expected.version()
    );
    Finding::new(drift.node.span(), message).label(expected.node.span(), drift.reason()).help(
        "use the same layer in every version, or give the pack of the other layer another name",
    )
}
