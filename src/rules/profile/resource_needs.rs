//! What the packs of a profile need of each worker pool, together.

use crate::finding::Finding;
use crate::model::profile::Resolved;
use crate::model::profile::needs;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/resource-needs",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/profile/resource-needs.md"),
    check: Check::Resolved(check),
};

fn check(resolved: &Resolved<'_>) -> Vec<Finding> {
    let needs = needs::of(resolved);
    if needs.is_empty() {
        return Vec::new();
    }
    let message = format!("the packs of this profile need {needs} of the worker pools");
    let finding = Finding::new(resolved.profile.anchor(), message)
        .help("choose machines for the worker pools that have this to spare");
    let label = |finding: Finding, need: &needs::Need<'_>| {
        finding.label(need.node.span(), format!("{} of `{}`", need.amount(), need.pack))
    };
    vec![needs.all.iter().fold(finding, label)]
}
