//! Palette's macros and profile variables in the texts of a pack.

mod legacy_system_key;
mod pack_reference_without_path;
mod profile_variable_in_pack;
mod truncated_version;
mod unclosed;
mod unknown_family;
mod unknown_function;
mod unknown_system_key;
pub(super) mod unquoted;
mod unresolved_pack_reference;
mod variable_in_content;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &legacy_system_key::RULE,
    &pack_reference_without_path::RULE,
    &profile_variable_in_pack::RULE,
    &truncated_version::RULE,
    &unclosed::RULE,
    &unknown_family::RULE,
    &unknown_function::RULE,
    &unknown_system_key::RULE,
    &unquoted::RULE,
    &unresolved_pack_reference::RULE,
    &variable_in_content::RULE,
];
