//! Variables that are called a secret and shown in the console.

use super::secret_name;
use crate::finding::{Edit, Finding, Fix};
use crate::model::profile::{Profile, Variable, VariableFormat};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/plain-secret",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/variable/plain-secret.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let plain = profile.variables.iter().filter(|variable| {
        let name = variable.name_text().is_some_and(secret_name::is_secret);
        let shown = variable
            .is_sensitive
            .as_ref()
            .is_none_or(|flag| flag.as_bool() == Some(false) || flag.is_empty());
        name && shown && holds_text(variable)
    });
    let finding = |variable: &Variable| {
        let message = format!("{} looks like a secret, and its value is shown", variable.label());
        let flag = profile.syntax.field("isSensitive", "is_sensitive");
        let title = format!("set `{flag}` to true");
        let written = variable.is_sensitive.as_ref().filter(|field| field.place.text() == "false");
        let fix = written.map(|field| {
            Fix::needs_a_look(title.clone(), Edit::replace(field.place.clone(), "true"))
        });
        let at = written.map_or_else(|| variable.anchor(), |field| field.place.clone());
        Finding::new(at, message).help(title).maybe_fix(fix)
    };
    plain.map(finding).collect()
}

/// A number or a switch is about a secret; a dropdown shows its values anyway.
fn holds_text(variable: &Variable) -> bool {
    let text =
        matches!(variable.known_format(), Some(VariableFormat::String | VariableFormat::Base64));
    text && !variable.is_dropdown()
}
