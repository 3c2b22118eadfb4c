//! A file whose name belongs into another list, or into none.

use super::extension;
use super::presence::{Presence, presence};
use crate::finding::Finding;
use crate::model::pack::{List, Listed, Pack};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/wrong-extension",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/structure/wrong-extension.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    // Only of files: a directory may be an unpacked chart, and what is missing has its own rule.
    let is_file = |listed: &Listed<'_>| presence(pack.files(), listed.path) == Presence::File;
    pack.all_listed().filter(is_file).filter_map(finding).collect()
}

fn finding(listed: Listed<'_>) -> Option<Finding> {
    let (path, node) = (listed.path, listed.node);
    let key = listed.list.key();
    let finding = |what: &str| Finding::new(node.span(), format!("`{path}` in `{key}` {what}"));
    match listed.list {
        List::Charts if extension::is_chart(path) => None,
        List::Charts if extension::is_manifest(path) => {
            Some(finding("is no chart archive").help("list manifests in `kubeManifests`"))
        }
        List::Charts if is_archive(path) => Some(
            finding("does not end in `.tgz`")
                .help("rename the archive to `NAME-VERSION.tgz`, as `helm package` does")
                .severity(Severity::Info),
        ),
        List::Charts => Some(finding("does not end in `.tgz`").help("list the packed chart")),
        List::KubeManifests if extension::is_manifest(path) => None,
        List::KubeManifests if is_archive(path) => {
            Some(finding("is no manifest").help("list charts in `charts`"))
        }
        List::KubeManifests => Some(
            finding("does not end in `.yaml`")
                .help("rename the manifest to `NAME.yaml`")
                .severity(Severity::Info),
        ),
        List::AnsibleRoles => None,
    }
}

/// By its name, whatever its case.
fn is_archive(path: &str) -> bool {
    extension::is_tarball(path) || path.to_ascii_lowercase().ends_with(".tgz")
}
