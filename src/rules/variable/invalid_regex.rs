//! Regular expressions that RE2 refuses.

use crate::finding::Finding;
use crate::model::profile::{Field, Profile, Variable};
use crate::model::schema::pattern::Pattern;
use crate::rules::{Check, Rule, Severity};
use crate::source::{Span, TextRange};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/invalid-regex",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/variable/invalid-regex.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.variables.iter().filter_map(finding).collect()
}

fn finding(variable: &Variable) -> Option<Finding> {
    let field = variable.regex.as_ref()?;
    let pattern = field.filled()?;
    let error = Pattern::parse(pattern).err()?;
    let message =
        format!("the pattern of {} is no regular expression: {}", variable.label(), error.message);
    let help = "it is read as RE2, the expressions of Go: without look-around and back-references";
    Some(Finding::new(part(field, pattern, error.range), message).help(help))
}

/// The offending part, where the pattern is written without escapes.
fn part(field: &Field, pattern: &str, range: TextRange) -> Span {
    let place = &field.place;
    let start = place.text().find(pattern).and_then(|at| u32::try_from(at).ok());
    let Some(start) = start.filter(|_| !range.is_empty()) else { return place.clone() };
    let start = place.range().start + start;
    Span::new(place.file(), TextRange::new(start + range.start, start + range.end))
}
