//! Image references that no container runtime can read.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "image/invalid-reference",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/image/invalid-reference.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let images = pack.content_images().into_iter();
    images
        .filter_map(|image| {
            let error = image.parsed?.as_ref().err()?;
            let place = if error.range.is_empty() {
                image.node.span()
            } else {
                image.node.part(error.range)
            };
            let message = match image.text {
                "" => error.message.clone(),
                text => {
                    format!("`{}` is no image reference: {}", text.escape_debug(), error.message)
                }
            };
            Some(Finding::new(place, message).help("write `registry/repository:tag`"))
        })
        .collect()
}
