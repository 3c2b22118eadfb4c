//! Versions of profiles that are no semantic versions.

use crate::finding::{Edit, Finding, Fix};
use crate::model::profile::{Field, Profile};
use crate::model::version::Version;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/invalid-version",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/profile/invalid-version.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.version.iter().filter_map(finding).collect()
}

fn finding(version: &Field) -> Option<Finding> {
    // A number is told as such: it must be a string.
    let text = version.text().filter(|text| semver::Version::parse(text).is_err())?;
    let message = format!("`{text}` is no semantic version");
    let finding = Finding::new(version.place.clone(), message)
        .help("write three numbers, such as `1.0.0` or `1.0.0-rc.1`");
    Some(finding.maybe_fix(meant(text).map(|meant| {
        let edit = Edit::replace(version.place.clone(), format!("\"{meant}\""));
        Fix::needs_a_look(format!("write `{meant}`"), edit)
    })))
}

/// Three plain numbers, where a `v` or missing numbers are all that is wrong.
fn meant(text: &str) -> Option<String> {
    let version = Version::lenient(text)?;
    let numbers = text.trim_start_matches('v').split('.');
    let plain = numbers.clone().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let patch = numbers.clone().nth(2).and_then(|part| part.parse::<u64>().ok()).unwrap_or(0);
    plain.then(|| format!("{}.{}.{patch}", version.major(), version.minor()))
}
