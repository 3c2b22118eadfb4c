//! Options that nobody is asked to choose from.

use crate::finding::Finding;
use crate::model::profile::{Profile, Syntax, Variable};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/options-without-dropdown",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/variable/options-without-dropdown.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.variables.iter().filter_map(|variable| finding(variable, profile.syntax)).collect()
}

fn finding(variable: &Variable, syntax: Syntax) -> Option<Finding> {
    let first = variable.options.first()?;
    let input_type =
        variable.input_type_text().filter(|name| matches!(*name, "text" | "multiline"))?;
    let message = format!("{} has options, but its input type is `{input_type}`", variable.label());
    let finding = Finding::new(first.opening.clone(), message);
    let finding = match &variable.input_type {
        Some(field) => finding.label(field.place.clone(), "the input type"),
        None => finding,
    };
    let field = syntax.field("inputType", "input_type");
    Some(finding.help(format!("set `{field}` to `dropdown`, or remove the options")))
}
