//! Defaults of sensitive variables that stand in the file for everyone to read.

use crate::finding::Finding;
use crate::model::profile::{Profile, Variable, is_set};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/secret-default",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/variable/secret-default.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let sensitive =
        profile.variables.iter().filter(|variable| is_set(variable.is_sensitive.as_ref()));
    sensitive.filter_map(finding).collect()
}

fn finding(variable: &Variable) -> Option<Finding> {
    let (field, text) = variable.plain_default()?;
    let is_blank = text.starts_with('<') && text.ends_with('>');
    let message =
        format!("the default of the sensitive variable {} stands here in clear", variable.label());
    let help = "leave the default empty, and give the value where a cluster is made";
    (!is_blank).then(|| Finding::new(field.place.clone(), message).help(help))
}
