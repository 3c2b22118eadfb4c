//! A layer that cluster profiles do not have.

use super::violation::{Unlisted, unlisted};
use super::word::meant;
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/unknown-layer",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/pack/unknown-layer.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    unlisted(pack).filter(|value| value.path == ["layer"]).map(finding).collect()
}

fn finding(value: Unlisted<'_>) -> Finding {
    let known: Vec<&str> = value.known().collect();
    let message = format!("`layer` must be one of {}, not `{}`", known.join(", "), value.text);
    let finding = Finding::new(value.node.span(), message);
    match meant(value.text, value.known()) {
        Some(meant) => meant.advise(finding, value.node.span()),
        None => finding,
    }
}
