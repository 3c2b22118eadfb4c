//! Tiers of one name.

use super::repeat::repeated;
use crate::finding::Finding;
use crate::model::profile::{Field, Profile};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/duplicate-tier",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/duplicate-tier.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let names = profile.tiers.iter().filter_map(|tier| tier.name.as_ref());
    let twins = repeated(names, |name| name.filled());
    let finding = |(first, second, name): (&Field, &Field, &str)| {
        let message = format!("another tier is named `{name}` too");
        Finding::new(second.place.clone(), message)
            .label(first.place.clone(), "the first")
            .help("give it a name of its own: macros find a tier by its name")
    };
    twins.into_iter().map(finding).collect()
}
