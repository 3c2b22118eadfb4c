//! Values for a manifest that the pack does not have.

use std::collections::BTreeSet;

use crate::finding::{Edit, Finding, Fix};
use crate::model::manifest::{stem, supply::MANIFESTS};
use crate::model::pack::{List, Pack};
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "manifest/wrong-values-key",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/manifest/wrong-values-key.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let values = pack.values().and_then(|values| values.get(MANIFESTS));
    let values = values.filter(|values| values.kind() == Kind::Mapping);
    let (Some(values), Some(_)) = (values, pack.manifest()) else { return Vec::new() };
    let stems = stems(pack);
    let unknown = values.entries().filter(|entry| !entry.is_merge());
    let unknown = unknown.filter(|entry| !stems.contains(&*entry.name()));
    unknown.map(|entry| finding(pack, values, &entry, &stems)).collect()
}

/// The names by which values are looked up; a listed directory stands for its files.
fn stems(pack: &Pack) -> BTreeSet<&str> {
    let listed = pack.listed(List::KubeManifests).map(|listed| listed.path);
    listed
        .flat_map(|path| {
            std::iter::once(path).chain(pack.files().below(path.trim_end_matches('/')))
        })
        .map(stem)
        .collect()
}

fn finding(pack: &Pack, values: NodeRef<'_>, entry: &Entry<'_>, stems: &BTreeSet<&str>) -> Finding {
    let name = entry.name();
    let message =
        format!("no manifest of this pack is named `{name}`, so these values are ignored");
    let mut finding = Finding::new(entry.key.span(), message);
    let list = pack.manifest().and_then(|root| root.entry(List::KubeManifests.key()));
    let free = stems.iter().copied().filter(|stem| values.get(stem).is_none());
    let Some(meant) = nearest(&name, free) else {
        let finding = finding.help("name the key after a file of `kubeManifests`, or remove it");
        return match list {
            Some(list) => finding.label(list.key.span(), "the manifests are listed here"),
            None => finding,
        };
    };
    let listed = pack.listed(List::KubeManifests).find(|listed| stem(listed.path) == meant);
    if let Some(listed) = listed {
        finding = finding.label(listed.node.span(), "this manifest has no values");
    }
    let edit = Edit::replace(entry.key.span(), meant);
    finding
        .help(format!("rename it to `{meant}`"))
        .fix(Fix::needs_a_look(format!("rename the key to `{meant}`"), edit))
}
