//! Fields of a template that stand beside it, where nothing reads them.

use crate::finding::Finding;
use crate::model::profile::{ProfileFile, Shape};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Document, Entry};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/unknown-shape",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/unknown-shape.md"),
    check: Check::ProfileFile(check),
};

fn check(file: &ProfileFile) -> Vec<Finding> {
    let misplaced = file.profiles().iter().any(|profile| profile.shape == Shape::Misplaced);
    let root = file.document().and_then(Document::root).filter(|_| misplaced);
    let packs = root.and_then(|root| root.get("spec")).and_then(|spec| spec.entry("packs"));
    packs.map(|entry| finding(&entry)).into_iter().collect()
}

fn finding(packs: &Entry<'_>) -> Finding {
    let message = "`packs` stands in `spec`, and Palette reads only `spec.template.packs`";
    Finding::new(packs.key.span(), message)
        .help("put `type`, `cloudType` and `packs` in `spec.template`; `version` stays in `spec`")
}
