//! A pack that installs nothing.

use super::reference::is_miswritten;
use super::unlisted;
use crate::finding::{Finding, Place};
use crate::model::pack::{List, Pack};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/no-payload",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/structure/no-payload.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    if !is_empty(pack) || !needs_payload(pack) {
        return Vec::new();
    }
    let layer = pack.layer().unwrap_or_default();
    let message =
        format!("this `{layer}` pack lists neither charts nor manifests, so it installs nothing");
    let unlisted = [List::Charts, List::KubeManifests]
        .into_iter()
        .find_map(|list| Some((list, *unlisted::paths(pack, list).first()?)));
    let finding = Finding::new(place(pack), message);
    vec![match unlisted {
        Some((list, path)) => finding
            .label(pack.file(path), "not listed")
            .help(format!("list `{path}` in `{}`", list.key())),
        None => finding.help("list its charts in `charts`, or its manifests in `kubeManifests`"),
    }]
}

/// The empty list, where there is one.
fn place(pack: &Pack) -> Place {
    let entry = |list: List| pack.manifest()?.entry(list.key());
    let empty = [List::Charts, List::KubeManifests].into_iter().find_map(entry);
    empty.map_or_else(|| pack.anchor(), |entry| entry.key.span().into())
}

/// True where `pack.json` is readable and lists nothing, nor tries to.
pub(super) fn is_empty(pack: &Pack) -> bool {
    let Some(manifest) = pack.manifest() else { return false };
    List::ALL.into_iter().all(|list| {
        let items = manifest.get(list.key()).map_or(0, |items| NodeRef::items(items).len());
        items == 0 && !is_miswritten(pack, list)
    })
}

/// Packs of the other layers may change the image of a node and install nothing.
pub(super) fn needs_payload(pack: &Pack) -> bool {
    matches!(pack.layer(), Some("addon" | "cni" | "csi"))
}
