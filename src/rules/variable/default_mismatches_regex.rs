//! Defaults that the regular expression of their variable refuses.

use crate::finding::Finding;
use crate::limits;
use crate::model::profile::{Profile, Variable};
use crate::model::schema::pattern::Pattern;
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/default-mismatches-regex",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/variable/default-mismatches-regex.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.variables.iter().filter_map(finding).collect()
}

fn finding(variable: &Variable) -> Option<Finding> {
    let (field, text) = variable.plain_default()?;
    let regex = variable.regex.as_ref()?;
    let pattern = regex.filled()?;
    if text.len() > limits::MATCHED_BYTES {
        return None;
    }
    // Whether all of the value has to match is not documented: what matches nowhere never does.
    let mismatches = !Pattern::parse(pattern).ok()?.compile()?.is_match(text);
    let message = format!(
        "the default `{}` of {} does not match `{}`",
        shortened(text),
        variable.label(),
        shortened(pattern)
    );
    let finding =
        Finding::new(field.place.clone(), message).label(regex.place.clone(), "the pattern");
    mismatches.then_some(finding)
}
