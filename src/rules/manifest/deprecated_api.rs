//! An API version that Kubernetes still serves and no longer wants.

use super::span;
use crate::finding::Finding;
use crate::model::kubernetes::apis;
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

/// What is gone in one of the versions is told by `removed-api`.
fn finding(manifest: &Manifest, object: &Object, supported: &[Supported<'_>]) -> Option<Finding> {
    let (version, kind) = (object.api_version.known()?, object.kind.text()?);
    let api = apis::find(&version.text, kind)?;
    let reach = |minor| supported.is_empty() || supported.iter().any(|s| s.minors.reach(minor));
    let told = api.removed.is_some_and(reach) || !reach(api.deprecated);
    if told || manifest.asks_for_version(version.range) {
        return None;
    }
    let (name, since) = (&version.text, api.deprecated);
    let until = api.removed.map(|removed| format!(" and gone since 1.{removed}"));
    let until = until.unwrap_or_default();
    let message = format!("`{kind}` of `{name}` is deprecated since Kubernetes 1.{since}{until}");
    let help = api.replacement.map(|by| format!("move to `{by}`"));
    Some(Finding::new(span(manifest, version.range), message).maybe_help(help))
}
