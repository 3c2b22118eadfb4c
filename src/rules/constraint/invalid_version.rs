//! Bounds of a dependency that are no versions.

use crate::finding::Finding;
use crate::model::constraint::{self, Dependency};
use crate::model::pack::Pack;
use crate::model::version::Version;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/invalid-version",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/constraint/invalid-version.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let dependencies = pack.manifest().into_iter().flat_map(constraint::dependencies);
    let bounds = dependencies.flat_map(Dependency::bounds).flatten();
    bounds.filter_map(finding).collect()
}

fn finding(bound: NodeRef<'_>) -> Option<Finding> {
    let text = bound.as_str().filter(|text| Version::lenient(text).is_none())?;
    let help = "write a single version such as `1.27`, or leave the string empty for no bound";
    Some(Finding::new(bound.span(), format!("`{text}` is not a version")).help(help))
}
