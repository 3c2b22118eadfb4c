//! Variables that nobody can set and that have no value.

use crate::finding::Finding;
use crate::model::profile::{Profile, Variable, is_set};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/immutable-without-default",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/variable/immutable-without-default.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let empty = profile.variables.iter().filter(|variable| {
        is_set(variable.immutable.as_ref()) && variable.lacks_default() && !variable.is_dropdown()
    });
    let finding = |variable: &Variable| {
        let message = format!("{} is immutable, and has no default", variable.label());
        let field = profile.syntax.field("defaultValue", "default_value");
        Finding::new(variable.anchor(), message)
            .help(format!("set `{field}`: no cluster can change the value"))
    };
    empty.map(finding).collect()
}
