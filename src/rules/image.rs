//! The images that `pack.content.images` bundles.

mod duplicate;
mod invalid_reference;
mod latest_tag;
mod literal_not_listed;
mod missing_tag;
mod no_registry;
mod unknown_member;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &duplicate::RULE,
    &invalid_reference::RULE,
    &latest_tag::RULE,
    &literal_not_listed::RULE,
    &missing_tag::RULE,
    &no_registry::RULE,
    &unknown_member::RULE,
];
