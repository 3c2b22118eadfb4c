//! A presets.yaml without the list of presets.

use super::shape::{Fault, Part, faults};
use crate::finding::Finding;
use crate::model::conformance::ViolationKind;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/missing-list",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/presets/missing-list.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    faults(pack).iter().filter_map(finding).collect()
}

fn finding(fault: &Fault<'_>) -> Option<Finding> {
    let help = "write the presets as a list below `presets`";
    match (&fault.part, fault.kind) {
        (Part::File, ViolationKind::Missing(_)) => {
            let first = fault.node.entries().next().map_or(fault.node, |entry| entry.key);
            let message = "`presets.yaml` has no list `presets`, so it has no effect";
            Some(Finding::new(first.span(), message).help(help))
        }
        (Part::List, ViolationKind::Type(_)) => {
            let message = format!("`presets` is {}, not a list", fault.node.kind().described());
            Some(Finding::new(fault.node.span(), message).help(help))
        }
        _ => None,
    }
}
