//! Charts of one release name in one namespace.

use super::repeat::repeated;
use crate::finding::Finding;
use crate::model::literal::has_macro;
use crate::model::profile::{Layer, Profile};
use crate::model::values::DEFAULT_NAMESPACE;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/duplicate-release",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/duplicate-release.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let releases = profile.layers.iter().flat_map(releases);
    let twins = repeated(releases, |release| {
        Some((release.namespace.clone(), release.name.text()?.to_owned()))
    });
    twins.into_iter().map(|(first, second, names)| finding(&first, &second, names)).collect()
}

#[derive(Clone)]
struct Release<'p> {
    layer: &'p Layer,
    namespace: String,
    name: NodeRef<'p>,
}

/// The releases whose names the values of a layer tell, unless a macro decides.
fn releases(layer: &Layer) -> Vec<Release<'_>> {
    let Some(section) = layer.pack_section() else { return Vec::new() };
    let namespace = match (section.namespace(), layer.namespace()) {
        (None, _) => DEFAULT_NAMESPACE,
        (_, Some(namespace)) => namespace.text().unwrap_or_default(),
        (Some(_), None) => return Vec::new(),
    };
    let overrides = section.node.get("releaseNameOverride").map(NodeRef::members);
    let names = overrides.into_iter().flatten().map(|entry| entry.value);
    let literal =
        names.filter(|name| name.as_str().is_some_and(|text| !text.is_empty() && !has_macro(text)));
    literal.map(|name| Release { layer, namespace: namespace.to_owned(), name }).collect()
}

fn finding(
    first: &Release<'_>,
    second: &Release<'_>,
    (namespace, name): (String, String),
) -> Finding {
    let message = format!("the release `{name}` is in the namespace `{namespace}` already");
    Finding::new(second.name.span(), message)
        .label(first.name.span(), format!("{} installs it", first.layer.label()))
        .help("name one of the releases otherwise: Helm has one of a name in a namespace")
}
