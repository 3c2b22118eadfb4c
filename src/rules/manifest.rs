//! The Kubernetes manifests that a pack deploys without a chart, and their values.

pub(in crate::rules) mod api;
mod deprecated_api;
mod duplicate_object;
pub(in crate::rules) mod fault;
mod invalid_object;
mod invalid_template;
mod invalid_yaml;
mod missing_api_version;
mod missing_kind;
mod missing_name;
mod removed_api;
mod undefined_value;
pub(in crate::rules) mod unused_value;
pub(in crate::rules) mod wrong_values_key;

use super::Rule;
use crate::model::manifest::Manifest;
use crate::source::{Span, TextRange};

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &deprecated_api::RULE,
    &duplicate_object::RULE,
    &invalid_object::RULE,
    &invalid_template::RULE,
    &invalid_yaml::RULE,
    &missing_api_version::RULE,
    &missing_kind::RULE,
    &missing_name::RULE,
    &removed_api::RULE,
    &undefined_value::RULE,
    &unused_value::RULE,
    &wrong_values_key::RULE,
];

/// The place `range` of a manifest.
fn span(manifest: &Manifest, range: TextRange) -> Span {
    Span::new(&manifest.file, range)
}

#[cfg(test)]
mod tests;
