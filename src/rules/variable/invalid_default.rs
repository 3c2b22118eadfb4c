//! Defaults that do not have the format of their variable.

use crate::finding::Finding;
use crate::model::profile::{Profile, Variable};
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/invalid-default",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/variable/invalid-default.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.variables.iter().filter_map(finding).collect()
}

fn finding(variable: &Variable) -> Option<Finding> {
    let (field, text) = variable.plain_default()?;
    let objection = variable.known_format()?.objection(text)?;
    let message = format!("the default `{}` of {} {objection}", shortened(text), variable.label());
    let finding = Finding::new(field.place.clone(), message);
    let format = variable.format.as_ref().map(|format| format.place.clone());
    Some(match format {
        Some(place) => finding.label(place, "the format"),
        None => finding,
    })
}
