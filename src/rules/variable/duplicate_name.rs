//! Two variables of one name.

use crate::finding::Finding;
use crate::model::profile::{Field, Profile};
use crate::rules::profile::repeat::repeated;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/duplicate-name",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/variable/duplicate-name.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let names = profile.variables.iter().filter_map(|variable| variable.name.as_ref());
    let twins = repeated(names, |name| name.filled());
    twins.into_iter().map(finding).collect()
}

fn finding((first, second, name): (&Field, &Field, &str)) -> Finding {
    let message = format!("another variable has the name `{name}` too");
    Finding::new(second.place.clone(), message)
        .label(first.place.clone(), "the first")
        .help("give it a name of its own")
}
