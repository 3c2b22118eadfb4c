//! A text of the pack is not YAML.

use super::problem::{told_as, yaml_documents};
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::ProblemKind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/invalid-yaml",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/syntax/invalid-yaml.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    yaml_documents(pack).flat_map(|document| told_as(ProblemKind::Invalid, document)).collect()
}
