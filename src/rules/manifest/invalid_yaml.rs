//! A manifest without tags that is not YAML.

use crate::finding::Finding;
use crate::model::manifest::Manifest;
use crate::model::pack::Pack;
use crate::rules::syntax::problem::told_as;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::ProblemKind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "manifest/invalid-yaml",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/manifest/invalid-yaml.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let documents = pack.manifests().iter().filter_map(Manifest::plain_document);
    documents.flat_map(|document| told_as(ProblemKind::Invalid, document)).collect()
}
