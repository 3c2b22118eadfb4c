//! Images listed twice.

use std::collections::HashMap;

use crate::finding::{Edit, Finding, Fix};
use crate::model::image::ImageRef;
use crate::model::pack::Pack;
use crate::model::values::ContentImage;
use crate::rules::{Check, Rule, Severity};
use crate::source::{Span, TextRange};
use crate::syntax::tree::{NodeRef, Style};

/// See the page.
pub static RULE: Rule = Rule {
    id: "image/duplicate",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/image/duplicate.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let mut first: HashMap<String, NodeRef<'_>> = HashMap::new();
    let mut findings = Vec::new();
    for (image, reference) in pack.parsed_images() {
        let earlier = *first.entry(in_full(reference)).or_insert(image.node);
        if earlier.range() != image.node.range() {
            findings.push(finding(&image, earlier));
        }
    }
    findings
}

/// What the reference means, with everything that may be left out.
fn in_full(image: &ImageRef) -> String {
    let digest = image.digest.as_deref().unwrap_or_default();
    let tag = image.tag.as_deref().unwrap_or(if digest.is_empty() { "latest" } else { "" });
    format!("{}:{tag}@{digest}", image.name())
}

fn finding(image: &ContentImage<'_>, earlier: NodeRef<'_>) -> Finding {
    let message = format!("the image `{}` is listed twice", image.text);
    Finding::new(image.node.span(), message)
        .label(earlier.span(), "the first")
        .help("remove one of them")
        .maybe_fix(removal(image.item))
}

/// Removes the line of the item, where it is alone on it.
fn removal(item: NodeRef<'_>) -> Option<Fix> {
    let span = item.span();
    let (file, start) = (span.file(), span.start());
    let line = file.line_range(start.line);
    let next = file.line_range(start.line.checked_add(1)?);
    let before = file.slice(TextRange::new(line.start, span.range().start.max(line.start)));
    let after = file.slice(TextRange::new(span.range().end.min(line.end), line.end));
    let alone = before.trim() == "-" && after.trim().is_empty() && next.start > line.end;
    // An item that is anchored, or that goes on below, is more than this line.
    let whole = span.end().line == start.line && item.style() == Style::Block;
    let lines = Span::new(file, TextRange::new(line.start, next.start.max(line.start)));
    (alone && whole).then(|| Fix::safe("remove the second", Edit::delete(lines)))
}
