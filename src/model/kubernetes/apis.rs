//! The APIs of Kubernetes that are deprecated or gone. Of the versions only the minor number is
//! kept: all of them are 1.x.

/// One version of one group, with the kinds that share its fate.
#[derive(Debug, PartialEq, Eq)]
pub struct Api {
    /// As `apiVersion` has it.
    pub version: &'static str,
    /// The kinds.
    pub kinds: &'static [&'static str],
    /// The minor version of Kubernetes that deprecated it.
    pub deprecated: u64,
    /// The first minor version of Kubernetes that no longer serves it.
    pub removed: Option<u64>,
    /// What serves these kinds instead.
    pub replacement: Option<&'static str>,
    /// True when an object stays valid under the replacement as it is.
    pub is_compatible: bool,
}

/// The entry for a kind in a version of a group, where there is something to say of it.
pub fn find(api_version: &str, kind: &str) -> Option<&'static Api> {
    APIS.iter().find(|api| api.version == api_version && api.kinds.contains(&kind))
}

const RBAC: &[&str] = &["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"];
const WEBHOOKS: &[&str] = &["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];
const REVIEWS: &[&str] = &[
    "LocalSubjectAccessReview",
    "SelfSubjectAccessReview",
    "SelfSubjectRulesReview",
    "SubjectAccessReview",
];
const FLOW: &[&str] = &["FlowSchema", "PriorityLevelConfiguration"];
const WORKLOADS: &[&str] =
    &["ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"];

/// Source: the deprecated API migration guide of the Kubernetes documentation.
#[rustfmt::skip] // a table
pub static APIS: &[Api] = &[
    api("extensions/v1beta1", &["DaemonSet", "Deployment", "ReplicaSet"], (9, 16), "apps/v1"),
    api("extensions/v1beta1", &["NetworkPolicy"], (9, 16), "networking.k8s.io/v1"),
    api("extensions/v1beta1", &["Ingress"], (14, 22), "networking.k8s.io/v1"),
    Api { replacement: None, ..api("extensions/v1beta1", &["PodSecurityPolicy"], (11, 16), "") },
    api("apps/v1beta1", WORKLOADS, (9, 16), "apps/v1"),
    api("apps/v1beta2", WORKLOADS, (9, 16), "apps/v1"),
    api("admissionregistration.k8s.io/v1beta1", WEBHOOKS, (16, 22), "admissionregistration.k8s.io/v1"),
    api("apiextensions.k8s.io/v1beta1", &["CustomResourceDefinition"], (16, 22), "apiextensions.k8s.io/v1"),
    same("apiregistration.k8s.io/v1beta1", &["APIService"], (19, 22), "apiregistration.k8s.io/v1"),
    same("authentication.k8s.io/v1beta1", &["TokenReview"], (19, 22), "authentication.k8s.io/v1"),
    api("authorization.k8s.io/v1beta1", REVIEWS, (19, 22), "authorization.k8s.io/v1"),
    api("certificates.k8s.io/v1beta1", &["CertificateSigningRequest"], (19, 22), "certificates.k8s.io/v1"),
    same("coordination.k8s.io/v1beta1", &["Lease"], (19, 22), "coordination.k8s.io/v1"),
    api("networking.k8s.io/v1beta1", &["Ingress"], (19, 22), "networking.k8s.io/v1"),
    same("networking.k8s.io/v1beta1", &["IngressClass"], (19, 22), "networking.k8s.io/v1"),
    same("rbac.authorization.k8s.io/v1beta1", RBAC, (17, 22), "rbac.authorization.k8s.io/v1"),
    same("scheduling.k8s.io/v1beta1", &["PriorityClass"], (14, 22), "scheduling.k8s.io/v1"),
    same("storage.k8s.io/v1beta1", &["CSIDriver", "StorageClass", "VolumeAttachment"], (19, 22), "storage.k8s.io/v1"),
    same("storage.k8s.io/v1beta1", &["CSINode"], (17, 22), "storage.k8s.io/v1"),
    same("storage.k8s.io/v1beta1", &["CSIStorageCapacity"], (24, 27), "storage.k8s.io/v1"),
    same("batch/v1beta1", &["CronJob"], (21, 25), "batch/v1"),
    api("discovery.k8s.io/v1beta1", &["EndpointSlice"], (21, 25), "discovery.k8s.io/v1"),
    api("events.k8s.io/v1beta1", &["Event"], (22, 25), "events.k8s.io/v1"),
    api("autoscaling/v2beta1", &["HorizontalPodAutoscaler"], (22, 25), "autoscaling/v2"),
    api("autoscaling/v2beta2", &["HorizontalPodAutoscaler"], (23, 26), "autoscaling/v2"),
    same("policy/v1beta1", &["PodDisruptionBudget"], (21, 25), "policy/v1"),
    Api { replacement: None, ..api("policy/v1beta1", &["PodSecurityPolicy"], (21, 25), "") },
    same("node.k8s.io/v1beta1", &["RuntimeClass"], (22, 25), "node.k8s.io/v1"),
    api("flowcontrol.apiserver.k8s.io/v1beta1", FLOW, (23, 26), "flowcontrol.apiserver.k8s.io/v1"),
    api("flowcontrol.apiserver.k8s.io/v1beta2", FLOW, (26, 29), "flowcontrol.apiserver.k8s.io/v1"),
    api("flowcontrol.apiserver.k8s.io/v1beta3", FLOW, (29, 32), "flowcontrol.apiserver.k8s.io/v1"),
    Api { removed: None, ..api("v1", &["Endpoints"], (33, 0), "discovery.k8s.io/v1") },
];

type Kinds = &'static [&'static str];

const fn api(version: &'static str, kinds: Kinds, when: (u64, u64), by: &'static str) -> Api {
    let (deprecated, removed) = (when.0, Some(when.1));
    Api { version, kinds, deprecated, removed, replacement: Some(by), is_compatible: false }
}

const fn same(version: &'static str, kinds: Kinds, when: (u64, u64), by: &'static str) -> Api {
    Api { is_compatible: true, ..api(version, kinds, when, by) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_one_version_may_have_several_fates() {
        assert_eq!(find("extensions/v1beta1", "Ingress").unwrap().removed, Some(22));
        assert_eq!(find("extensions/v1beta1", "Deployment").unwrap().removed, Some(16));
        assert_eq!(find("policy/v1beta1", "PodSecurityPolicy").unwrap().replacement, None);
        assert_eq!(find("networking.k8s.io/v1", "Ingress"), None);
        assert_eq!(find("snapshot.storage.k8s.io/v1beta1", "VolumeSnapshot"), None);
    }

    #[test]
    fn the_table_is_consistent() {
        for api in APIS {
            assert!(api.removed.is_none_or(|removed| removed > api.deprecated), "{api:?}");
            assert!(api.replacement != Some(api.version), "{api:?}");
            for kind in api.kinds {
                let same = APIS.iter().filter(|a| a.version == api.version);
                assert_eq!(same.filter(|a| a.kinds.contains(kind)).count(), 1, "{kind}");
            }
        }
    }
}
