//! Versions of one pack under different display names.

use super::drift::{Drift, drifts};
use crate::finding::Finding;
use crate::model::registry::Registry;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "registry/display-name-drift",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/registry/display-name-drift.md"),
    check: Check::Registry(check),
};

fn check(registry: &Registry) -> Vec<Finding> {
    drifts(registry, "displayName").iter().map(finding).collect()
}

fn finding(drift: &Drift<'_>) -> Finding {
    let Drift { name, text, expected, .. } = drift;
    let message = format!(
        "`{name}` is called `{text}` here, but `{}` in version `{}`",
        expected.text,
        expected.version()
    );
    Finding::new(drift.node.span(), message)
        .label(expected.node.span(), drift.reason())
        .help("use the same display name in every version")
}
