//! An object in a manifest that is not what its kind has to be.

use super::fault::told;
use super::span;
use crate::finding::Finding;
use crate::limits;
use crate::model::kubernetes::conform::{Fault, FaultKind, faults};
use crate::model::manifest::{Form, Manifest};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;
use crate::syntax::tree::{Document, Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "manifest/invalid-object",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/manifest/invalid-object.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let manifests = pack.manifests().iter();
    manifests.flat_map(|manifest| of_manifest(pack, manifest)).collect()
}

/// What another program puts in a text is not known.
fn of_manifest(pack: &Pack, manifest: &Manifest) -> Vec<Finding> {
    let Some(document) = manifest.document.as_ref().filter(|_| manifest.form != Form::Foreign)
    else {
        return Vec::new();
    };
    let objects = objects(document);
    let faults = objects.iter().flat_map(|root| of_object(pack, manifest, *root));
    faults.take(limits::PROBLEMS).collect()
}

/// The objects of a file, those of a list one by one. Two alternatives of a template that make one
/// mapping in the text without tags are left out.
fn objects(document: &Document) -> Vec<NodeRef<'_>> {
    let roots = document.roots().flatten().filter(|root| root.kind() == Kind::Mapping);
    let single = roots.filter(|root| {
        root.entries().filter(|entry| entry.key.text() == Some("kind")).count() == 1
    });
    let items = |root: NodeRef<'_>| root.get("kind").and_then(NodeRef::text) == Some("List");
    single
        .flat_map(|root| match root.get("items").filter(|_| items(root)) {
            Some(items) => items.items().filter(|item| item.kind() == Kind::Mapping).collect(),
            None => vec![root],
        })
        .collect()
}

fn of_object(pack: &Pack, manifest: &Manifest, root: NodeRef<'_>) -> Vec<Finding> {
    let text = |path: &[&str]| root.at(path).and_then(NodeRef::as_str);
    let (Some(version), Some(kind)) = (text(&["apiVersion"]), text(&["kind"])) else {
        return Vec::new();
    };
    let Some(schema) = pack.object_schema(version, kind) else { return Vec::new() };
    let name = match text(&["metadata", "name"]).filter(|name| !name.contains("{{")) {
        Some(name) => format!("the {kind} `{name}`"),
        None => format!("the {kind}"),
    };
    let is_uncertain =
        |range: TextRange| manifest.masked.as_ref().is_some_and(|m| m.is_templated(range));
    let faults = faults(root, schema, &is_uncertain).into_iter();
    faults.filter_map(|fault| finding(manifest, &name, &fault)).collect()
}

fn finding(manifest: &Manifest, name: &str, fault: &Fault) -> Option<Finding> {
    // Where a tag may put whole fields, nothing is known to be missing.
    let has_structures = manifest.masked.as_ref().is_some_and(|m| !m.structures.is_empty());
    if has_structures && fault.kind == FaultKind::Missing {
        return None;
    }
    let (message, help, severity) = told(fault, name);
    let finding = Finding::new(span(manifest, shown(manifest, fault.range)), message);
    Some(finding.maybe_help(help).severity(severity))
}

/// The first line of a part.
fn shown(manifest: &Manifest, range: TextRange) -> TextRange {
    let line = manifest.file.slice(range).lines().next().unwrap_or_default().trim_end().len();
    let length = u32::try_from(line).unwrap_or(u32::MAX);
    TextRange::new(range.start, range.start.saturating_add(length))
}
