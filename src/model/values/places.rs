//! The keys that Palette reads in `values.yaml`, and where it reads them.

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
