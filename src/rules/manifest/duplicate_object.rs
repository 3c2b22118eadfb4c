//! One object that is written twice: the second overwrites the first.

use std::collections::HashMap;

use super::span;
use crate::finding::Finding;
use crate::model::manifest::Manifest;
use crate::model::manifest::object::{Field, Object};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "manifest/duplicate-object",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/manifest/duplicate-object.md"),
    check: Check::Pack(check),
};

/// What the API server tells objects apart by; the version is not part of it.
type Identity<'m> = (&'m str, &'m str, &'m str, &'m str);

fn check(pack: &Pack) -> Vec<Finding> {
    let mut first: HashMap<Identity<'_>, (&Manifest, &Object)> = HashMap::new();
    let mut findings = Vec::new();
    let manifests = pack.manifests().iter();
    for (manifest, object) in manifests.flat_map(|m| m.objects.iter().map(move |o| (m, o))) {
        // Of objects below conditions, perhaps only one is ever deployed.
        let Some(identity) = identity(object).filter(|_| is_certain(manifest, object)) else {
            continue;
        };
        match first.get(&identity) {
            Some(earlier) => findings.extend(finding((manifest, object), *earlier)),
            None => _ = first.insert(identity, (manifest, object)),
        }
    }
    findings
}

fn identity(object: &Object) -> Option<Identity<'_>> {
    let namespace = match &object.namespace {
        Field::Missing => "",
        Field::Known(word) => &word.text,
        Field::Unknown => return None,
    };
    Some((object.group()?, object.kind.text()?, namespace, object.name.text()?))
}

fn is_certain(manifest: &Manifest, object: &Object) -> bool {
    manifest.masked.as_ref().is_none_or(|m| m.condition(object.range.start).is_none())
}

fn finding(
    (manifest, object): (&Manifest, &Object),
    (other, earlier): (&Manifest, &Object),
) -> Option<Finding> {
    let (kind, name) = (object.kind.text()?, object.name.known()?);
    let message = format!("the {kind} `{}` is written twice in this pack", name.text);
    let finding = Finding::new(span(manifest, name.range), message)
        .label(span(other, earlier.name.known()?.range), "the first")
        .help("keep one of them: whichever is applied last overwrites the other");
    Some(finding)
}
