//! Add-ons that are installed in the namespace `default`.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::values::DEFAULT_NAMESPACE;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/default-namespace",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/values/default-namespace.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let Some(section) = pack.pack_section().filter(|_| pack.is_addon()) else { return Vec::new() };
    let message = match section.namespace().map(NodeRef::text) {
        Some(Some(DEFAULT_NAMESPACE)) => "the pack is installed in the namespace `default`",
        Some(_) => return Vec::new(),
        // A namespace one level off is told as misplaced.
        None if is_misplaced(pack) => return Vec::new(),
        None => "the pack names no namespace, so it is installed in `default`",
    };
    let place = section.node.entry("namespace").or_else(|| pack.values()?.entry("pack"));
    let help = "give the pack a namespace of its own in `pack.namespace`";
    place.map(|entry| Finding::new(entry.key.span(), message).help(help)).into_iter().collect()
}

fn is_misplaced(pack: &Pack) -> bool {
    let elsewhere = [&["namespace"][..], &["pack", "content", "namespace"]];
    elsewhere.iter().any(|path| pack.values().is_some_and(|root| root.at(path).is_some()))
}
