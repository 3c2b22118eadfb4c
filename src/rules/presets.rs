//! The presets of a pack.

mod add_inert;
mod add_invalid_yaml;
mod add_not_a_string;
mod add_unknown_root;
mod duplicate_display_name;
mod duplicate_name;
mod missing_field;
mod missing_list;
mod remove_not_a_list;
mod remove_unknown_path;
mod residue;
mod shape;
mod unknown_enabled_preset;
mod unknown_key;
mod violates_schema;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &add_inert::RULE,
    &add_invalid_yaml::RULE,
    &add_not_a_string::RULE,
    &add_unknown_root::RULE,
    &duplicate_display_name::RULE,
    &duplicate_name::RULE,
    &missing_field::RULE,
    &missing_list::RULE,
    &remove_not_a_list::RULE,
    &remove_unknown_path::RULE,
    &residue::RULE,
    &unknown_enabled_preset::RULE,
    &unknown_key::RULE,
    &violates_schema::RULE,
];
