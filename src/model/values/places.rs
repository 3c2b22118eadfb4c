//! The keys that Palette reads in `values.yaml`, and where it reads them.

use crate::syntax::tree::Kind;

/// Keys of the section `pack` that are easily written elsewhere, because they mean nothing else.
pub const PACK_ONLY: [&str; 5] = [
    "namespace",
    "namespaceLabels",
    "namespaceAnnotations",
    "additionalNamespaces",
    "releaseNameOverride",
];

/// The documented keys of the section `pack`.
pub const PACK_KEYS: &[&str] = &[
    "namespace",
    "namespaceLabels",
    "namespaceAnnotations",
    "additionalNamespaces",
    "releaseNameOverride",
    "content",
    "palette",
    "drain",
    "osImageOverride",
    "osName",
    "osVersion",
    "podCIDR",
    "serviceClusterIpRange",
    "serviceDomain",
    "k8sHardening",
    "spectrocloud.com/install-priority",
    "spectrocloud.com/display-name",
];

/// The keys of `pack.content`; `files` is read for Edge content, though not described for packs.
pub const CONTENT_KEYS: &[&str] = &["images", "charts", "files"];

/// What the keys of Palette's annotations begin with.
pub const ANNOTATION_PREFIX: &str = "spectrocloud.com/";

/// Top-level sections that Palette or a layer of its own packs reads.
pub const SECTIONS: &[&str] = &[
    "pack",
    "charts",
    "manifests",
    "readinessCheck",
    "postReadinessHooks",
    "containerService",
    "kubeadmconfig",
    "options",
    "managedControlPlane",
    "managedMachinePool",
    "clientConfig",
    "stages",
    "cluster",
];

/// The path at which the key `name` with a value of this kind would work, where that is another
/// than its own. `level` is what stands before it: nothing, `pack.` or `pack.content.`.
pub fn right_path(level: &str, name: &str, kind: Kind) -> Option<String> {
    let of_pack = PACK_ONLY.contains(&name) || name.starts_with(ANNOTATION_PREFIX);
    let list = matches!(name, "images" | "charts") && kind == Kind::Sequence;
    let section = matches!(name, "charts" | "manifests") && kind == Kind::Mapping;
    match level {
        "" if of_pack || name == "content" => Some(format!("pack.{name}")),
        "pack.content." if of_pack => Some(format!("pack.{name}")),
        "" if list && name == "images" => Some("pack.content.images".to_owned()),
        "pack." if list => Some(format!("pack.content.{name}")),
        "pack." | "pack.content." if section => Some(name.to_owned()),
        _ => None,
    }
}
