//! An object that nothing can refer to.

use super::span;
use crate::finding::Finding;
use crate::model::manifest::Manifest;
use crate::model::manifest::object::{Field, Object};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "manifest/missing-name",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/manifest/missing-name.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let manifests = pack.manifests().iter();
    manifests.flat_map(|m| m.objects.iter().filter_map(|object| finding(m, object))).collect()
}

fn finding(manifest: &Manifest, object: &Object) -> Option<Finding> {
    let kind = object.kind.known()?;
    let nameless = object.name == Field::Missing && object.generate_name == Field::Missing;
    if !nameless || !is_stored(object.api_version.text()?, &kind.text) {
        return None;
    }
    let range = object.metadata.unwrap_or(kind.range);
    let message = format!("this `{}` has no `metadata.name`", kind.text);
    Some(Finding::new(span(manifest, range), message).help("add a name to its `metadata`"))
}

/// Lists, questions to the API server and configuration files have no name.
fn is_stored(api_version: &str, kind: &str) -> bool {
    let group = api_version.split('/').next().unwrap_or_default();
    let nameless_group = group.contains("config.k8s.io") || group.ends_with("kubeadm.k8s.io");
    let nameless_kind = ["List", "Review", "Config", "Configuration", "Options"];
    !nameless_group && (is_webhook(kind) || !nameless_kind.iter().any(|end| kind.ends_with(end)))
}

fn is_webhook(kind: &str) -> bool {
    kind.ends_with("WebhookConfiguration") || kind == "PriorityLevelConfiguration"
}
