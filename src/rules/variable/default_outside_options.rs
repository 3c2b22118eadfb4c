//! Defaults of dropdowns that are none of the options.

use super::scalar::quotable;
use crate::finding::{Edit, Finding, Fix};
use crate::model::profile::{Field, Profile, Variable};
use crate::model::schema::verdict::shortened;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/default-outside-options",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/variable/default-outside-options.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let dropdowns = profile.variables.iter().filter(|variable| {
        variable.is_dropdown() && variable.has_known_options() && !variable.options.is_empty()
    });
    dropdowns.filter_map(finding).collect()
}

fn finding(variable: &Variable) -> Option<Finding> {
    let (field, text) = variable.plain_default()?;
    let place = field.place.clone();
    let values = || variable.options.iter().filter_map(|option| option.value.as_ref()?.text());
    if values().any(|value| value == text) {
        return None;
    }
    let is_labelled = |label: &Field| label.text() == Some(text);
    let labelled =
        variable.options.iter().find(|option| option.label.as_ref().is_some_and(is_labelled));
    if let Some(value) = labelled.and_then(|option| option.value.as_ref()) {
        let message = format!(
            "the default `{}` of {} is the label of an option",
            shortened(text),
            variable.label()
        );
        let finding = Finding::new(place, message).severity(Severity::Warning);
        let finding = finding.label(value.place.clone(), "its value");
        return Some(match value.text() {
            Some(meant) => advise(finding, field, meant),
            None => finding,
        });
    }
    // A label that is not known may be the default.
    let unknown =
        variable.options.iter().any(|option| option.label.as_ref().is_some_and(Field::is_unknown));
    let message =
        format!("the default `{}` of {} is none of its options", shortened(text), variable.label());
    let finding = Finding::new(place, message);
    let finding = match nearest(text, values()) {
        Some(meant) => advise(finding, field, meant),
        None => finding.help(format!("there are {}", list(values()))),
    };
    (!unknown).then_some(finding)
}

fn advise(finding: Finding, field: &Field, meant: &str) -> Finding {
    let title = format!("write `{}`", shortened(meant));
    let plain = meant.chars().all(|c| c.is_alphanumeric() || "-_. /".contains(c));
    let edit = || Edit::replace(field.place.clone(), format!("\"{meant}\""));
    let fix = (plain && quotable(field)).then(|| Fix::needs_a_look(title.clone(), edit()));
    finding.help(title).maybe_fix(fix)
}

fn list<'v>(values: impl Iterator<Item = &'v str>) -> String {
    let named: Vec<_> = values.take(8).map(|value| format!("`{}`", shortened(value))).collect();
    named.join(", ")
}
