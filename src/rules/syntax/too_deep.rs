//! Collections that nest deeper than palint, and go-yaml, follow.

use super::problem::{in_charts, terraform, told_as};
use crate::finding::Finding;
use crate::model::manifest::Manifest;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::template::ErrorKind;
use crate::syntax::tree::ProblemKind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/too-deep",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/syntax/too-deep.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let manifests = pack.manifests().iter().filter_map(Manifest::plain_document);
    let texts = pack.documents().chain(manifests);
    let texts = texts.flat_map(|document| told_as(ProblemKind::TooDeep, document));
    texts.chain(in_charts((ProblemKind::TooDeep, ErrorKind::TooDeep), pack)).collect()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    let texts = file.documents().flat_map(|document| told_as(ProblemKind::TooDeep, document));
    texts.chain(terraform(ProblemKind::TooDeep, file)).collect()
}
