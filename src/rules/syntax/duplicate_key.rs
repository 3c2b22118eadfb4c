//! A key that stands twice in one mapping: the last wins, silently.

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt};

use crate::finding::Finding;
use crate::limits;
use crate::model::manifest::Manifest;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/duplicate-key",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/syntax/duplicate-key.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let texts = pack.documents().flat_map(|document| document.mappings().flat_map(duplicates));
    texts.chain(pack.manifests().iter().flat_map(in_manifest)).collect()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    file.documents().flat_map(|document| document.mappings().flat_map(duplicates)).collect()
}

/// Keys of a template are twins only where nothing decides between them.
fn in_manifest(manifest: &Manifest) -> Vec<Finding> {
    let Some(document) = &manifest.document else { return Vec::new() };
    let is_template = manifest.masked.is_some();
    let is_written = |entry: &Entry<'_>| !(is_template && manifest.is_templated(entry.key.range()));
    let certain = |(first, key): &(NodeRef<'_>, NodeRef<'_>)| match &manifest.masked {
        Some(masked) => masked.is_one_run(first.range(), key.range()),
        None => true,
    };
    let twins = document.mappings().flat_map(|mapping| twins(mapping, is_written));
    twins.filter(certain).map(|(first, key)| finding(first, key)).collect()
}

fn duplicates(mapping: NodeRef<'_>) -> Vec<Finding> {
    twins(mapping, |_| true).into_iter().map(|(first, key)| finding(first, key)).collect()
}

/// Keys that are compared one by one rather than by hash.
const FEW: usize = 8;

/// Each repeated key, behind its first appearance.
fn twins<'d>(
    mapping: NodeRef<'d>,
    counts: impl Fn(&Entry<'d>) -> bool,
) -> Vec<(NodeRef<'d>, NodeRef<'d>)> {
    let count = mapping.entries().len();
    if count < 2 {
        return Vec::new();
    }
    let mut few: Vec<(Cow<'d, str>, NodeRef<'d>)> = Vec::with_capacity(count.min(FEW));
    let mut first = HashMap::with_capacity(if count > FEW { count } else { 0 });
    let mut twins = Vec::new();
    for entry in mapping.entries().filter(|entry| !entry.is_merge() && counts(entry)) {
        let name = entry.name();
        let earlier = if count > FEW {
            *first.entry(name).or_insert(entry.key)
        } else if let Some((_, earlier)) = few.iter().find(|(known, _)| *known == name) {
            *earlier
        } else {
            few.push((name, entry.key));
            entry.key
        };
        if earlier.range() != entry.key.range() {
            twins.push((earlier, entry.key));
        }
        // More would not be told.
        if twins.len() > limits::FINDINGS {
            break;
        }
    }
    twins
}

fn finding(first: NodeRef<'_>, key: NodeRef<'_>) -> Finding {
    let message = format!("the key `{}` stands twice in this mapping", key.key_text());
    Finding::new(key.span(), message)
        .label(first.span(), "the first, which has no effect")
        .help("keep one of them: of two equal keys Helm and Palette take the last")
}
