//! Required variables that each cluster has to give a value.

use crate::finding::Finding;
use crate::model::profile::{Field, Profile, Variable, is_set};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/required-without-default",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/variable/required-without-default.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let open = profile.variables.iter().filter(|variable| {
        let told = [&variable.hidden, &variable.immutable].into_iter();
        // A secret should have no default; the others are told by rules of their own.
        let told = told.chain([&variable.is_sensitive]).any(|flag| !is_off(flag.as_ref()));
        is_set(variable.required.as_ref())
            && variable.lacks_default()
            && !told
            && !variable.is_dropdown()
    });
    let finding = |variable: &Variable| {
        let message = format!("{} is required, and has no default", variable.label());
        let field = profile.syntax.field("defaultValue", "default_value");
        Finding::new(variable.anchor(), message)
            .help(format!("set `{field}`, unless every cluster needs a value of its own"))
    };
    open.map(finding).collect()
}

fn is_off(flag: Option<&Field>) -> bool {
    flag.is_none_or(|flag| flag.as_bool() == Some(false) || flag.is_empty())
}
