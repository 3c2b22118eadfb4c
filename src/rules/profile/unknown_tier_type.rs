//! Types of tiers that Palette does not have.

use super::word::Unlisted;
use crate::finding::Finding;
use crate::model::profile::Profile;
use crate::model::schemas;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/unknown-tier-type",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/profile/unknown-tier-type.md"),
    check: Check::Profile(check),
};

const SPELLINGS: [(&str, &str); 4] = [
    ("database", "operator-instance"),
    ("service", "operator-instance"),
    ("spectro", "operator-instance"),
    ("chart", "helm"),
];

fn check(profile: &Profile) -> Vec<Finding> {
    let kinds = profile.tiers.iter().filter_map(|tier| tier.kind.as_ref());
    let unknown = kinds.filter_map(|field| {
        let unlisted = Unlisted::of(field, schemas::APP_PROFILE.words("tierType"))?;
        let message = format!("there is no tier type `{}`", unlisted.text);
        Some(unlisted.finding(message, &SPELLINGS))
    });
    unknown.collect()
}
