//! YAML that go-yaml reads and the specification forbids.

use super::problem::{told_as, yaml_documents};
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::ProblemKind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/non-portable-yaml",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/syntax/non-portable-yaml.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    yaml_documents(pack).flat_map(|document| told_as(ProblemKind::NonPortable, document)).collect()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    file.documents().flat_map(|document| told_as(ProblemKind::NonPortable, document)).collect()
}
