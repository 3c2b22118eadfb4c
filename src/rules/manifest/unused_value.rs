//! A value of a manifest that the manifest never reads.

use std::collections::{HashMap, HashSet};

use crate::finding::Finding;
use crate::model::manifest::reference::Reference;
use crate::model::manifest::supply::MANIFESTS;
use crate::model::manifest::{Form, Manifest};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "manifest/unused-value",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/manifest/unused-value.md"),
    check: Check::Pack(check),
};

/// The paths that are read, as a tree.
#[derive(Default)]
struct Read<'r> {
    /// True where all that is below is read as well.
    whole: bool,
    below: HashMap<&'r str, Read<'r>>,
}

impl<'r> Read<'r> {
    fn add(&mut self, reference: &'r Reference) {
        let end = reference.path.iter().fold(self, |node, key| node.below.entry(key).or_default());
        end.whole = true;
    }
}

fn check(pack: &Pack) -> Vec<Finding> {
    let Some(values) = pack.values().and_then(|values| values.get(MANIFESTS)) else {
        return Vec::new();
    };
    let mut manifests: HashMap<&str, Vec<&Manifest>> = HashMap::new();
    for manifest in pack.manifests() {
        manifests.entry(&manifest.stem).or_default().push(manifest);
    }
    let shared = shared(pack);
    let entries = values.entries().filter(|entry| !shared.contains(first_part(&entry.name())));
    entries
        .flat_map(|entry| match manifests.get(&*entry.name()) {
            Some(readers) => findings(readers, &entry),
            None => Vec::new(),
        })
        .collect()
}

/// A macro elsewhere may read the values as `….manifests.<stem>.…`: the words behind `manifests`.
fn shared(pack: &Pack) -> HashSet<&str> {
    let texts = pack.documents().map(|document| document.file());
    let texts = texts.chain(pack.manifests().iter().map(|manifest| &manifest.file));
    texts.flat_map(|file| file.text().split(".manifests.").skip(1).map(first_part)).collect()
}

/// The name up to its first dot, or whatever ends it.
fn first_part(name: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    &name[..name.find(|c| !is_part(c)).unwrap_or(name.len())]
}

fn findings(manifests: &[&Manifest], values: &Entry<'_>) -> Vec<Finding> {
    let Some(manifest) = manifests.first() else { return Vec::new() };
    if manifests.iter().any(|m| m.form == Form::Foreign || m.fatal_error().is_some()) {
        return Vec::new();
    }
    let mut read = Read::default();
    manifests.iter().flat_map(|m| &m.references).for_each(|reference| read.add(reference));
    let mut findings = Vec::new();
    if values.value.kind() == Kind::Mapping {
        descend(values.value, &read, &mut |entry| findings.push(finding(manifest, entry)));
    }
    findings
}

fn descend<'v>(values: NodeRef<'v>, read: &Read<'_>, tell: &mut dyn FnMut(&Entry<'v>)) {
    if read.whole {
        return;
    }
    for entry in values.entries().filter(|entry| !entry.is_merge()) {
        match read.below.get(&*entry.name()) {
            Some(below) if entry.value.kind() == Kind::Mapping => {
                descend(entry.value, below, tell);
            }
            Some(_) => {}
            None if is_anchored(entry.value) => {}
            None => tell(&entry),
        }
    }
}

/// What has an anchor is there to be used elsewhere.
fn is_anchored(node: NodeRef<'_>) -> bool {
    node.anchor().is_some()
        || node.items().any(is_anchored)
        || node.entries().any(|entry| is_anchored(entry.value))
}

fn finding(manifest: &Manifest, entry: &Entry<'_>) -> Finding {
    let name = manifest.file.path().file_name();
    let message = format!("`{name}` never reads `{}`, so it has no effect", entry.name());
    Finding::new(entry.key.span(), message)
        .label(manifest.listed.clone(), "the manifest that gets these values")
        .help("remove the value, or use it in the manifest")
}
