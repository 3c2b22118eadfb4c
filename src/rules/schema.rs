//! Constraints in `schema.yaml` that cannot work, or that the pack itself does not keep.

mod bad_qualifier;
mod duplicate_option;
mod empty_options;
mod foreign_root;
mod invalid_regex;
mod invalid_template;
mod near_path;
pub mod password_format;
mod plain_secret;
mod reversed_range;
mod unanchored_regex;
mod unknown_directive;
mod unknown_format;
mod unknown_key;
mod unknown_path;
mod unsatisfiable;
pub(super) mod value_violates_format;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &bad_qualifier::RULE,
    &duplicate_option::RULE,
    &empty_options::RULE,
    &foreign_root::RULE,
    &invalid_regex::RULE,
    &invalid_template::RULE,
    &near_path::RULE,
    &password_format::RULE,
    &plain_secret::RULE,
    &reversed_range::RULE,
    &unanchored_regex::RULE,
    &unknown_directive::RULE,
    &unknown_format::RULE,
    &unknown_key::RULE,
    &unknown_path::RULE,
    &unsatisfiable::RULE,
    &value_violates_format::RULE,
];
