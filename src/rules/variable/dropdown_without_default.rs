//! Dropdowns that do not say which option is the default.

use crate::finding::Finding;
use crate::model::profile::{Profile, Variable, is_set};
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/dropdown-without-default",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/variable/dropdown-without-default.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let dropdowns = profile.variables.iter().filter(|variable| variable.is_dropdown());
    let open =
        dropdowns.filter(|variable| variable.lacks_default() && !has_marked_option(variable));
    open.map(|variable| {
        let message = format!("the dropdown {} has no default", variable.label());
        let field = profile.syntax.field("defaultValue", "default_value");
        let value = variable.options.first().and_then(|option| option.value.as_ref()?.filled());
        let example = value.map(|value| format!(", such as `{}`", shortened(value)));
        let help =
            format!("set `{field}` to the value of an option{}", example.unwrap_or_default());
        Finding::new(variable.anchor(), message).help(help)
    })
    .collect()
}

/// An option may say itself that it is the default.
fn has_marked_option(variable: &Variable) -> bool {
    !variable.has_all_options
        || variable.options.iter().any(|option| is_set(option.default.as_ref()))
}
