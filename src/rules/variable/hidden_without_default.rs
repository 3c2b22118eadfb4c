//! Variables that are required, and that nobody is asked for.

use crate::finding::Finding;
use crate::model::profile::{Profile, Variable, is_set};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/hidden-without-default",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/variable/hidden-without-default.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let impossible = profile.variables.iter().filter(|variable| {
        let both = is_set(variable.hidden.as_ref()) && is_set(variable.required.as_ref());
        both && variable.lacks_default()
    });
    let finding = |variable: &Variable| {
        let message = format!("{} is hidden and required, and has no default", variable.label());
        let field = profile.syntax.field("defaultValue", "default_value");
        Finding::new(variable.anchor(), message)
            .help(format!("set `{field}`, or show the variable"))
    };
    impossible.map(finding).collect()
}
