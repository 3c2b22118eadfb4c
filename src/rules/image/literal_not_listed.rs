//! An image that is deployed whatever the values are, and that the pack does not bundle.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Edit, Finding, Fix};
use crate::model::image::{DEFAULT_TAG, ImageRef};
use crate::model::literal_image::LiteralImage;
use crate::model::pack::Pack;
use crate::model::values::{ContentImage, ContentList};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{NodeRef, Style};

/// See the page.
pub static RULE: Rule = Rule {
    id: "image/literal-not-listed",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/image/literal-not-listed.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let bundled: Vec<_> = pack.parsed_images().collect();
    let Some(list) = pack.content_list(ContentList::Images).filter(|_| !bundled.is_empty()) else {
        return Vec::new();
    };
    // One image may be named in many places; the first of them is told.
    let mut findings = BTreeMap::new();
    for literal in pack.literal_images() {
        let name = literal.reference.to_string();
        if let Some(finding) = finding(list, &bundled, literal) {
            findings.entry(name).or_insert(finding);
        }
    }
    findings.into_values().collect()
}

/// The images that this rule tells, so that the rules on what is rendered need not.
pub(super) fn told_as_literal(pack: &Pack) -> BTreeSet<String> {
    pack.literal_images().iter().map(|literal| literal.reference.to_string()).collect()
}

fn finding(
    list: NodeRef<'_>,
    bundled: &[(ContentImage<'_>, &ImageRef)],
    literal: &LiteralImage,
) -> Option<Finding> {
    let image = &literal.reference;
    let same: Vec<_> = bundled.iter().filter(|(_, other)| other.same_repository(image)).collect();
    if same.iter().any(|(_, other)| other.may_stand_for(image)) {
        return None;
    }
    match same.first() {
        Some((item, other)) => {
            let tag = image.tag.as_deref().unwrap_or(DEFAULT_TAG);
            let listed = other.tag.as_deref().unwrap_or(DEFAULT_TAG);
            let name = &image.repository;
            let message =
                format!("`{name}` is deployed as `{tag}`, and only `{listed}` is bundled");
            let finding = Finding::new(item.node.span(), message)
                .label(literal.at.clone(), "deployed from here")
                .help(format!("list `{image}` too, or instead"));
            Some(finding)
        }
        None if literal.is_of_container => {
            let message = format!("the image `{image}` is deployed and not bundled");
            let finding = Finding::new(list.items().next()?.span(), message)
                .label(literal.at.clone(), "deployed from here")
                .help(format!("add `- image: {image}` to `pack.content.images`"))
                .maybe_fix(append(list, image));
            Some(finding)
        }
        None => None,
    }
}

/// Adds the image behind the last item of a list that is written as a block.
pub(super) fn append(list: NodeRef<'_>, image: &ImageRef) -> Option<Fix> {
    let last = list.items().next_back().filter(|_| list.style() == Style::Block)?;
    let file = list.document().file();
    let line = file.line_range(file.position(last.range().end).line);
    let first = file.line_range(file.position(last.range().start).line);
    let before = file.slice(first).get(..(last.range().start - first.start) as usize)?;
    let is_item = before.trim() == "-" && line == first && !last.is_alias();
    let is_windows = file.text()[line.end as usize..].starts_with('\r');
    let end = if is_windows { "\r\n" } else { "\n" };
    let edit = Edit::insert(file, line.end, format!("{end}{before}image: {image}"));
    let title = format!("list `{image}`");
    // A tag that moves is better replaced than bundled.
    let is_fixed = image.digest.is_some() || image.tag.as_deref().is_some_and(|t| t != DEFAULT_TAG);
    let fix = if is_fixed { Fix::safe(title, edit) } else { Fix::needs_a_look(title, edit) };
    is_item.then_some(fix)
}
