//! Values of another type than their field has.

use super::violation::{described, opening, quoted, subject, violations};
use crate::finding::{Edit, Finding, Fix};
use crate::model::conformance::{Violation, ViolationKind};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/wrong-type",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/pack/wrong-type.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let wrong = violations(pack).filter_map(|(violation, node)| match &violation.kind {
        ViolationKind::Type(types) => Some(finding(violation, node, types)),
        _ => None,
    });
    wrong.collect()
}

fn finding(violation: &Violation, node: NodeRef<'_>, types: &[&str]) -> Finding {
    let (what, wanted) = (subject(violation), types.join(" or "));
    let message = format!("{what} must be {wanted}, not {}", described(node));
    let cured = match types {
        ["a string"] => quoted(node).map(|text| ("put the value in double quotes", text)),
        ["a list"] => listed(node).map(|text| ("put the value in brackets", text)),
        _ => None,
    };
    let finding = Finding::new(opening(node), message);
    match cured {
        Some((how, text)) => {
            finding.help(how).fix(Fix::safe(how, Edit::replace(node.span(), text)))
        }
        None => finding,
    }
}

/// One string where a list of strings belongs.
fn listed(node: NodeRef<'_>) -> Option<String> {
    node.as_str().filter(|text| !text.is_empty()).map(|_| format!("[{}]", node.span().text()))
}
