//! Dependencies on versions above one and below a lower one.

use crate::finding::Finding;
use crate::model::constraint::{self, Dependency};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/empty-range",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/constraint/empty-range.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let dependencies = pack.manifest().into_iter().flat_map(constraint::dependencies);
    dependencies.filter_map(finding).collect()
}

fn finding(dependency: Dependency<'_>) -> Option<Finding> {
    dependency.interval()?.is_empty().then_some(())?;
    let [Some(min), Some(max)] = dependency.bounds() else { return None };
    let (from, to) = (min.as_str()?, max.as_str()?);
    let message = format!("no version lies between `{from}` and `{to}`");
    let finding = Finding::new(max.span(), message).label(min.span(), "the lower bound");
    Some(match from.strip_prefix(to).is_some_and(|rest| rest.starts_with('.')) {
        true => finding.help(format!("write the last number too: `{to}` means `{to}.0`")),
        false => finding.help("swap the bounds, or leave one of them empty"),
    })
}
