//! An API version that newer Kubernetes no longer serves.

use super::api::Removed;
use super::span;
use crate::finding::{Edit, Finding, Fix};
use crate::model::kubernetes::{Supported, supported};
use crate::model::manifest::Manifest;
use crate::model::manifest::object::Object;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "manifest/removed-api",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/manifest/removed-api.md"),
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
    let removed = Removed::of(&version.text, object.kind.text()?, supported)?;
    if manifest.asks_for_version(version.range) {
        return None;
    }
    let at = span(manifest, version.range);
    let finding = removed.complete(Finding::new(at.clone(), removed.message.as_str()));
    let compatible = removed.api.replacement.filter(|_| removed.api.is_compatible);
    let fix = |by| Fix::needs_a_look(format!("use `{by}`"), Edit::replace(at, by));
    Some(finding.maybe_fix(compatible.map(fix)))
}
