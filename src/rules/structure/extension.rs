//! Which file names belong into which list of `pack.json`.

use crate::model::pack::List;

/// True for the name of a packed chart.
pub(super) fn is_chart(name: &str) -> bool {
    name.ends_with(".tgz")
}

/// True for the name of a packed chart with an extension that tar users prefer.
pub(super) fn is_tarball(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".tar.gz")
}

/// True for the name of a Kubernetes manifest.
pub(super) fn is_manifest(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".yml")
}

/// True where the file could stand in the list.
pub(super) fn fits(name: &str, list: List) -> bool {
    match list {
        List::Charts => is_chart(name) || is_tarball(name),
        List::KubeManifests => is_manifest(name),
        List::AnsibleRoles => true,
    }
}
