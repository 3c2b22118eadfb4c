//! A category that the console does not have.

use super::addon_type_on_infra::infra_layer;
use super::violation::{Unlisted, unlisted};
use super::word::meant;
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/unknown-addon-type",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/pack/unknown-addon-type.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    // On those layers any category is one too many, and `pack/addon-type-on-infra` says so.
    if infra_layer(pack).is_some() {
        return Vec::new();
    }
    unlisted(pack).filter(|value| value.path == ["addonType"]).map(finding).collect()
}

fn finding(value: Unlisted<'_>) -> Finding {
    let message = format!("`{}` is not an `addonType` that Palette knows", value.text);
    let finding = Finding::new(value.node.span(), message);
    match meant(value.text, value.known()) {
        Some(meant) => meant.advise(finding, value.node.span()),
        None => {
            let known: Vec<&str> = value.known().collect();
            finding.help(format!("use one of {}", known.join(", ")))
        }
    }
}
