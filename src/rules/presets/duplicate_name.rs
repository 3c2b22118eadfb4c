//! Two presets of one name.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/duplicate-name",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/presets/duplicate-name.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let mut first = HashMap::new();
    let mut findings = Vec::new();
    for preset in pack.presets() {
        let (Some(node), Some(name)) = (preset.field("name"), preset.name()) else { continue };
        let earlier = *first.entry(name).or_insert(node);
        if earlier.range() != node.range() {
            let message = format!("two presets are named `{name}`");
            let finding = Finding::new(node.span(), message).label(earlier.span(), "the first");
            findings.push(finding.help("a name must be unique in the file, in all groups"));
        }
    }
    findings
}
