//! A manifest reads a value that nobody supplies.

use std::collections::HashSet;

use super::span;
use crate::finding::Finding;
use crate::model::manifest::Manifest;
use crate::model::manifest::reference::Reference;
use crate::model::manifest::supply::{Supplied, Supply};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "manifest/undefined-value",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/manifest/undefined-value.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let supply = Supply::of(pack);
    pack.manifests().iter().flat_map(|manifest| findings(manifest, &supply)).collect()
}

/// One finding for each value: the other places suffer from the same lack.
fn findings(manifest: &Manifest, supply: &Supply<'_>) -> Vec<Finding> {
    if manifest.fatal_error().is_some() {
        return Vec::new();
    }
    let mut told = HashSet::new();
    let wanted = manifest.references.iter().filter(|r| !r.is_guarded && !r.path.is_empty());
    let missing = wanted
        .filter(|reference| supply.value(&manifest.stem, &reference.path) == Supplied::No)
        .filter(|reference| told.insert(&reference.path));
    missing.map(|reference| finding(manifest, reference)).collect()
}

fn finding(manifest: &Manifest, reference: &Reference) -> Finding {
    let path = reference.path.join(".");
    let key = format!("manifests.{}.{path}", manifest.stem);
    let message = format!("nothing sets `{key}`, which this reads");
    let help = format!("add `{key}` to values.yaml, or give it a `default` here");
    Finding::new(span(manifest, reference.range), message).help(help)
}
