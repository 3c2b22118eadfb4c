//! Values of a layer that are no YAML, or no mapping.

use super::terraform;
use crate::finding::Finding;
use crate::model::profile::{Embedded, Profile};
use crate::rules::syntax::problem::told_as;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Kind, ProblemKind};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/invalid-values",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/invalid-values.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.values().flat_map(findings).collect()
}

fn findings(values: &Embedded) -> Vec<Finding> {
    let document = values.document();
    let mut findings = told_as(ProblemKind::Invalid, document);
    if let Some(help) = terraform::trimmed(values) {
        findings = findings.into_iter().map(|finding| finding.help(help)).collect();
    }
    let root = document.root();
    let other = root.filter(|root| !matches!(root.kind(), Kind::Mapping | Kind::Null));
    findings.extend(other.filter(|_| document.problems().is_empty()).map(|root| {
        let message =
            format!("the values must be a mapping of keys, this is {}", root.kind().described());
        Finding::new(root.span(), message)
    }));
    findings
}
