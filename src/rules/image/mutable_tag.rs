//! Images that are bundled by a tag alone.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "image/mutable-tag",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/image/mutable-tag.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    // `image/missing-tag` and `image/latest-tag` tell the graver cases.
    let tagged = pack.parsed_images().filter(|(_, image)| {
        image.digest.is_none() && image.tag.as_deref().is_some_and(|tag| tag != "latest")
    });
    let finding = |(image, _): (crate::model::values::ContentImage<'_>, _)| {
        let message = format!("`{}` has no digest, and its tag can be moved", image.text);
        Finding::new(image.node.span(), message).help("append the digest: `@sha256:...`")
    };
    tagged.map(finding).collect()
}
