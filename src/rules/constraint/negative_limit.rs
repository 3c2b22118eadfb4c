//! Limits below zero.

use super::violation::violations;
use crate::finding::Finding;
use crate::model::conformance::ViolationKind;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/negative-limit",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/constraint/negative-limit.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let other = violations(pack).filter_map(|violated| match violated.kind {
        ViolationKind::Other(keyword) if keyword == "minimum" => {
            let text = violated.node.text().unwrap_or_default();
            let message =
                format!("the `minLimit` of {} is below zero: `{text}`", violated.object());
            Some(Finding::new(violated.node.span(), message).help("write the least that is needed"))
        }
        _ => None,
    });
    other.collect()
}
