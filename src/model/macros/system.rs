//! The keys below `.spectro.system`.

/// The documented keys.
pub static SYSTEM_KEYS: &[&str] = &[
    "appdeployment.ingress.host",
    "appdeployment.name",
    "appdeployment.tiername",
    "appdeployment.uid",
    "appprofile.name",
    "appprofile.uid",
    "apptier.name",
    "apptier.uid",
    "cloud.region",
    "cloud.type",
    "cloudaccount.name",
    "cloudaccount.uid",
    "cluster.kubevip",
    "cluster.name",
    "cluster.uid",
    "clusterprofile.infra.name",
    "clusterprofile.infra.uid",
    "clusterprofile.infra.version",
    "clusterprofile.name",
    "clusterprofile.uid",
    "clusterprofile.version",
    "kubernetes.version",
    "project.name",
    "project.uid",
    "reverseproxy.port",
    "reverseproxy.protocol",
    "reverseproxy.server",
    "reverseproxy.vhostport",
    "tenant.uid",
    "user.email",
    "user.name",
    "user.uid",
];

/// Keys of old documentation, with the key that took their place.
pub static LEGACY_KEYS: &[(&str, Option<&str>)] =
    &[("aws.region", Some("cloud.region")), ("cloud.image.id", None)];
