//! Versions of one profile that differ in type or cloud.

use super::repeat::repeated;
use crate::finding::Finding;
use crate::model::profile::{Field, Identity};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/type-drift",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/type-drift.md"),
    check: Check::Profiles(check),
};

fn check(profiles: &[Identity]) -> Vec<Finding> {
    let twins = repeated(profiles.iter(), |profile| {
        Some((profile.module.clone(), profile.name.as_ref()?.filled()?.to_owned()))
    });
    let pairs = twins.into_iter().filter(|(first, second, _)| !first.is_app && !second.is_app);
    pairs
        .flat_map(|(first, second, (_, name))| {
            let kind = drift((&first.kind, &second.kind), &name, "type");
            kind.into_iter()
                .chain(drift((&first.cloud, &second.cloud), &name, "cloud"))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn drift(
    (first, second): (&Option<Field>, &Option<Field>),
    name: &str,
    what: &str,
) -> Option<Finding> {
    let (first, second) = (first.as_ref()?, second.as_ref()?);
    let (expected, found) =
        (first.filled()?, second.filled().filter(|text| Some(*text) != first.filled())?);
    let message = format!(
        "the profile `{name}` has the {what} `{expected}` in another file, and `{found}` here"
    );
    Some(
        Finding::new(second.place.clone(), message)
            .label(first.place.clone(), "the other file")
            .help(format!(
                "keep the {what} in every version of a profile, or give it another name"
            )),
    )
}
