//! Profiles of one name and version.

use super::repeat::repeated;
use crate::finding::Finding;
use crate::model::profile::Identity;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/duplicate-profile",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/duplicate-profile.md"),
    check: Check::Profiles(check),
};

/// Whether it is an app profile, and the module of Terraform that makes it.
type Kind = (bool, Option<String>);

fn check(profiles: &[Identity]) -> Vec<Finding> {
    let twins = repeated(profiles.iter(), |profile| {
        let name = profile.name.as_ref()?.filled()?.to_owned();
        let version = profile.version_text()?.to_owned();
        Some(((profile.is_app, profile.module.clone()), name, version))
    });
    let finding =
        |(first, second, (_, name, version)): (&Identity, &Identity, (Kind, String, String))| {
            let (first, second) = (first.name.as_ref()?, second.name.as_ref()?);
            let message = format!("another profile is `{name}` of the version `{version}` too");
            Some(
                Finding::new(second.place.clone(), message)
                    .label(first.place.clone(), "the first")
                    .help(
                        "raise the version of one: Palette has one profile of a name and version",
                    ),
            )
        };
    twins.into_iter().filter_map(finding).collect()
}
