//! A Terraform file with a profile is not HCL.

use super::problem::terraform;
use crate::finding::Finding;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::ProblemKind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/invalid-hcl",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/syntax/invalid-hcl.md"),
    check: Check::ProfileFile(check),
};

fn check(file: &ProfileFile) -> Vec<Finding> {
    terraform(ProblemKind::Invalid, file).into_iter().collect()
}
