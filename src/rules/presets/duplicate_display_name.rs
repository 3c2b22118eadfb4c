//! Two presets of a group that look the same in the console.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/duplicate-display-name",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/presets/duplicate-display-name.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let mut first = HashMap::new();
    let mut findings = Vec::new();
    for preset in pack.presets() {
        let (Some(node), Some(group)) = (preset.field("displayName"), preset.group()) else {
            continue;
        };
        let name = node.as_str().unwrap_or_default();
        let earlier = *first.entry((group, name)).or_insert(node);
        if earlier.range() != node.range() {
            let message = format!("two presets of the group `{group}` are shown as `{name}`");
            let finding = Finding::new(node.span(), message).label(earlier.span(), "the first");
            findings.push(finding.help("say in `displayName` how they differ"));
        }
    }
    findings
}
