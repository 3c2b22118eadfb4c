//! Defaults that are the asterisks of an export.

use crate::finding::Finding;
use crate::model::profile::{Profile, Variable};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/masked-default",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/variable/masked-default.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.variables.iter().filter_map(finding).collect()
}

fn finding(variable: &Variable) -> Option<Finding> {
    let field = variable.masked_default()?;
    let message = format!("the default of {} was masked when it was exported", variable.label());
    let help = "enter the value again when you import the profile, or leave the default empty";
    Some(Finding::new(field.place.clone(), message).help(help))
}
