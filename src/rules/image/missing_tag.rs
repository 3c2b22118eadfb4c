//! Images listed without a tag or a digest.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "image/missing-tag",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/image/missing-tag.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let untagged =
        pack.parsed_images().filter(|(_, image)| image.tag.is_none() && image.digest.is_none());
    untagged
        .map(|(image, _)| {
            let message =
                format!("`{}` has neither a tag nor a digest, so `latest` is bundled", image.text);
            let help = "add the tag that the chart or manifest uses";
            Finding::new(image.node.span(), message).help(help)
        })
        .collect()
}
