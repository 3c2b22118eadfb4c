//! A field that a profile does not have.

use super::terraform;
use crate::finding::Finding;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/unknown-field",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/unknown-field.md"),
    check: Check::ProfileFile(check),
};

fn check(file: &ProfileFile) -> Vec<Finding> {
    terraform::unknown_arguments(file)
}
