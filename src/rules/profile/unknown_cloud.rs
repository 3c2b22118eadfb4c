//! Clouds that Palette does not have. Only a warning: tenants register clouds of their own.

use super::word::Unlisted;
use crate::finding::Finding;
use crate::model::profile::Profile;
use crate::model::schemas;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/unknown-cloud",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/profile/unknown-cloud.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let cloud = profile.cloud.as_ref();
    let known = schemas::CLUSTER_PROFILE.words("cloudType");
    let unlisted = cloud.and_then(|field| Unlisted::of(field, known));
    let finding = unlisted.map(|unlisted| {
        let message = format!("`{}` is not a cloud that Palette knows", unlisted.text);
        unlisted.finding(message, &[])
    });
    finding.into_iter().collect()
}
