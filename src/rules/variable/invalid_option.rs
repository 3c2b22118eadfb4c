//! Options that do not have the format of their variable.

use super::scalar::{in_quotes, opening};
use crate::finding::Finding;
use crate::model::literal::has_macro;
use crate::model::profile::{Field, Profile, Variable};
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::Kind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/invalid-option",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/variable/invalid-option.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.variables.iter().flat_map(findings).collect()
}

fn findings(variable: &Variable) -> Vec<Finding> {
    let values = variable.options.iter().filter_map(|option| option.value.as_ref());
    values.filter_map(|value| finding(variable, value)).collect()
}

fn finding(variable: &Variable, value: &Field) -> Option<Finding> {
    let kind = value.kind()?;
    if !matches!(kind, Kind::String | Kind::Null) {
        let message = format!(
            "the value of an option of {} must be a string, not {}",
            variable.label(),
            kind.described()
        );
        return Some(in_quotes(Finding::new(opening(value), message), value));
    }
    let text = value.filled().filter(|text| !has_macro(text))?;
    let objection = variable.known_format()?.objection(text)?;
    let message = format!("the option `{}` of {} {objection}", shortened(text), variable.label());
    let finding = Finding::new(value.place.clone(), message);
    let format = variable.format.as_ref()?;
    Some(finding.label(format.place.clone(), "the format"))
}
