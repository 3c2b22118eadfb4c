//! Functions on variables, which Palette does not apply.

use crate::finding::Finding;
use crate::model::macros::Macro;
use crate::model::profile::Profile;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/with-function",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/variable/with-function.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.used_variables().filter_map(finding).collect()
}

fn finding(used: &Macro) -> Option<Finding> {
    let function = &used.filters.first()?.name;
    let what = match function.text.as_str() {
        "" => "a pipe".to_owned(),
        name => format!("the function `{name}`"),
    };
    let message = format!("{what} on the variable `{}` is not supported", used.key.text);
    let help = "give the variable the value as it is needed; functions work on other macros";
    Some(Finding::new(function.span.clone(), message).help(help))
}
