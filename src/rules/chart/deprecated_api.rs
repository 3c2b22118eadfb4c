//! An API version in the output of a chart that Kubernetes still serves and no longer wants.

use std::collections::BTreeMap;

use super::written::at_written;
use crate::finding::Finding;
use crate::model::kubernetes::{Supported, supported};
use crate::model::pack::Pack;
use crate::model::rendered::Release;
use crate::rules::manifest::api::deprecated;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/deprecated-api",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/chart/deprecated-api.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let supported = supported(pack);
    pack.releases().iter().flat_map(|release| of_release(pack, release, &supported)).collect()
}

fn of_release(pack: &Pack, release: &Release, supported: &[Supported<'_>]) -> Vec<Finding> {
    let mut found = BTreeMap::new();
    for object in release.objects() {
        let (Some(version), Some(kind)) = (object.api_version(), object.kind()) else { continue };
        if let Some(told) = deprecated(version, kind, supported)
            && let Some(node) = object.root.get("apiVersion")
        {
            found.entry((version, kind)).or_insert((object.written(node.range()), told));
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let there = release.on_cluster(pack);
    found.retain(|(version, kind), _| there.iter().any(|(v, k)| v == version && k == kind));
    let finding =
        |(written, (message, help))| at_written(release, written, message).maybe_help(help);
    found.into_values().map(finding).collect()
}
