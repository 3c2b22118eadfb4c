//! An image that the pack pulls in another version than it bundles.

use std::collections::BTreeMap;

use super::literal_not_listed::told_as_literal;
use super::missing_from_content::{in_other_versions, with_origin};
use crate::finding::Finding;
use crate::model::pack::Pack;
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
    for (image, (item, other)) in in_other_versions(pack, &bundled) {
        let name = image.reference.to_string();
        if told.contains(&name) {
            continue;
        }
        let tag = |tag: &Option<String>| tag.clone().unwrap_or_else(|| "latest".to_owned());
        let (pulled, listed) = (tag(&image.reference.tag), tag(&other.tag));
        let repository = &image.reference.repository;
        let message =
            format!("`{repository}` is pulled as `{pulled}`, and only `{listed}` is bundled");
        let finding =
            Finding::new(item.node.span(), message).help(format!("list `{name}` too, or instead"));
        findings.entry(name).or_insert_with(|| with_origin(finding, image));
    }
    findings.into_values().collect()
}
