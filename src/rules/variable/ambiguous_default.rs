//! Options that contradict each other or the default.

use crate::finding::Finding;
use crate::model::profile::{Field, Profile, Variable, VariableOption, is_set};
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/ambiguous-default",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/variable/ambiguous-default.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.variables.iter().flat_map(findings).collect()
}

fn findings(variable: &Variable) -> Vec<Finding> {
    let is_default = |option: &&VariableOption| is_set(option.default.as_ref());
    let mut marked = variable.options.iter().filter(is_default);
    let Some(first) = marked.next() else { return Vec::new() };
    let others = marked.filter_map(|option| {
        let message = format!("another option of {} is the default too", variable.label());
        let finding = Finding::new(option.default.as_ref()?.key_place(), message);
        let finding = finding.label(first.default.as_ref()?.key_place(), "the first");
        Some(finding.help("leave `default` to one option"))
    });
    disagreement(variable, first).into_iter().chain(others).collect()
}

/// The option that is marked and the default of the variable are two.
fn disagreement(variable: &Variable, option: &VariableOption) -> Option<Finding> {
    let (field, text) = variable.plain_default()?;
    let value = option.value.as_ref()?.text()?;
    let label = option.label.as_ref().and_then(Field::text);
    let agree = text == value || label == Some(text);
    let message = format!(
        "the option `{}` of {} is the default, and so is `{}`",
        shortened(value),
        variable.label(),
        shortened(text)
    );
    let finding = Finding::new(option.default.as_ref()?.key_place(), message);
    let finding = finding.label(field.place.clone(), "the default of the variable");
    (!agree).then(|| finding.help("let both name one option"))
}
