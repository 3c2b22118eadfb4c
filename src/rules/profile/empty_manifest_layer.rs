//! Layers of manifests that have none.

use crate::finding::Finding;
use crate::model::profile::{Content, Embedded, Layer, Profile, Syntax};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/empty-manifest-layer",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/empty-manifest-layer.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let absence_is_told = profile.syntax == Syntax::Terraform;
    profile.layers.iter().flat_map(|layer| findings(layer, absence_is_told)).collect()
}

fn findings(layer: &Layer, absence_is_told: bool) -> Vec<Finding> {
    if layer.is_manifest()
        && layer.kind.is_some()
        && layer.manifests.is_empty()
        && layer.has_all_manifests
    {
        let message = format!("{} is a layer of manifests and has none", layer.label());
        return vec![
            Finding::new(layer.anchor(), message).help("add a manifest, or remove the layer"),
        ];
    }
    let blank = |text: &Embedded| text.text().trim().is_empty();
    let empty = layer.manifests.iter().filter(|manifest| match &manifest.content {
        // `profile/missing-field` tells it.
        Content::Absent => !absence_is_told,
        Content::Text(text) => blank(text),
        Content::Unknown => false,
    });
    let finding = |manifest: &crate::model::profile::AttachedManifest| {
        let name = manifest
            .name_text()
            .map_or_else(|| "this manifest".to_owned(), |n| format!("the manifest `{n}`"));
        Finding::new(manifest.anchor(), format!("{name} is empty"))
            .help("write its objects to `content`, or remove it")
    };
    empty.map(finding).collect()
}
