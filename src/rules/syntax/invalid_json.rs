//! `pack.json`, or a profile in JSON, is not JSON.

use super::problem::told_as;
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::ProblemKind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/invalid-json",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/syntax/invalid-json.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let json = pack.json().document.as_ref();
    json.map_or_else(|_| Vec::new(), |document| told_as(ProblemKind::Invalid, document))
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    let document = file.document().filter(|_| file.is_json());
    document.map_or_else(Vec::new, |document| told_as(ProblemKind::Invalid, document))
}
