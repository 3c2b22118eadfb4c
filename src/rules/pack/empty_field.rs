//! Fields and entries that hold nothing.

use super::violation::{opening, subject, violations};
use crate::finding::Finding;
use crate::model::conformance::{Violation, ViolationKind};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/empty-field",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/pack/empty-field.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let empty = violations(pack).filter(|(violation, _)| violation.kind == ViolationKind::Empty);
    empty.map(|(violation, node)| finding(violation, node)).collect()
}

fn finding(violation: &Violation, node: NodeRef<'_>) -> Finding {
    let finding = Finding::new(opening(node), format!("{} is empty", subject(violation)));
    match violation.path().as_slice() {
        ["cloudTypes" | "cloudType", rest @ ..] => finding
            .severity(Severity::Warning)
            .help(if rest.is_empty() { "name the clouds, or `all`" } else { "remove the entry" }),
        [_] => finding.help("give it a value"),
        _ => finding.help("remove the entry, or write the path of a file"),
    }
}
