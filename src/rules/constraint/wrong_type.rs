//! Values below `constraints` of another type than their field has.

use super::violation::{Violated, violations};
use crate::finding::{Edit, Finding, Fix};
use crate::model::conformance::ViolationKind;
use crate::model::pack::Pack;
use crate::rules::pack::violation::{described, opening, quoted};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/wrong-type",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/constraint/wrong-type.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let wrong = violations(pack).filter_map(|violated| match violated.kind {
        ViolationKind::Type(types) => Some(finding(&violated, types)),
        _ => None,
    });
    wrong.collect()
}

fn finding(violated: &Violated<'_>, types: &[&str]) -> Finding {
    let node = violated.node;
    let what = match violated.field() {
        Some(field) => format!("`{field}`"),
        None => format!("an entry of `{}`", violated.list()),
    };
    let message = format!("{what} must be {}, not {}", types.join(" or "), described(node));
    let cured = match types {
        ["a string"] => quoted(node).map(|text| ("put the value in double quotes", text)),
        ["a number"] => unquoted(node).map(|text| ("remove the quotes", text)),
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

/// A number that stands in quotes, and that JSON can write without.
fn unquoted(node: NodeRef<'_>) -> Option<String> {
    let text = node.as_str()?;
    let number: serde_json::Number = serde_json::from_str(text.trim()).ok()?;
    Some(number.to_string())
}
