//! Types of profiles and layers that Palette does not have.

use super::word::Unlisted;
use crate::finding::Finding;
use crate::model::profile::{Profile, Syntax};
use crate::model::schemas;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/unknown-type",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/profile/unknown-type.md"),
    check: Check::Profile(check),
};

/// What the console calls the types, and other usual spellings.
const SPELLINGS: [(&str, &str); 5] = [
    ("full", "cluster"),
    ("infrastructure", "infra"),
    ("addon", "add-on"),
    ("Add-on", "add-on"),
    ("cluster-profile", "cluster"),
];

fn check(profile: &Profile) -> Vec<Finding> {
    let schema = &schemas::CLUSTER_PROFILE;
    let kind = profile.kind.as_ref().filter(|_| !profile.is_app());
    let own = kind.and_then(|field| Unlisted::of(field, schema.words("profileType")));
    let own = own.map(|unlisted| {
        let message = format!("there is no profile type `{}`", unlisted.text);
        unlisted.finding(message, &SPELLINGS)
    });
    // Those of Terraform have a rule of their own.
    let layers = profile.layers.iter().filter(|_| profile.syntax != Syntax::Terraform);
    let layers = layers.filter_map(|layer| layer.kind.as_ref());
    let layers = layers.filter_map(|field| {
        let unlisted = Unlisted::of(field, schema.words("packType"))?;
        let message = format!("there is no pack type `{}`", unlisted.text);
        Some(unlisted.finding(message, &[]))
    });
    own.into_iter().chain(layers).collect()
}
