//! A presets.yaml without the list of presets.

use super::shape::{Fault, Part, faults};
use crate::finding::{Edit, Finding, Fix};
use crate::model::conformance::ViolationKind;
use crate::model::pack::Pack;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/missing-list",
    severity: Severity::Error,
    fixable: true,
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
            let message = "`presets.yaml` has no list `presets`, so it has no effect";
            let Some(misspelt) = misspelt(fault.node) else {
                let first = fault.node.entries().next().map_or(fault.node, |entry| entry.key);
                return Some(Finding::new(first.span(), message).help(help));
            };
            let edit = Edit::replace(misspelt.span(), "presets");
            let fix = Fix::needs_a_look("rename it to `presets`", edit);
            let finding = Finding::new(misspelt.span(), message);
            Some(finding.help("rename it to `presets`").fix(fix))
        }
        (Part::List, ViolationKind::Type(_)) => {
            let message = format!("`presets` is {}, not a list", fault.node.kind().described());
            Some(Finding::new(fault.node.span(), message).help(help))
        }
        _ => None,
    }
}

/// A key that was meant to be `presets`.
fn misspelt(root: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let mut keys = root.entries().map(|entry| entry.key);
    keys.find(|key| nearest(&key.key_text(), ["presets"]).is_some())
}
