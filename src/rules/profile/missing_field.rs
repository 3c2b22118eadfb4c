//! A field that a profile lacks.

use super::terraform;
use crate::finding::Finding;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/missing-field",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/missing-field.md"),
    check: Check::ProfileFile(check),
};

fn check(file: &ProfileFile) -> Vec<Finding> {
    terraform::missing_arguments(file)
}
