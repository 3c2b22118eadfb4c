//! An API version that Kubernetes still serves and no longer wants.

use super::api::deprecated;
use super::span;
use crate::finding::Finding;
use crate::model::kubernetes::{Supported, supported};
use crate::model::manifest::Manifest;
use crate::model::manifest::object::Object;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "manifest/deprecated-api",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/manifest/deprecated-api.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let supported = supported(pack);
    let manifests = pack.manifests().iter();
    let findings = manifests
        .flat_map(|m| m.objects.iter().filter_map(|object| finding(m, object, &supported)));
    findings.collect()
}

fn finding(manifest: &Manifest, object: &Object, supported: &[Supported<'_>]) -> Option<Finding> {
    let version = object.api_version.known()?;
    let (message, help) = deprecated(&version.text, object.kind.text()?, supported)?;
    let finding = Finding::new(span(manifest, version.range), message).maybe_help(help);
    (!manifest.asks_for_version(version.range)).then_some(finding)
}
