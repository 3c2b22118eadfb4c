//! A pack that does not say who answers for it.

use super::annotation::lack;
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/missing-contributor",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/pack/missing-contributor.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let Some((at, message)) = lack(pack, "contributor") else { return Vec::new() };
    let help = "add it to `annotations` with the name of the company or project";
    vec![Finding::new(at, message).help(help)]
}
