//! Layers or manifests of one name.

use super::repeat::repeated;
use crate::finding::Finding;
use crate::model::profile::{Field, Profile};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/duplicate-name",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/duplicate-name.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let layers = profile.layers.iter().filter_map(|layer| layer.name.as_ref());
    let layers = repeated(layers, |name| name.filled());
    let of_layers = profile.layers.iter().map(|layer| &layer.manifests);
    let lists = of_layers.chain(profile.tiers.iter().map(|tier| &tier.manifests));
    let manifests = lists.flat_map(|list| {
        let names = list.iter().filter_map(|manifest| manifest.name.as_ref());
        repeated(names, |name| name.filled())
    });
    let layers = layers.into_iter().map(|twins| finding(twins, "layer", LAYER));
    layers
        .chain(manifests.map(|twins| finding(twins, "manifest", "give it a name of its own")))
        .collect()
}

const LAYER: &str = "name the second layer of one pack `<display name>--<pack>`, and write the display \
                     name to `spectrocloud.com/display-name` in its values";

fn finding((first, second, name): (&Field, &Field, &str), what: &str, help: &str) -> Finding {
    let message = format!("another {what} is named `{name}` too");
    Finding::new(second.place.clone(), message).label(first.place.clone(), "the first").help(help)
}
