//! Dropdowns with nothing to choose from.

use crate::finding::Finding;
use crate::model::profile::{Profile, Variable};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/dropdown-without-options",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/variable/dropdown-without-options.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let empty = profile.variables.iter().filter(|variable| {
        variable.is_dropdown() && variable.has_all_options && variable.options.is_empty()
    });
    empty.map(finding).collect()
}

fn finding(variable: &Variable) -> Finding {
    let at = variable.input_type.as_ref().map_or_else(|| variable.anchor(), |f| f.place.clone());
    let message = format!("the dropdown {} has no options", variable.label());
    Finding::new(at, message).help("add `options`, or let its input type be `text`")
}
