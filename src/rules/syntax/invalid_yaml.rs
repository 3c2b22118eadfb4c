//! A text of the pack, or a profile in YAML, is not YAML.

use super::problem::{told_as, yaml_documents, yaml_profile};
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::ProblemKind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/invalid-yaml",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/syntax/invalid-yaml.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    yaml_documents(pack).flat_map(|document| told_as(ProblemKind::Invalid, document)).collect()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    yaml_profile(file).map_or_else(Vec::new, |document| told_as(ProblemKind::Invalid, document))
}
