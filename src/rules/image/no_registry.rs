//! Images listed without their registry.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "image/no-registry",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/image/no-registry.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let relative = pack.parsed_images().filter(|(_, image)| !image.explicit_registry());
    relative
        .map(|(image, reference)| {
            let message = format!("`{}` does not say its registry", image.text);
            let help = format!("write `{}/{}`", reference.host(), image.text);
            Finding::new(image.node.span(), message).help(help)
        })
        .collect()
}
