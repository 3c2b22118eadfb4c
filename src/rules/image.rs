//! The images that `pack.content.images` bundles.

mod duplicate;
mod empty_list;
mod invalid_reference;
mod latest_tag;
mod literal_not_listed;
mod missing_from_content;
mod missing_preset_image;
mod missing_tag;
pub mod mutable_tag;
mod no_registry;
mod tag_mismatch;
mod unknown_member;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &duplicate::RULE,
    &empty_list::RULE,
    &invalid_reference::RULE,
    &latest_tag::RULE,
    &literal_not_listed::RULE,
    &missing_from_content::RULE,
    &missing_preset_image::RULE,
    &missing_tag::RULE,
    &mutable_tag::RULE,
    &no_registry::RULE,
    &tag_mismatch::RULE,
    &unknown_member::RULE,
];
