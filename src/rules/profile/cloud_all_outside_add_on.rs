//! The cloud `all` in a profile that makes clusters.

use crate::finding::Finding;
use crate::model::profile::{Profile, Syntax};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/cloud-all-outside-add-on",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/cloud-all-outside-add-on.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let Some(kind) = profile.kind_text().filter(|_| profile.is_infrastructure()) else {
        return Vec::new();
    };
    if profile.syntax == Syntax::Terraform && profile.cloud.is_none() {
        let at = profile.kind.as_ref().map_or_else(|| profile.anchor(), |kind| kind.place.clone());
        let message = format!("a profile of the type `{kind}` cannot do without a `cloud`");
        let help = "name the cloud of its clusters: the provider takes `all` where it is left out";
        return vec![Finding::new(at, message).help(help)];
    }
    let cloud = profile.cloud.iter().filter(|cloud| cloud.text() == Some("all"));
    let finding = cloud.map(|cloud| {
        let message = format!("a profile of the type `{kind}` cannot have the cloud `all`");
        let kind = profile.kind.as_ref().map(|kind| kind.place.clone());
        let finding = Finding::new(cloud.place.clone(), message)
            .help("name the cloud of its clusters; only an add-on profile fits all clouds");
        match kind {
            Some(place) => finding.label(place, "the type"),
            None => finding,
        }
    });
    finding.collect()
}
