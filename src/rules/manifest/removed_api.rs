//! An API version that newer Kubernetes no longer serves.

use super::span;
use crate::finding::{Edit, Finding, Fix};
use crate::model::kubernetes::apis::{self, Api};
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
    let (version, kind) = (object.api_version.known()?, object.kind.text()?);
    let api = apis::find(&version.text, kind)?;
    let removed = api.removed?;
    let reached = supported.iter().find(|entry| entry.minors.reach(removed));
    if (!supported.is_empty() && reached.is_none()) || manifest.asks_for_version(version.range) {
        return None;
    }
    let message = format!("`{kind}` of `{}` is gone since Kubernetes 1.{removed}", version.text);
    let at = span(manifest, version.range);
    let mut finding = Finding::new(at.clone(), message).help(help(api));
    if let Some(replacement) = api.replacement.filter(|_| api.is_compatible) {
        let title = format!("use `{replacement}`");
        finding = finding.fix(Fix::needs_a_look(title, Edit::replace(at, replacement)));
    }
    if let Some(entry) = reached.and_then(|reached| reached.dependency.get("packName")) {
        finding = finding.label(entry.span(), "this pack lets such a Kubernetes be chosen");
    }
    let always = supported.iter().all(|entry| entry.minors.are_from(removed));
    let severity =
        if !supported.is_empty() && always { Severity::Error } else { Severity::Warning };
    Some(finding.severity(severity))
}

fn help(api: &Api) -> String {
    match (api.replacement, api.is_compatible) {
        (Some(by), true) => format!("write `apiVersion: {by}`; the fields are the same"),
        (Some(by), false) => format!("move to `{by}`, whose fields differ"),
        (None, _) => "nothing replaces it: remove the object".to_owned(),
    }
}
