//! A tag of a Terraform profile with more than one colon.

use crate::finding::Finding;
use crate::limits;
use crate::model::profile::ProfileFile;
use crate::model::profile::terraform::Resource;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::hcl::{Expression, Value};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/tag-syntax",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/tag-syntax.md"),
    check: Check::ProfileFile(check),
};

fn check(file: &ProfileFile) -> Vec<Finding> {
    file.resources().flat_map(|resource| findings(&resource)).collect()
}

fn findings(resource: &Resource<'_>) -> Vec<Finding> {
    let Some(tags) = resource.set(resource.block, "tags") else { return Vec::new() };
    let Value::List(tags) = &tags.value.value else { return Vec::new() };
    let found = tags.iter().filter_map(|tag| finding(resource, tag));
    found.take(limits::VIOLATIONS).collect()
}

fn finding(resource: &Resource<'_>, tag: &Expression) -> Option<Finding> {
    let text = tag.text()?;
    let (key, value) = text.split_once(':')?;
    let (kept, lost) = value.split_once(':')?;
    let message = format!("of the tag `{text}` Palette gets `{key}:{kept}`, and `:{lost}` is lost");
    let help = "write a tag as `key` or `key:value`, with no second colon";
    Some(Finding::new(resource.span(tag.range), message).help(help))
}
