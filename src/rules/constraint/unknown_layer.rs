//! Dependencies on a pack of a layer that profiles do not have.

use super::violation::unlisted;
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::pack::violation::Unlisted;
use crate::rules::pack::word::meant;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/unknown-layer",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/constraint/unknown-layer.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    unlisted(pack).filter_map(finding).collect()
}

fn finding(value: Unlisted<'_>) -> Option<Finding> {
    let what = match value.path.as_slice() {
        [.., "layer"] => "a layer",
        _ => return None,
    };
    let known: Vec<&str> = value.known().collect();
    let message = format!("`{}` is not {what}: it must be one of {}", value.text, known.join(", "));
    let finding = Finding::new(value.node.span(), message);
    Some(match meant(value.text, value.known()) {
        Some(meant) => meant.advise(finding, value.node.span()),
        None => finding,
    })
}
