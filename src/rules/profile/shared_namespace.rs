//! Copies of one pack in one namespace.

use super::repeat::repeated;
use crate::finding::Finding;
use crate::model::profile::{Layer, Profile};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/shared-namespace",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/shared-namespace.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let layers = profile.layers.iter().filter(|layer| !layer.is_manifest());
    let placed = layers.filter_map(|layer| Some((layer, layer.namespace()?)));
    let key = |(layer, namespace): &(&Layer, NodeRef<'_>)| {
        Some((layer.pack_name()?.to_owned(), namespace.text()?.to_owned()))
    };
    let twins = repeated(placed, key);
    let finding = |(first, second, (pack, namespace)): (
        (&Layer, NodeRef<'_>),
        (&Layer, NodeRef<'_>),
        (String, String),
    )| {
        let message = format!(
            "{} puts the pack `{pack}` into the namespace `{namespace}` once more",
            second.0.label()
        );
        Finding::new(second.1.span(), message)
            .label(first.1.span(), format!("{} is there already", first.0.label()))
            .help("give the copy a namespace of its own: objects of equal names replace each other")
    };
    twins.into_iter().map(finding).collect()
}
