//! Texts that cannot be read, or are read otherwise than they look.

mod byte_order_mark;
mod duplicate_key;
pub mod internal_error;
mod invalid_hcl;
mod invalid_json;
mod invalid_utf8;
mod invalid_yaml;
mod multiple_documents;
mod non_portable_yaml;
mod not_a_mapping;
pub(in crate::rules) mod problem;
mod too_deep;
pub mod too_large;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &byte_order_mark::RULE,
    &duplicate_key::RULE,
    &internal_error::RULE,
    &invalid_hcl::RULE,
    &invalid_json::RULE,
    &invalid_utf8::RULE,
    &invalid_yaml::RULE,
    &multiple_documents::RULE,
    &non_portable_yaml::RULE,
    &not_a_mapping::RULE,
    &too_deep::RULE,
    &too_large::RULE,
];
