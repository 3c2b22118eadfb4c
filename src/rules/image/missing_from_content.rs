//! An image that the pack pulls with its own values and does not bundle.

use std::collections::BTreeMap;

use super::literal_not_listed::{append, told_as_literal};
use crate::finding::Finding;
use crate::model::image::ImageRef;
use crate::model::pack::Pack;
use crate::model::pulled::PulledImage;
use crate::model::values::{ContentImage, ContentList};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "image/missing-from-content",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/image/missing-from-content.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let bundled: Vec<_> = pack.parsed_images().collect();
    let Some(list) = pack.content_list(ContentList::Images).filter(|_| !bundled.is_empty()) else {
        return Vec::new();
    };
    let told = told_as_literal(pack);
    let mut findings = BTreeMap::new();
    for image in missing(pack, &bundled) {
        let name = image.reference.to_string();
        if !told.contains(&name) {
            findings.entry(name).or_insert_with(|| finding(list, &bundled, image));
        }
    }
    findings.into_values().flatten().collect()
}

/// The images whose repository is not bundled in any version.
fn missing<'p>(
    pack: &'p Pack,
    bundled: &[(ContentImage<'_>, &ImageRef)],
) -> impl Iterator<Item = &'p PulledImage> {
    let pulled = pack.pulled_images().iter();
    pulled.filter(|image| !bundled.iter().any(|(_, other)| other.same_repository(&image.reference)))
}

/// The images that are bundled in other versions only, with one of these.
pub(super) fn in_other_versions<'p, 'b>(
    pack: &'p Pack,
    bundled: &'b [(ContentImage<'b>, &'b ImageRef)],
) -> impl Iterator<Item = (&'p PulledImage, &'b (ContentImage<'b>, &'b ImageRef))> {
    let pulled = pack.pulled_images().iter();
    pulled.filter_map(move |image| {
        let same = || bundled.iter().filter(|(_, other)| other.same_repository(&image.reference));
        let equal = same().any(|(_, other)| other.may_stand_for(&image.reference));
        same().next().filter(|_| !equal).map(|other| (image, other))
    })
}

fn finding(
    list: NodeRef<'_>,
    bundled: &[(ContentImage<'_>, &ImageRef)],
    image: &PulledImage,
) -> Option<Finding> {
    let name = &image.reference;
    let (kind, path) = (&image.kind, name.path());
    let of_other_registry = bundled.iter().find(|(_, other)| other.path() == path);
    let finding = match of_other_registry {
        Some((item, other)) => {
            let message = format!("a `{kind}` pulls `{name}`, and only `{other}` is bundled");
            Finding::new(item.node.span(), message).help(format!("list `{name}` too, or instead"))
        }
        None => {
            let message = format!("a `{kind}` pulls `{name}`, which is not bundled");
            Finding::new(list.items().next()?.span(), message)
                .help(format!("add `- image: {name}` to `pack.content.images`"))
        }
    };
    Some(with_origin(finding.maybe_fix(append(list, name)), image))
}

/// Names the value and the template that put the image there.
pub(super) fn with_origin(finding: Finding, image: &PulledImage) -> Finding {
    let finding = match &image.value {
        Some(value) => finding.label(value.clone(), "from this value"),
        None => finding,
    };
    match &image.template {
        Some(template) => finding.label(template.clone(), "deployed from here"),
        None => finding,
    }
}
