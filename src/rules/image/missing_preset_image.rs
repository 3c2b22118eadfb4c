//! An image that comes with a preset and is not bundled.

use std::collections::BTreeMap;

use super::literal_not_listed::{append, told_as_literal};
use crate::finding::Finding;
use crate::model::image::ImageRef;
use crate::model::pack::Pack;
use crate::model::preset_image::{self, PresetImage};
use crate::model::values::{ContentImage, ContentList};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "image/missing-preset-image",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/image/missing-preset-image.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let bundled: Vec<_> = pack.parsed_images().collect();
    let Some(list) = pack.content_list(ContentList::Images).filter(|_| !bundled.is_empty()) else {
        return Vec::new();
    };
    let told = told_as_literal(pack);
    // Several presets may bring one image; the first of them is told.
    let mut findings = BTreeMap::new();
    for image in preset_image::of_pack(pack) {
        let name = image.reference.to_string();
        if !told.contains(&name)
            && let Some(finding) = finding(list, &bundled, &image)
        {
            findings.entry(name).or_insert(finding);
        }
    }
    findings.into_values().collect()
}

fn finding(
    list: NodeRef<'_>,
    bundled: &[(ContentImage<'_>, &ImageRef)],
    image: &PresetImage<'_>,
) -> Option<Finding> {
    let name = &image.reference;
    let same = || bundled.iter().filter(|(_, other)| other.same_repository(name));
    if same().any(|(_, other)| other.may_stand_for(name)) {
        return None;
    }
    let preset = image.preset.name().unwrap_or("?");
    let finding = match same().next() {
        Some((item, other)) => {
            let tag = other.tag.as_deref().unwrap_or("latest");
            let message =
                format!("preset `{preset}` deploys `{name}`, and only `{tag}` is bundled");
            Finding::new(image.at.clone(), message)
                .label(item.node.span(), "bundled here")
                .help(format!("list `{name}` too, or instead"))
        }
        None => {
            let message = format!("preset `{preset}` deploys `{name}`, which is not bundled");
            Finding::new(image.at.clone(), message)
                .help(format!("add `- image: {name}` to `pack.content.images`"))
                .maybe_fix(append(list, name))
        }
    };
    Some(match &image.template {
        Some(template) => finding.label(template.clone(), "deployed from here"),
        None => finding,
    })
}
