//! An object without the group and version of its kind.

use super::span;
use crate::finding::Finding;
use crate::model::manifest::Manifest;
use crate::model::manifest::object::{Field, Object};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "manifest/missing-api-version",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/manifest/missing-api-version.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let manifests = pack.manifests().iter();
    manifests.flat_map(|m| m.objects.iter().filter_map(|object| finding(m, object))).collect()
}

/// An object without a kind as well is told by `missing-kind`.
fn finding(manifest: &Manifest, object: &Object) -> Option<Finding> {
    let kind = object.kind.known().filter(|_| object.api_version == Field::Missing)?;
    // The elements of a typed list may leave both to the list.
    let message = format!("this `{}` has no `apiVersion`", kind.text);
    let help = "add `apiVersion` with the group and version that serve this kind";
    let finding = Finding::new(span(manifest, kind.range), message).help(help);
    (!kind.text.is_empty()).then_some(finding)
}
