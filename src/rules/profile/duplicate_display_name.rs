//! Two layers of one display name.

use super::repeat::repeated;
use crate::finding::Finding;
use crate::model::literal::has_macro;
use crate::model::profile::{Layer, Profile};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/duplicate-display-name",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/duplicate-display-name.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let names = profile.layers.iter().filter_map(Layer::display_name);
    let literal =
        |name: &NodeRef<'_>| name.text().is_some_and(|text| !text.is_empty() && !has_macro(text));
    let twins = repeated(names.filter(literal), |name| name.text());
    let finding = |(first, second, name): (NodeRef<'_>, NodeRef<'_>, &str)| {
        let message = format!("another layer has the display name `{name}` too");
        Finding::new(second.span(), message)
            .label(first.span(), "the first")
            .help("give each copy of a pack a display name of its own")
    };
    twins.into_iter().map(finding).collect()
}
