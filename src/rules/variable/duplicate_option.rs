//! Two options of one value.

use crate::finding::Finding;
use crate::model::profile::{Field, Profile, Variable};
use crate::model::schema::verdict::shortened;
use crate::rules::profile::repeat::repeated;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/duplicate-option",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/variable/duplicate-option.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.variables.iter().flat_map(findings).collect()
}

fn findings(variable: &Variable) -> Vec<Finding> {
    let values = variable.options.iter().filter_map(|option| option.value.as_ref());
    let finding = |(first, second, value): (&Field, &Field, &str)| {
        let message = format!(
            "another option of {} has the value `{}` too",
            variable.label(),
            shortened(value)
        );
        Finding::new(second.place.clone(), message)
            .label(first.place.clone(), "the first")
            .help("remove one of them")
    };
    repeated(values, |value| value.text()).into_iter().map(finding).collect()
}
