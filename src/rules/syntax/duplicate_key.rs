//! A key that stands twice in one mapping: the last wins, silently.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/duplicate-key",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/syntax/duplicate-key.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.documents().flat_map(|document| document.mappings().flat_map(duplicates)).collect()
}

fn duplicates(mapping: NodeRef<'_>) -> Vec<Finding> {
    let mut first: HashMap<Cow<'_, str>, NodeRef<'_>> = HashMap::new();
    let mut findings = Vec::new();
    for entry in mapping.entries().filter(|entry| !entry.is_merge()) {
        let earlier = *first.entry(entry.name()).or_insert(entry.key);
        if earlier.range() == entry.key.range() {
            continue;
        }
        let message = format!("the key `{}` stands twice in this mapping", entry.name());
        let finding = Finding::new(entry.key.span(), message)
            .label(earlier.span(), "the first, which has no effect")
            .help("keep one of them: of two equal keys Helm and Palette take the last");
        findings.push(finding);
    }
    findings
}
