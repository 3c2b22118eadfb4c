//! A cloud that Palette does not have. Only a warning: tenants register clouds of their own.

use super::violation::{Unlisted, unlisted};
use super::word::meant;
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/unknown-cloud-type",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/pack/unknown-cloud-type.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let clouds = unlisted(pack)
        .filter(|value| matches!(value.path.as_slice(), ["cloudTypes", _] | ["cloudType"]));
    clouds.map(finding).collect()
}

fn finding(value: Unlisted<'_>) -> Finding {
    let message = format!("`{}` is not a cloud that Palette knows", value.text);
    let finding = Finding::new(value.node.span(), message);
    match meant(value.text, value.known()) {
        Some(meant) => meant.advise(finding, value.node.span()),
        None => finding.help("use `custom` if it is a cloud that your tenant has registered"),
    }
}
