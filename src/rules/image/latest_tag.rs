//! Images listed with the tag `latest`.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;

/// See the page.
pub static RULE: Rule = Rule {
    id: "image/latest-tag",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/image/latest-tag.md"),
    check: Check::Pack(check),
};

const LATEST: &str = "latest";

fn check(pack: &Pack) -> Vec<Finding> {
    // With a digest the tag is decoration.
    let latest = pack
        .parsed_images()
        .filter(|(_, image)| image.tag.as_deref() == Some(LATEST) && image.digest.is_none());
    latest
        .map(|(image, _)| {
            let start = image.text.len() - LATEST.len();
            let tag = image.node.part(TextRange::from_usize(start..image.text.len()));
            let message = format!(
                "`{}` names no version: what is bundled changes from one build to the next",
                image.text
            );
            Finding::new(tag, message).help("name a version or a digest")
        })
        .collect()
}
