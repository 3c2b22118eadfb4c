//! Versions of one pack in different categories.

use super::drift::{Drift, drifts};
use crate::finding::Finding;
use crate::model::registry::Registry;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "registry/addon-type-drift",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/registry/addon-type-drift.md"),
    check: Check::Registry(check),
};

fn check(registry: &Registry) -> Vec<Finding> {
    drifts(registry, "addonType").iter().map(finding).collect()
}

fn finding(drift: &Drift<'_>) -> Finding {
    let Drift { name, text, expected, .. } = drift;
    let message = format!(
        "`{name}` is listed under `{text}` here, but under `{}` in version `{}`",
        expected.text,
        expected.version()
    );
    Finding::new(drift.node.span(), message)
        .label(expected.node.span(), drift.reason())
        .help("use the same `addonType` in every version")
}
