//! Variables whose format differs between versions of a profile.

use crate::finding::Finding;
use crate::model::profile::{Identity, KnownFormat};
use crate::rules::profile::repeat::repeated;
use crate::rules::{Check, Rule, Severity};
use std::collections::HashMap;

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/format-drift",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/variable/format-drift.md"),
    check: Check::Profiles(check),
};

fn check(profiles: &[Identity]) -> Vec<Finding> {
    let versions = repeated(profiles.iter().filter(|profile| !profile.is_app), |profile| {
        Some((profile.module.clone(), profile.name.as_ref()?.filled()?.to_owned()))
    });
    let drifts = versions.into_iter().flat_map(|(first, second, _)| drifts(first, second));
    drifts.collect()
}

fn drifts<'p>(first: &'p Identity, second: &'p Identity) -> impl Iterator<Item = Finding> {
    let known: HashMap<&str, &KnownFormat> =
        first.formats.iter().map(|known| (known.variable.as_str(), known)).collect();
    second.formats.iter().filter_map(move |found| {
        let expected = known.get(found.variable.as_str())?;
        if expected.format == found.format {
            return None;
        }
        let message = format!(
            "`{}` has the format `{}` in another version of the profile, and `{}` here",
            found.variable, expected.format, found.format
        );
        let finding = Finding::new(found.place.clone(), message);
        let finding = finding.label(expected.place.clone(), "the other version");
        Some(finding.help("keep the format of a variable, or define another one"))
    })
}
