//! What `values.yaml` says to Palette.

mod content_chart_drift;
mod default_namespace;
mod foreign_namespace_labels;
mod invalid_install_priority;
mod invalid_namespace;
mod invalid_namespace_labels;
mod invalid_release_name;
mod malformed_content_chart;
mod misplaced_pack_key;
mod namespace_ignored;
mod secret;
mod system_namespace;
mod unknown_pack_key;
mod unknown_release_override;
mod unread_section;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &content_chart_drift::RULE,
    &default_namespace::RULE,
    &foreign_namespace_labels::RULE,
    &invalid_install_priority::RULE,
    &invalid_namespace::RULE,
    &invalid_namespace_labels::RULE,
    &invalid_release_name::RULE,
    &malformed_content_chart::RULE,
    &misplaced_pack_key::RULE,
    &namespace_ignored::RULE,
    &secret::RULE,
    &system_namespace::RULE,
    &unknown_pack_key::RULE,
    &unknown_release_override::RULE,
    &unread_section::RULE,
];
