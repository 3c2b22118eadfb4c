//! Defaults that are numbers or booleans, where the API takes strings.

use super::scalar::{in_quotes, opening};
use crate::finding::Finding;
use crate::model::profile::{Profile, Variable};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::Kind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/default-not-a-string",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/variable/default-not-a-string.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.variables.iter().filter_map(finding).collect()
}

fn finding(variable: &Variable) -> Option<Finding> {
    let field = variable.default_value.as_ref()?;
    let kind = field.kind().filter(|kind| !matches!(kind, Kind::String | Kind::Null))?;
    let message =
        format!("the default of {} must be a string, not {}", variable.label(), kind.described());
    Some(in_quotes(Finding::new(opening(field), message), field))
}
