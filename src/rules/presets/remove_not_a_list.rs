//! A `remove` that is no list of paths.

use super::shape::{Fault, Part, faults};
use crate::finding::Finding;
use crate::model::conformance::ViolationKind;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/remove-not-a-list",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/presets/remove-not-a-list.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    faults(pack).iter().filter_map(finding).collect()
}

fn finding(fault: &Fault<'_>) -> Option<Finding> {
    let ViolationKind::Type(_) = fault.kind else { return None };
    let kind = fault.node.kind().described();
    let message = match fault.part {
        Part::Field("remove") => format!("`remove` is {kind}, not a list of paths"),
        Part::Removed => format!("a path in `remove` is {kind}, not a string"),
        _ => return None,
    };
    let help = "write one dotted path per item, such as `- charts.demo.ingress`";
    Some(Finding::new(fault.node.span(), message).help(help))
}
