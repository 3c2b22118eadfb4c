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

/// A layer, and the namespace that its values name.
#[derive(Clone, Copy)]
struct Placed<'p> {
    layer: &'p Layer,
    namespace: NodeRef<'p>,
}

fn check(profile: &Profile) -> Vec<Finding> {
    let layers = profile.layers.iter().filter(|layer| !layer.is_manifest());
    let placed = layers.filter_map(|layer| Some(Placed { layer, namespace: layer.namespace()? }));
    let twins = repeated(placed, |placed| {
        Some((placed.layer.pack_name()?.to_owned(), placed.namespace.text()?.to_owned()))
    });
    let told = |(first, second, names): (Placed<'_>, Placed<'_>, (String, String))| {
        finding(first, second, &names)
    };
    twins.into_iter().map(told).collect()
}

fn finding(first: Placed<'_>, second: Placed<'_>, (pack, namespace): &(String, String)) -> Finding {
    let copy = second.layer.label();
    let message = format!("{copy} puts the pack `{pack}` into the namespace `{namespace}` again");
    Finding::new(second.namespace.span(), message)
        .label(first.namespace.span(), format!("{} is there already", first.layer.label()))
        .help("give the copy a namespace of its own: objects of equal names replace each other")
}
