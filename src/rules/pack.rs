//! What `pack.json` says of the pack.

mod addon_type_on_infra;
mod annotation;
mod annotation_not_string;
mod cloud_type_all_with_others;
mod directory_name;
mod empty_field;
mod incomplete_os_annotations;
mod invalid_eol;
mod invalid_name;
mod invalid_version;
mod missing_addon_type;
pub mod missing_contributor;
mod missing_field;
pub mod missing_source;
mod past_eol;
mod plain_text_password;
#[cfg(test)]
mod tests;
mod unknown_addon_type;
mod unknown_cloud_type;
mod unknown_field;
mod unknown_layer;
pub(super) mod violation;
pub(super) mod word;
mod wrong_type;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &addon_type_on_infra::RULE,
    &annotation_not_string::RULE,
    &cloud_type_all_with_others::RULE,
    &directory_name::RULE,
    &empty_field::RULE,
    &incomplete_os_annotations::RULE,
    &invalid_eol::RULE,
    &invalid_name::RULE,
    &invalid_version::RULE,
    &missing_addon_type::RULE,
    &missing_contributor::RULE,
    &missing_field::RULE,
    &missing_source::RULE,
    &past_eol::RULE,
    &plain_text_password::RULE,
    &unknown_addon_type::RULE,
    &unknown_cloud_type::RULE,
    &unknown_field::RULE,
    &unknown_layer::RULE,
    &wrong_type::RULE,
];
