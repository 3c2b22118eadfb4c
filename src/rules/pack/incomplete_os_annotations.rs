//! Annotations that an operating system pack needs before a machine can boot from its image.

use super::violation::opening;
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/incomplete-os-annotations",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/pack/incomplete-os-annotations.md"),
    check: Check::Pack(check),
};

/// What every cloud needs; the image is named differently on each.
const EVERYWHERE: [&str; 2] = ["osName", "sshUsername"];
const IMAGES: [(&str, &[&str]); 3] = [
    ("aws", &["imageId"]),
    ("azure", &["imageOffer", "imagePublisher", "imageSKU"]),
    ("vsphere", &["imageId"]),
];

fn check(pack: &Pack) -> Vec<Finding> {
    let Some(manifest) = pack.manifest().filter(|_| pack.is_os()) else { return Vec::new() };
    let annotations = manifest.entry("annotations");
    // Another type is told by `pack/wrong-type`.
    if annotations.is_some_and(|entry| entry.value.kind() != Kind::Mapping) {
        return Vec::new();
    }
    let at = annotations.map_or_else(|| opening(manifest), |entry| entry.key.span());
    let values = annotations.map(|entry| entry.value);
    let clouds = IMAGES.iter().filter(|(cloud, _)| names(manifest, cloud));
    let lacking = clouds.filter_map(|(cloud, image)| lack(values, cloud, image));
    lacking.map(|message| Finding::new(at.clone(), message).help("add them as strings")).collect()
}

fn names(manifest: NodeRef<'_>, cloud: &str) -> bool {
    let listed = manifest.get("cloudTypes").into_iter().flat_map(NodeRef::items);
    listed.chain(manifest.get("cloudType")).any(|node| node.as_str() == Some(cloud))
}

fn lack(annotations: Option<NodeRef<'_>>, cloud: &str, image: &[&str]) -> Option<String> {
    let needed = image.iter().chain(&EVERYWHERE);
    let absent = needed.filter(|key| annotations.is_none_or(|values| values.get(key).is_none()));
    let absent: Vec<String> = absent.map(|key| format!("`{key}`")).collect();
    let message =
        || format!("an OS pack for `{cloud}` needs the annotations {}", absent.join(", "));
    (!absent.is_empty()).then(message)
}
