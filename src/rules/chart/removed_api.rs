//! An API version in the output of a chart that newer Kubernetes no longer serves.

use std::collections::BTreeMap;

use super::written::at_written;
use crate::finding::Finding;
use crate::model::kubernetes::{Supported, supported};
use crate::model::pack::Pack;
use crate::model::rendered::{Object, Release};
use crate::rules::manifest::api::Removed;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/removed-api",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/chart/removed-api.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let supported = supported(pack);
    pack.releases().iter().flat_map(|release| of_release(pack, release, &supported)).collect()
}

/// One finding for each kind: to cure one is to cure all.
fn of_release(pack: &Pack, release: &Release, supported: &[Supported<'_>]) -> Vec<Finding> {
    let mut removed = BTreeMap::new();
    for object in release.objects() {
        let (Some(version), Some(kind)) = (object.api_version(), object.kind()) else { continue };
        if let Some(found) = Removed::of(version, kind, supported) {
            removed.entry((version, kind)).or_insert((object, found));
        }
    }
    if removed.is_empty() {
        return Vec::new();
    }
    let there = release.on_cluster(pack);
    removed.retain(|(version, kind), _| there.iter().any(|(v, k)| v == version && k == kind));
    removed.values().filter_map(|(object, removed)| finding(object, removed)).collect()
}

fn finding(object: &Object<'_>, removed: &Removed<'_>) -> Option<Finding> {
    let written = object.written(object.root.get("apiVersion")?.range());
    Some(removed.complete(at_written(object.release, written, removed.message.as_str())))
}
