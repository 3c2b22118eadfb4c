//! An image that the pack pulls in another version than it bundles.

mod named;

use std::collections::BTreeMap;

use super::literal_not_listed::told_as_literal;
use super::missing_from_content::{in_other_versions, with_origin};
use crate::finding::Finding;
use crate::model::image::{DEFAULT_TAG, ImageRef};
use crate::model::pack::Pack;
use crate::model::pulled::PulledImage;
use crate::model::values::ContentImage;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "image/tag-mismatch",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/image/tag-mismatch.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let bundled: Vec<_> = pack.parsed_images().collect();
    let told = told_as_literal(pack);
    let mut findings = BTreeMap::new();
    for (image, item) in in_other_versions(pack, &bundled) {
        let pulled = tag(&image.reference);
        let repository = &image.reference.repository;
        let what = format!("`{repository}` is pulled as `{pulled}`");
        let name = image.reference.to_string();
        findings.entry(name).or_insert_with(|| finding(&what, image, item));
    }
    for (image, item) in named::in_other_versions(pack, &bundled) {
        let name = image.reference.to_string();
        let what = format!("a `{}` names `{name}`", image.kind);
        // Only the program that is told knows whether it ever pulls the image.
        let named = || finding(&what, &image, item).severity(Severity::Info);
        findings.entry(name).or_insert_with(named);
    }
    findings.retain(|name, _| !told.contains(name));
    findings.into_values().collect()
}

fn finding(what: &str, image: &PulledImage, item: &(ContentImage<'_>, &ImageRef)) -> Finding {
    let (item, other) = item;
    let message = format!("{what}, and only `{}` is bundled", tag(other));
    let help = format!("list `{}` too, or instead", image.reference);
    with_origin(Finding::new(item.node.span(), message).help(help), image)
}

fn tag(image: &ImageRef) -> &str {
    image.tag.as_deref().unwrap_or(DEFAULT_TAG)
}
