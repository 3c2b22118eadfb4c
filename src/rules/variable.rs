//! Profile variables: how they are defined, and how the layers use them.

mod ambiguous_default;
mod default_mismatches_regex;
mod default_not_a_string;
mod default_outside_options;
mod dropdown_on_edge;
mod dropdown_without_default;
mod dropdown_without_options;
mod duplicate_display_name;
mod duplicate_name;
mod duplicate_option;
mod format_conflict;
mod format_drift;
mod hidden_without_default;
mod immutable_without_default;
mod in_content;
mod invalid_default;
mod invalid_name;
mod invalid_option;
mod invalid_regex;
mod masked_default;
mod mixed_system_uri;
mod nested;
mod options_without_dropdown;
mod plain_secret;
pub(super) mod required_without_default;
mod scalar;
mod secret_default;
mod secret_name;
mod undefined;
mod unknown_format;
mod unknown_input_type;
mod unquoted;
mod unused;
mod with_function;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &ambiguous_default::RULE,
    &default_mismatches_regex::RULE,
    &default_not_a_string::RULE,
    &default_outside_options::RULE,
    &dropdown_on_edge::RULE,
    &dropdown_without_default::RULE,
    &dropdown_without_options::RULE,
    &duplicate_display_name::RULE,
    &duplicate_name::RULE,
    &duplicate_option::RULE,
    &format_conflict::RULE,
    &format_drift::RULE,
    &hidden_without_default::RULE,
    &immutable_without_default::RULE,
    &in_content::RULE,
    &invalid_default::RULE,
    &invalid_name::RULE,
    &invalid_option::RULE,
    &invalid_regex::RULE,
    &masked_default::RULE,
    &mixed_system_uri::RULE,
    &nested::RULE,
    &options_without_dropdown::RULE,
    &plain_secret::RULE,
    &required_without_default::RULE,
    &secret_default::RULE,
    &undefined::RULE,
    &unknown_format::RULE,
    &unknown_input_type::RULE,
    &unquoted::RULE,
    &unused::RULE,
    &with_function::RULE,
];
